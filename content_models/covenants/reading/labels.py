"""How a provision is called in a sentence: "điểm a khoản 2 Điều 5". Pure."""

from __future__ import annotations

from collections.abc import Iterable

from ..articles import Article, Provision
from ..provisions import Covenant


def provision_label(covenant: Covenant, anchor: str) -> str:
    """The name of an anchor, "toàn bộ văn bản" for "", the anchor itself for one that the text does not have."""
    if not anchor:
        return "toàn bộ văn bản"
    for part in covenant.parts:
        if part.anchor == anchor:
            return f"Điều {part.number}" if part.article else part.label or "Bảng"
        if part.article and anchor.startswith(f"{part.anchor}-") and (label := _below(part.article, anchor)):
            return label
    return anchor


def provision_labels(covenant: Covenant, anchors: Iterable[str]) -> str:
    """Names of several anchors in the order of the text: "Điều 5, khoản 2 Điều 7"."""
    wanted = set(anchors)
    if not wanted or "" in wanted:
        return provision_label(covenant, "")
    ordered = [anchor for anchor in _all_anchors(covenant) if anchor in wanted]
    ordered += sorted(wanted - set(ordered))
    return ", ".join(provision_label(covenant, anchor) for anchor in ordered)


def _all_anchors(covenant: Covenant) -> Iterable[str]:
    for part in covenant.parts:
        yield part.anchor
        for clause in part.article.clauses if part.article else ():
            for provision in clause.walk():
                yield provision.anchor


def _below(article: Article, anchor: str) -> str:
    for clause in article.clauses:
        for provision in clause.walk():
            if provision.anchor == anchor:
                above = "" if provision is clause else f" {_word(clause)}"
                return f"{_word(provision)}{above} Điều {article.number}"
    return ""


def _word(provision: Provision) -> str:
    return f"{'khoản' if provision.kind == 'clause' else 'điểm'} {provision.number}"
