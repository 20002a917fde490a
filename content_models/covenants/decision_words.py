"""What will follow from a decision, in words, before it is recorded. Pure: the history with it against without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from .decision_rules import Proposal
from .legal_state import WHOLE, History, State
from .provisions import Covenant
from .reading.labels import provision_label, provision_labels

_PROPOSED = -1  # the id of a record that is not there yet


def consequences(proposal: Proposal, history: History, texts: Mapping[int, Covenant], today: dt.date) -> list[str]:
    """Sentences for the person who is about to record it. `texts`: the text of each version by its number."""
    after = History(history.versions, [*history.decisions, proposal.fact(_PROPOSED)])
    sentences = [*_of_the_paper(proposal, history, texts), *_of_the_law(history, after, texts, today)]
    return [*sentences, *_of_the_record(proposal)]


def _of_the_paper(proposal: Proposal, history: History, texts: Mapping[int, Covenant]) -> Iterator[str]:
    what = provision_labels(texts[proposal.version], proposal.targets) if proposal.version in texts else ""
    what, day = what[:1].upper() + what[1:], f"{proposal.effective_on:%d/%m/%Y}"
    if proposal.effect == "suspension":
        yield f"Từ ngày {day}: {what} tạm ngừng thực hiện."
        yield "Tạm ngừng chỉ hết khi xã công nhận văn bản đã sửa và nêu việc tạm ngừng này được chấm dứt."
        if proposal.deadline:
            yield f"Ấp, khóm phải khắc phục xong trước hết ngày {proposal.deadline:%d/%m/%Y}."
    if proposal.effect == "abolition":
        yield f"Từ ngày {day}: {what} bị bãi bỏ."
    if proposal.effect == "annulment" and proposal.annuls and (named := history.effective(proposal.annuls)):
        yield f"Quyết định số {named.number} ngày {named.issued_on:%d/%m/%Y} coi như chưa từng có."
    if proposal.effect == "void":
        yield "Quyết định đã ghi nhầm coi như không có; bản ghi cũ vẫn còn đó để ai cũng xem được."


def _of_the_law(history: History, after: History, texts: Mapping[int, Covenant], today: dt.date) -> Iterator[str]:
    """What was the law on days that the record changes, what it is today and on the days of change to come, with the
    decision and without it."""
    yield from _of_days_past(history, after, texts, today)
    days = {today} | {day for day in (*history.change_days(), *after.change_days()) if day > today}
    for day in sorted(days):
        old, new = _law(history, texts, day), _law(after, texts, day)
        if old != new:
            yield f"{'Hôm nay' if day == today else f'Ngày {day:%d/%m/%Y}'}: {new} (không có bản ghi này: {old})."


def _of_days_past(history: History, after: History, texts: Mapping[int, Covenant], today: dt.date) -> Iterator[str]:
    """The stretches before today of which the record tells otherwise, as a correction and an annulment do."""
    starts = sorted({day for day in (*history.change_days(), *after.change_days()) if day < today})
    for start, end in zip(starts, [*starts[1:], today], strict=True):
        old, new = _law(history, texts, start), _law(after, texts, start)
        if old != new:
            last = end - dt.timedelta(days=1)
            yield f"Từ {start:%d/%m/%Y} đến {last:%d/%m/%Y}: {new} (không có bản ghi này: {old})."


def _law(history: History, texts: Mapping[int, Covenant], day: dt.date) -> str:
    number = history.latest_on(day)
    if number is None:
        return "chưa có văn bản nào có hiệu lực"
    states = history.states(number, day)
    whole = states[WHOLE].state
    if whole == State.ABOLISHED:
        return f"phiên bản {number} đã bị bãi bỏ, không có văn bản nào có hiệu lực cho tới khi công nhận văn bản mới"
    if whole == State.SUSPENDED:
        return f"phiên bản {number} tạm ngừng toàn bộ"
    parts = [
        f"{words} {_list(history, number, texts, day, state)}"
        for state, words in ((State.SUSPENDED, "tạm ngừng"), (State.ABOLISHED, "đã bãi bỏ"))
        if any(found.state == state for found in states.values())
    ]
    return ", ".join([f"phiên bản {number} có hiệu lực", *parts])


def _list(history: History, number: int, texts: Mapping[int, Covenant], day: dt.date, state: State) -> str:
    version = next(v for v in history.versions if v.number == number)
    states = history.states(number, day)
    top = [a for a, parent in version.parents.items() if states[a].state == state and states[parent].state != state]
    return ", ".join(provision_label(texts[number], anchor) for anchor in top)


def _of_the_record(proposal: Proposal) -> Iterator[str]:
    if proposal.corrects is not None:
        yield "Bản ghi trước vẫn xem được, nhưng từ nay chỉ tính bản ghi mới."
    yield "Người dân thấy ngay trên trang công khai. Bản ghi không sửa, không xóa được; nếu ghi nhầm thì đính chính."
