"""What a decision must hold before it is recorded, in sentences for the clerk who typed it. Pure.

NĐ 61/2023 Đ.12 (suspension, Mẫu 04), Đ.14 (abolition, Mẫu 05); the fields that these articles force: `forms.md`.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .legal_records import order_key
from .legal_state import WHOLE, DecisionFact, Effect, End, History, State, Target, VersionFact
from .provisions import Covenant
from .reading.labels import provision_label

Problems = dict[str, list[str]]


@dataclass(frozen=True)
class Proposal:
    """A decision as typed, not recorded yet. No targets: the whole text; `file` is an attached file or None.

    `corrects` and `annuls` are ids of records; `ends` only for a recognition.
    """

    effect: Effect
    version: int
    number: str
    issued_on: dt.date
    effective_on: dt.date
    issuer: str
    signer: str
    signer_title: str = ""
    targets: tuple[Target, ...] = ()
    reason: str = ""
    ground: str = ""
    deadline: dt.date | None = None
    file: Any = None
    ends: tuple[End, ...] = ()
    annuls: int | None = None
    corrects: int | None = None
    correction_reason: str = ""

    def fact(self, record_id: int = 0) -> DecisionFact:
        """As a record of the history would say it."""
        return DecisionFact(
            record_id, self.effect, self.number, self.issued_on, self.effective_on, self.version,
            frozenset(self.targets), frozenset(self.ends), self.corrects, self.annuls,
        )  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What a proposal is judged by: the history, the text of the version that it names, whose numbers are taken
    (`plain_number` → what it was used for), today, and how each record is called in a sentence."""

    history: History
    covenant: Covenant
    today: dt.date
    taken: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)


def plain_number(number: str) -> str:
    """A number as it is compared: "15 / qđ-ubnd" is 15/QĐ-UBND."""
    return unicodedata.normalize("NFC", "".join(number.split())).casefold()


def narrowed(version: VersionFact, anchors: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The targets without those that stand under another one, in the order of the text. Unknown ones stay."""
    chosen = set(anchors)
    order = list(version.parents)
    kept = [a for a in chosen if a not in version.parents or not chosen & set(version.path(a)[1:])]
    return tuple(sorted(kept, key=lambda a: (order.index(a) if a in order else len(order), a)))


def problems(proposal: Proposal, known: Known) -> Problems:
    """What is wrong, by name of the field; "" for the whole. Empty: it may be recorded."""
    found: Problems = {}
    rules = [_form, _BY_EFFECT[proposal.effect]]
    if proposal.corrects is not None:
        rules.insert(0, _correction)
    for rule in rules:
        for name, sentence in rule(proposal, known):
            found.setdefault(name, []).append(sentence)
    return found


def without_corrected(proposal: Proposal, history: History) -> History:
    """The history as if the record that the proposal corrects were not there: what the new one is judged by."""
    if proposal.corrects is None:
        return history
    chain = {proposal.corrects}
    while more := {d.id for d in history.decisions if d.corrects in chain} - chain:
        chain |= more
    before = proposal.corrects
    by_id = {d.id: d for d in history.decisions}
    while (record := by_id.get(before)) and record.corrects is not None and record.corrects not in chain:
        before = record.corrects
        chain.add(before)
    return History(history.versions, (d for d in history.decisions if d.id not in chain))


def _form(proposal: Proposal, known: Known) -> Iterator[tuple[str, str]]:
    if proposal.effect == "void":
        return
    number = proposal.number.strip()
    if not number:
        yield "number", "Hãy ghi số quyết định, ví dụ 15/QĐ-UBND."
    elif not number[0].isdecimal():
        yield "number", f"“{number}” không phải số quyết định: số bắt đầu bằng chữ số, ví dụ 15/QĐ-UBND."
    elif used := known.taken.get(plain_number(number)):
        yield "number", f"Số {number} năm {proposal.issued_on.year} đã dùng cho {used}. Hãy xem lại số quyết định."
    if not proposal.signer.strip():
        yield "signer", "Hãy ghi tên người ký quyết định."
    if proposal.issued_on > known.today:
        yield "issued_on", f"Ngày ký không thể ở tương lai: hôm nay là ngày {_day(known.today)}."
    if proposal.effective_on < proposal.issued_on:
        yield "effective_on", f"Ngày có hiệu lực không thể trước ngày ký ({_day(proposal.issued_on)})."
    if proposal.effect != "recognition" and not proposal.reason.strip():
        yield "reason", "Hãy ghi lý do, đúng như trong quyết định."


def _correction(proposal: Proposal, known: Known) -> Iterator[tuple[str, str]]:
    if not proposal.correction_reason.strip():
        yield "correction_reason", "Hãy ghi bản ghi trước sai ở đâu."
    old = next((d for d in known.history.decisions if d.id == proposal.corrects), None)
    if old is None:
        yield "", "Không có bản ghi cần đính chính."
        return
    if any(d.corrects == old.id for d in known.history.decisions):
        yield "", "Bản ghi này đã được đính chính. Hãy đính chính bản ghi mới hơn."
    if known.history.annulled_by(old.id) is not None:
        yield "", "Quyết định này đã bị hủy bỏ, nên không đính chính nữa."
    if (old.effect == "recognition") != (proposal.effect == "recognition"):
        yield "effect", "Công nhận không đổi thành việc khác được, và việc khác không thành công nhận."


def _recognition(proposal: Proposal, known: Known) -> Iterator[tuple[str, str]]:
    if proposal.effective_on > known.today:
        yield "effective_on", "Văn bản công nhận có hiệu lực ngay, nên ngày hiệu lực không thể ở tương lai."


def _suspension(proposal: Proposal, known: Known) -> Iterator[tuple[str, str]]:
    # Mẫu 04: in force from its signing, with a reason and a deadline (Đ.12).
    if proposal.effective_on != proposal.issued_on:
        yield "effective_on", "Quyết định tạm ngừng có hiệu lực từ ngày ký."
    if proposal.deadline is None:
        yield "deadline", "Hãy ghi thời hạn khắc phục: Điều 12 đòi quyết định phải nêu."
    elif proposal.deadline <= proposal.issued_on:
        yield "deadline", f"Thời hạn khắc phục phải sau ngày ký ({_day(proposal.issued_on)})."
    yield from _targets(proposal, known)


def _abolition(proposal: Proposal, known: Known) -> Iterator[tuple[str, str]]:
    yield from _targets(proposal, known)


def _annulment(proposal: Proposal, known: Known) -> Iterator[tuple[str, str]]:
    if not proposal.ground.strip():
        yield "ground", "Hãy ghi căn cứ: quyết định sai với quy định nào, hoặc văn bản nào yêu cầu hủy bỏ."
    named = known.history.effective(proposal.annuls) if proposal.annuls is not None else None
    if named is None:
        yield "annuls", "Hãy chọn một quyết định còn được tính để hủy bỏ."
    elif order_key(named) >= order_key(proposal.fact()):
        yield "issued_on", f"Quyết định hủy bỏ phải ra sau quyết định bị hủy bỏ ({_name(known, named)})."


def _void(proposal: Proposal, known: Known) -> Iterator[tuple[str, str]]:
    if proposal.corrects is None:
        yield "", "Chỉ đính chính mới nói được là không có quyết định này."


def _targets(proposal: Proposal, known: Known) -> Iterator[tuple[str, str]]:
    """Each target must be there and be law on the day of effect."""
    history = without_corrected(proposal, known.history)
    version = next((v for v in history.versions if v.number == proposal.version), None)
    if version is None:
        yield "", f"Không có phiên bản {proposal.version}."
        return
    for target in proposal.targets or (WHOLE,):
        if target != WHOLE and (target not in version.parents or target in version.parts):
            yield "targets", f"Không có điều, khoản, điểm này trong phiên bản {version.number}: {target}."
        elif sentence := _refusal(proposal, known, history, target):
            yield "targets", sentence


def _refusal(proposal: Proposal, known: Known, history: History, target: Target) -> str:
    day = proposal.effective_on
    found = history.state(proposal.version, target, day)
    label = provision_label(known.covenant, target)
    label = label[:1].upper() + label[1:]
    name = known.names.get(found.decision_id or 0, "")
    by = f" theo {name}" if name else ""
    if found.state == State.NOT_YET:
        return f"Phiên bản {proposal.version} chưa có hiệu lực vào ngày {_day(day)}."
    if found.state == State.REPLACED:
        return f"Vào ngày {_day(day)} phiên bản {proposal.version} đã được thay thế{by}. Hãy chọn phiên bản mới hơn."
    if found.state == State.ABOLISHED:
        return f"{label} đã bị bãi bỏ{by}, nên không còn gì để tạm ngừng hay bãi bỏ."
    if found.state == State.SUSPENDED and proposal.effect == "suspension":
        return f"{label} đang tạm ngừng{by} rồi."
    return ""


def _name(known: Known, decision: DecisionFact) -> str:
    return known.names.get(decision.id, f"số {decision.number}")


def _day(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")


_BY_EFFECT: Mapping[Effect, Any] = {
    "recognition": _recognition,
    "suspension": _suspension,
    "abolition": _abolition,
    "annulment": _annulment,
    "void": _void,
}
