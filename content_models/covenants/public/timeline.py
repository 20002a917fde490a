"""The time line: every version and every decision, newest first, corrected and annulled ones included."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..reading.labels import provision_labels

if TYPE_CHECKING:
    from ..models import CovenantPage, CovenantVersion, Decision


@dataclass(frozen=True)
class Entry:
    """A record on the time line. `undone` says in words why it does not count; `follows` links to what it mends."""

    decision: Decision
    day: dt.date
    words: str
    version: CovenantVersion | None
    before: CovenantVersion | None
    effect: str
    ended: tuple[str, ...] = ()
    undone: str = ""
    undone_by: Decision | None = None
    mends: Decision | None = None


def entries(page: CovenantPage) -> list[Entry]:
    """All records, the newest effect first; on one day the later number first."""
    facts = {fact.id: fact for fact in page.history.decisions}
    order = {fact.id: (fact.effective_on, place) for place, fact in enumerate(page.history.decisions)}
    rows = sorted(page.decisions_by_id.values(), key=lambda row: order.get(row.pk, (row.effective_on, 0)))
    recognised = {version.decision_id: version for version in page.public_versions}
    return [_entry(page, row, recognised) for row in reversed(rows) if row.pk in facts]


def _entry(page: CovenantPage, row: Decision, recognised: dict[int, CovenantVersion]) -> Entry:
    version = recognised.get(row.pk) or _of_corrected(page, row, recognised) or _about(page, row)
    undone, by = _undone(page, row)
    before = None
    if version and row.effect == "recognition":
        before = next((one for one in page.public_versions if one.number < version.number), None)
    return Entry(
        decision=row,
        day=row.effective_on,
        words=_words(row, version),
        version=version,
        before=before,
        effect=row.effect,
        ended=_ended(page, row),
        undone=undone,
        undone_by=by,
        mends=page.decisions_by_id.get(row.corrects_id or row.annuls_id or 0),
    )


def _words(row: Decision, version: CovenantVersion | None) -> str:
    if row.effect == "recognition":
        return f"Công nhận phiên bản {version.number}" if version else "Công nhận"
    if row.effect in ("annulment", "void") or version is None:
        return str(row.get_effect_display())
    return f"{row.get_effect_display()}: {provision_labels(version.covenant, row.targets)}"


def _ended(page: CovenantPage, row: Decision) -> tuple[str, ...]:
    """The suspensions that a recognition ends, named by their numbers."""
    found = (page.decisions_by_id.get(pair[0]) for pair in row.ends)
    return tuple(dict.fromkeys(str(one) for one in found if one))


def _undone(page: CovenantPage, row: Decision) -> tuple[str, Decision | None]:
    correction = next((one for one in page.decisions_by_id.values() if one.corrects_id == row.pk), None)
    if correction:
        return "Bản ghi này có sai sót và đã được đính chính", correction
    annulment = page.history.annulled_by(row.pk)
    if annulment:
        return "Quyết định này đã bị hủy bỏ, coi như không có từ đầu", page.decisions_by_id.get(annulment)
    return "", None


def _of_corrected(page: CovenantPage, row: Decision, recognised: dict[int, CovenantVersion]) -> CovenantVersion | None:
    """A correction of a recognition is about the version of the record that it corrects."""
    seen: set[int] = set()
    while row.corrects_id and row.pk not in seen:
        seen.add(row.pk)
        if row.corrects_id in recognised:
            return recognised[row.corrects_id]
        corrected = page.decisions_by_id.get(row.corrects_id)
        if corrected is None:
            return None
        row = corrected
    return None


def _about(page: CovenantPage, row: Decision) -> CovenantVersion | None:
    return next((version for version in page.public_versions if version.pk == row.about_id), None)
