"""All checks of a covenant, in reading order. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..provisions import Article, Covenant, Part, Provision
from .content import CLASSES
from .copies import TextIndex
from .cues import read_clause
from .findings import CheckContext, Finding
from .form import Found, form_findings, paragraphs
from .rules import Rule, rules


@dataclass(frozen=True)
class Unit:
    """What is judged at once: a clause with its points, or a paragraph. `lines` are pairs of anchor and text."""

    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "\n".join(text for _anchor, text in self.lines)

    def anchor_at(self, place: int) -> str:
        """The anchor of the line that holds a place of `text` (code points)."""
        for anchor, text in self.lines:
            if place <= len(text):
                return anchor
            place -= len(text) + 1
        return self.lines[-1][0]


def check(covenant: Covenant, context: CheckContext) -> tuple[Finding, ...]:
    """Every place that needs a second look, in reading order; what concerns the whole text comes first.

    Never raises for any text and never refuses: each finding is advice with its source of law. Only rules that
    hold on `context.day` are used.
    """
    valid = {rule_id: rule for rule_id, rule in rules().items() if rule.holds_on(context.day)}
    found = [*form_findings(covenant, context), *_content(covenant), *_law(covenant, context)]
    found += _copies(covenant, context)
    places = _places(covenant)
    findings = [_finding(valid[entry[0]], entry, places) for entry in found if entry[0] in valid]
    order = {anchor: position for position, anchor in enumerate(places)}
    return tuple(sorted(findings, key=lambda finding: order.get(finding.anchor, -1)))


def classes_of(text: str) -> Mapping[str, str]:
    """Class → the words that made it so, for one clause (any text)."""
    clause = read_clause(unicodedata.normalize("NFC", text).replace("\r\n", "\n"))
    spans = {name: judge(clause) for name, judge in CLASSES.items()}
    return {name: clause.excerpt(span) for name, span in spans.items() if span}


def units(part: Part) -> Iterator[Unit]:
    """What is judged at once of an article."""
    for line in part.article.intro if part.article else ():
        if line.text.strip():
            yield Unit(((part.anchor, line.text.strip()),))
    for clause in part.article.clauses if part.article else ():
        yield Unit(tuple(_lines(clause)))


def _lines(clause: Provision) -> Iterator[tuple[str, str]]:
    for provision in clause.walk():
        for line in provision.lines:
            yield provision.anchor, line.text


def _content(covenant: Covenant) -> Iterator[Found]:
    """Articles only: a preamble tells a story, in which fights and floods impose nothing."""
    for part in covenant.parts:
        for unit in units(part) if part.article else ():
            yield from _unit(unit)


def _unit(unit: Unit) -> Iterator[Found]:
    unit = Unit(tuple((anchor, unicodedata.normalize("NFC", text)) for anchor, text in unit.lines))
    clause = read_clause(unit.text)
    for name, judge in CLASSES.items():
        if span := judge(clause):
            yield name, unit.anchor_at(clause.tokens[span.start].start), clause.excerpt(span), ""


def _law(covenant: Covenant, context: CheckContext) -> Iterator[Found]:
    if context.law is None:
        return
    for part in covenant.parts:
        for anchor, text in paragraphs(part) if part.article else ():
            if near := context.law.nearest(text):
                label, share = near
                ground = f"Đoạn này trùng {share:.0%} với {label}. {rules()['restates_law'].ground}"
                yield "restates_law", anchor, text[:120], ground


def _copies(covenant: Covenant, context: CheckContext) -> Iterator[Found]:
    indexes = [context.index] if context.index else []
    indexes += [TextIndex.of(context.others)] if context.others else []
    for article in covenant.articles:
        yield from _copied(article, indexes, context.own)


def _copied(article: Article, indexes: Iterable[TextIndex], own: str) -> Iterator[Found]:
    for index in indexes:
        if like := index.nearest(article, but=own):
            rule = "model_unchanged" if like.is_model else "copies_other"
            place = f"“{like.article_label}” của {like.name}"
            yield rule, article.anchor, "", f"Điều này trùng {like.share:.0%} với {place}."
            return


def _places(covenant: Covenant) -> dict[str, str]:
    """Anchor → label of the article or part it lies in, in reading order; "" is the whole text."""
    places = {"": "Cả văn bản"}
    for part in covenant.parts:
        places[part.anchor] = part.label
        for line in part.article.lines if part.article else ():
            if line.anchor:
                places[line.anchor] = part.label
    return places


def _finding(rule: Rule, found: Found, places: Mapping[str, str]) -> Finding:
    _rule_id, anchor, excerpt, ground = found
    return rule.finding(anchor, places.get(anchor, places[""]), excerpt, ground)
