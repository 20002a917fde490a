"""One article alone: its state, what stands before and after it, and what became of it through the versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..articles import Article
from ..reading import topics
from ..reading.labels import provision_labels
from ..topics import corrections_of, topics_by_article
from .parts import linked, shown_parts
from .texts import marks_on

if TYPE_CHECKING:
    from ..models import CovenantPage, CovenantVersion, Decision


@dataclass(frozen=True)
class Step:
    """An entry of an article's history: a version that brought, changed, kept or dropped it, or a decision on it."""

    day: dt.date
    words: str
    label: str = ""
    url: str = ""
    decision: Decision | None = None


def article_context(page: CovenantPage, version: CovenantVersion, anchor: str, day: dt.date) -> dict[str, Any] | None:
    """Context of the article at an anchor of a version, or None when the version has no such article."""
    covenant = version.covenant
    found = next((article for article in covenant.articles if article.anchor == anchor), None)
    if found is None:
        return None
    told = marks_on(page, version, day)
    parts = shown_parts((part for part in linked(version) if part.anchor == anchor), told)
    base = page.url if version == page.current_version else version.url
    keys = topics_by_article(covenant, corrections_of([page.pk]).get(page.pk, {}))[anchor]
    return {
        "version": version,
        "article": found,
        "shown": parts[0],
        "mark": told.get(anchor) or told[""],
        "is_current": version == page.current_version,
        "base": base,
        "whole_url": f"{base}#{anchor}",
        "permanent_url": f"{version.url}{anchor}/",
        "chapter": _chapter_of(version, anchor),
        "topics": [(key, topics()[key]) for key in keys],
        "steps": steps_of(page, found),
        **_neighbours(covenant.articles, found, base),
    }


def steps_of(page: CovenantPage, article: Article) -> list[Step]:
    """The history of an article by its identity, oldest first. Without an identity there is nothing to follow."""
    if not article.block_id:
        return []
    steps: list[Step] = []
    last: Article | None = None
    for version in reversed(page.public_versions):
        now = next((one for one in version.covenant.articles if one.block_id == article.block_id), None)
        words = _change(last, now)
        if words:
            url = f"{version.url}{now.anchor}/" if now else version.url
            label = now.label if now else f"Phiên bản {version.number}"
            steps.append(Step(version.effective_on, f"Phiên bản {version.number}: {words}", label, url))
        if now:
            steps += _decisions_on(page, version, now)
        last = now
    return sorted(steps, key=lambda step: step.day)


def other_versions_with(page: CovenantPage, anchor: str) -> list[CovenantVersion]:
    """Versions that have an article at this anchor, newest first: what an address of a dropped article leads to."""
    return [
        version
        for version in page.public_versions
        if any(article.anchor == anchor for article in version.covenant.articles)
    ]


def _change(before: Article | None, now: Article | None) -> str:
    if now is None:
        return "không còn điều này" if before else ""
    if before is None:
        return "có từ bản này"
    changed = before.body.strip() != now.body.strip() or before.heading != now.heading
    moved = f"nay là Điều {now.number}" if before.number != now.number else ""
    words = [word for word in ("sửa đổi" if changed else "", moved) if word]
    return ", ".join(words) or "giữ nguyên"


def _decisions_on(page: CovenantPage, version: CovenantVersion, article: Article) -> list[Step]:
    """Suspensions and abolitions that count and name the article, or a part of it, or the whole text."""
    steps = []
    for fact in page.history.decisions:
        said = page.history.effective(fact.id)
        row = page.decisions_by_id.get(fact.id)
        if said is not fact or row is None or said.version != version.number:
            continue
        if said.effect not in ("suspension", "abolition") or not _names(said.targets, article):
            continue
        what = provision_labels(version.covenant, said.targets)
        steps.append(Step(said.effective_on, f"{row.get_effect_display()}: {what}", decision=row))
    return steps


def _names(targets: frozenset[str], article: Article) -> bool:
    return not targets or not targets.isdisjoint({"", article.anchor, *(line.anchor for line in article.lines)})


def _chapter_of(version: CovenantVersion, anchor: str) -> str:
    label = ""
    for part in version.covenant.parts:
        if part.kind == "chapter":
            label = f"{part.label}. {part.title}" if part.title else part.label
        if part.anchor == anchor:
            return label
    return ""


def _neighbours(articles: tuple[Article, ...], article: Article, base: str) -> dict[str, Any]:
    position = articles.index(article)
    before = articles[position - 1] if position else None
    after = articles[position + 1] if position + 1 < len(articles) else None
    return {
        "previous": before and {"label": before.label, "url": f"{base}{before.anchor}/"},
        "next": after and {"label": after.label, "url": f"{base}{after.anchor}/"},
    }
