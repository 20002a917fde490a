"""What the checks panel shows: what the checks found in a saved draft, and what the writing itself knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from content_models.covenants.internal_references import Gone, references, still_gone
from content_models.covenants.model_reading import blanks
from content_models.covenants.models import CovenantPage, Writing
from content_models.covenants.provisions import Covenant, Part

SEVERITIES = {"must": "Cần sửa", "look": "Nên xem lại", "hint": "Gợi ý"}
WHOLE = "Cả văn bản"
FORM = "NĐ 61/2023/NĐ-CP, Điều 6"


@dataclass(frozen=True)
class Shown:
    """A finding as it is read: where, how grave in a word, what, why by which article, what to do, the words meant."""

    anchor: str
    severity: str
    ground: str
    source: str = ""
    advice: str = ""
    excerpt: str = ""
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
    found = [*_of_form(covenant), *_of_references(covenant, writing), *_of_blanks(covenant)]
    return _grouped(covenant, page, found)


def _of_form(covenant: Covenant) -> Iterable[Shown]:
    for problem in covenant.problems:
        yield Shown(problem.anchor, "look", problem.message, FORM)


def _of_references(covenant: Covenant, writing: Writing | None) -> Iterable[Shown]:
    anchors = {part.article.block_id: part.anchor for part in covenant.parts if part.article}
    lost = still_gone(covenant, writing.lost_references if writing else [])
    for gone in lost:
        yield Shown(
            anchors.get(gone.key, gone.key),
            "must",
            f"“Điều {gone.number}” ở đây từng dẫn tới “{gone.target}”, điều ấy đã được bỏ.",
            advice="Hãy sửa số cho đúng điều, hoặc bỏ câu dẫn này.",
            lost=gone,
        )
    known = {(gone.key, gone.number) for gone in lost}
    for reference in references(covenant):
        if reference.target_anchor is None and (reference.key, reference.number.lower()) not in known:
            ground = f"Văn bản này không có Điều {reference.number}."
            advice = "Hãy sửa số cho đúng điều. Nếu là điều của luật thì ghi thêm tên luật ngay sau số."
            yield Shown(reference.anchor, "must", ground, advice=advice, excerpt=reference.text)


def _of_blanks(covenant: Covenant) -> Iterable[Shown]:
    for anchor in blanks(covenant):
        yield Shown(anchor, "look", "Còn chỗ trống “……” chưa điền.", advice="Hãy điền, hoặc bỏ câu ấy.")


def _grouped(covenant: Covenant, page: CovenantPage, found: Iterable[Shown]) -> list[Group]:
    """By the part in which the anchor lies, in reading order."""
    order = {part.anchor: position for position, part in enumerate(covenant.parts)}
    ids = [block.get("id") or "" for block in page.body.raw_data]
    by_part = sorted(found, key=lambda shown: order.get(_part_anchor(shown.anchor, order), -1))
    groups = []
    for anchor, shown in groupby(by_part, key=lambda shown: _part_anchor(shown.anchor, order)):
        position = order.get(anchor)
        label = _label(covenant.parts[position]) if position is not None else WHOLE
        groups.append(Group(label, ids[position] if position is not None else "", list(shown)))
    return groups


def _label(part: Part) -> str:
    return f"{part.label}. {part.title}" if part.kind == "chapter" and part.title else part.label or "Bảng"


def _part_anchor(anchor: str, order: dict[str, int]) -> str:
    """ "dieu-5-khoan-2" lies in "dieu-5"."""
    while anchor and anchor not in order:
        anchor = anchor.rpartition("-")[0]
    return anchor
