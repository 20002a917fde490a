"""What the checks panel shows: what the checks found in a saved draft, and what the writing itself knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from content_models.covenants.checks import Finding, check
from content_models.covenants.internal_references import Gone, still_gone
from content_models.covenants.models import CovenantPage, Writing
from content_models.covenants.provisions import Covenant, Part

from .context import context_of

SEVERITIES = {"must": "Cần sửa", "look": "Nên xem lại", "hint": "Gợi ý"}
WHOLE = "Cả văn bản"


@dataclass(frozen=True)
class Shown:
    """A finding as it is read: where, how grave in a word, what, why by which article, what to do, the words meant
    (those of one part that say the same are one finding)."""

    anchor: str
    severity: str
    ground: str
    source: str = ""
    advice: str = ""
    excerpts: tuple[str, ...] = ()
    lost: Gone | None = None

    @property
    def severity_label(self) -> str:
        return SEVERITIES[self.severity]


@dataclass(frozen=True)
class Group:
    """The findings of one part of the text; `block_id` is "" for the whole text."""

    label: str
    block_id: str
    findings: Sequence[Shown]


def groups_of(page: CovenantPage) -> list[Group]:
    """Findings of the saved draft, in reading order. `page` is the working text."""
    covenant = page.numbered()
    writing = Writing.objects.filter(page_id=page.pk).first()
    lost = list(_lost(covenant, writing))
    told = {(shown.anchor, shown.lost.number) for shown in lost if shown.lost}
    found = [_shown(finding) for finding in check(covenant, context_of(page)) if not _is_told(finding, told)]
    return _grouped(covenant, page, [*lost, *found])


def _lost(covenant: Covenant, writing: Writing | None) -> Iterable[Shown]:
    """References whose article was taken out: the text alone does not show it, for another bears its number now."""
    anchors = {part.article.block_id: part.anchor for part in covenant.parts if part.article}
    for gone in still_gone(covenant, writing.lost_references if writing else []):
        yield Shown(
            anchors.get(gone.key, gone.key),
            "must",
            f"“Điều {gone.number}” ở đây từng dẫn tới “{gone.target}”, điều ấy đã được bỏ.",
            advice="Hãy sửa số cho đúng điều, hoặc bỏ câu dẫn này.",
            lost=gone,
        )


def _is_told(finding: Finding, told: Collection[tuple[str, str]]) -> bool:
    number = finding.excerpt.split()[-1].lower() if finding.excerpt.split() else ""
    return finding.rule_id == "dead_reference" and (finding.anchor, number) in told


def _shown(finding: Finding) -> Shown:
    excerpts = (finding.excerpt,) if finding.excerpt else ()
    return Shown(finding.anchor, finding.severity, finding.ground, finding.source, finding.advice, excerpts)


def _grouped(covenant: Covenant, page: CovenantPage, found: Iterable[Shown]) -> list[Group]:
    """By the part in which the anchor lies, in reading order."""
    order = {part.anchor: position for position, part in enumerate(covenant.parts)}
    ids = [block.get("id") or "" for block in page.body.raw_data]
    by_part = sorted(found, key=lambda shown: order.get(_part_anchor(shown.anchor, order), -1))
    groups = []
    for anchor, shown in groupby(by_part, key=lambda shown: _part_anchor(shown.anchor, order)):
        position = order.get(anchor)
        label = _label(covenant.parts[position]) if position is not None else WHOLE
        groups.append(Group(label, ids[position] if position is not None else "", _merged(shown)))
    return groups


def _merged(found: Iterable[Shown]) -> list[Shown]:
    merged: dict[tuple[str, str, str], Shown] = {}
    for shown in found:
        key = (shown.severity, shown.ground, shown.advice)
        known = merged.get(key)
        merged[key] = replace(known, excerpts=known.excerpts + shown.excerpts) if known else shown
    return list(merged.values())


def _label(part: Part) -> str:
    return f"{part.label}. {part.title}" if part.kind == "chapter" and part.title else part.label or "Bảng"


def _part_anchor(anchor: str, order: dict[str, int]) -> str:
    """ "dieu-5-khoan-2" lies in "dieu-5"."""
    while anchor and anchor not in order:
        anchor = anchor.rpartition("-")[0]
    return anchor
