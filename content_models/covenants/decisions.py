"""Recording decisions about a recognised covenant: suspension, abolition, annulment, and corrections of records.

Each is one transaction under a lock on the page, asks for the right, and checks everything by what the database
holds. The decree asks for no second person here (NĐ 61/2023 Đ.12, 14): the leader signs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from content_models import signals
from content_models.roles.rights import may
from content_models.roles.table import Action

from .decision_rules import Known, Proposal, narrowed, plain_number, problems
from .decision_words import consequences
from .history import decisions_of
from .legal_state import End
from .models import CovenantPage, CovenantVersion, Decision, Effect
from .provisions import Covenant

if TYPE_CHECKING:
    from content_models.places.models import Place

# Who may record a decision may mend its record.
RIGHTS = {
    Effect.RECOGNITION: Action.RECOGNISE,
    Effect.SUSPENSION: Action.SUSPEND,
    Effect.ABOLITION: Action.ABOLISH,
    Effect.ANNULMENT: Action.ANNUL,
}


def suspend(
    page: CovenantPage, *, version: int, anchors: Iterable[str] = (), issued_on: dt.date, by: Any, **paper: Any
) -> Decision:
    """Suspend the whole or named provisions of a version from the day of signing (NĐ 61/2023 Đ.12, Mẫu 04).

    `paper`: number, signer, signer_title, reason, ground, deadline, file; see `Proposal`. Raises PermissionDenied,
    ValidationError by field.
    """
    days = {"issued_on": issued_on, "effective_on": issued_on}
    return record(page, _proposal(page, Effect.SUSPENSION, version, anchors, paper | days), by=by)


def abolish(page: CovenantPage, *, version: int, anchors: Iterable[str] = (), by: Any, **paper: Any) -> Decision:
    """Abolish the whole or named provisions of a version from the day that the decision names (Đ.14, Mẫu 05).

    `paper` as for `suspend`, with issued_on and effective_on and no deadline."""
    return record(page, _proposal(page, Effect.ABOLITION, version, anchors, paper), by=by)


def annul(page: CovenantPage, *, decision: int, issued_on: dt.date, by: Any, **paper: Any) -> Decision:
    """Undo a wrong decision (the id of one of its records) from its start, with its ground."""
    paper |= {"annuls": decision, "issued_on": issued_on, "effective_on": issued_on}
    return record(page, _proposal(page, Effect.ANNULMENT, _version_of(page, decision), (), paper), by=by)


def correct(page: CovenantPage, *, record_id: int, why: str, by: Any, **changed: Any) -> Decision:
    """Mend a clerical error by a record that takes the place of another. `changed`: fields of `Proposal` that read
    differently on the paper (`effect="void"`: there is no such decision)."""
    old = Decision.objects.filter(page=page.pk, pk=record_id).first()
    if old is None:
        raise ValidationError("Không có bản ghi cần đính chính.")
    if "anchors" in changed:
        changed["targets"] = tuple(changed.pop("anchors"))
    proposal = replace(proposal_of(old), **changed, corrects=old.pk, correction_reason=why)
    return record(page, proposal, by=by)


@transaction.atomic
def record(page: CovenantPage, proposal: Proposal, *, by: Any) -> Decision:
    """Check a proposal and write it down. Raises PermissionDenied, ValidationError by field."""
    Page.objects.select_for_update().get(pk=page.pk)
    page = CovenantPage.objects.get(pk=page.pk)
    _check_right(page, proposal, by)
    proposal = _tidy(page, proposal)
    if found := problems(proposal, known(page, proposal)):
        raise ValidationError({name or "__all__": sentences for name, sentences in found.items()})
    decision = Decision.objects.create(
        page=page, effect=proposal.effect, about=_about(page, proposal), targets=list(proposal.targets),
        number=proposal.number.strip(), issued_on=proposal.issued_on, effective_on=proposal.effective_on,
        issuer=proposal.issuer, signer=proposal.signer.strip(), signer_title=proposal.signer_title,
        reason=proposal.reason.strip(), ground=proposal.ground.strip(), deadline=proposal.deadline,
        file=proposal.file, ends=[list(end) for end in proposal.ends], corrects_id=proposal.corrects,
        correction_reason=proposal.correction_reason.strip(), annuls_id=proposal.annuls, recorded_by=by,
    )  # fmt: skip
    signals.legal_state_changed.send(sender=Decision, page=page)
    return decision


def preview(page: CovenantPage, proposal: Proposal, *, by: Any) -> tuple[dict[str, list[str]], list[str]]:
    """What is wrong with a proposal, by field, or else what will follow from it, in words. Writes nothing."""
    _check_right(page, proposal, by)
    proposal = _tidy(page, proposal)
    if found := problems(proposal, known(page, proposal)):
        return found, []
    return {}, consequences(proposal, page.history, _texts(page), timezone.localdate())


def known(page: CovenantPage, proposal: Proposal) -> Known:
    """What the database holds, for judging a proposal."""
    names = {decision.pk: str(decision) for decision in decisions_of(page)}
    covenant = _texts(page).get(proposal.version, Covenant())
    return Known(page.history, covenant, timezone.localdate(), _taken(page, proposal), names)


def proposal_of(decision: Decision) -> Proposal:
    """A record as it could be typed again, for correcting it."""
    fact = next(fact for fact in decision.page.history.decisions if fact.id == decision.pk)
    return Proposal(
        effect=fact.effect, version=fact.version or _version_of(decision.page, decision.pk), number=decision.number,
        issued_on=decision.issued_on, effective_on=decision.effective_on, issuer=decision.issuer,
        signer=decision.signer, signer_title=decision.signer_title, targets=tuple(decision.targets),
        reason=decision.reason, ground=decision.ground, deadline=decision.deadline, file=decision.file,
        ends=tuple(fact.ends), annuls=decision.annuls_id,
    )  # fmt: skip


def issuer_of(commune: Place) -> str:
    """The authority as decisions name it: "Ủy ban nhân dân xã Đất Mũi"."""
    return f"Ủy ban nhân dân {commune.full_name[:1].lower()}{commune.full_name[1:]}"


def check_recognition(page: CovenantPage, issued_on: dt.date, ends: Iterable[End]) -> None:
    """What the next recognition of a text must fit: the version before it, and suspensions that are open.

    Raises ValidationError, by field where one is meant."""
    last = page.history.latest_on(dt.date.max)
    before = next((version for version in page.public_versions if version.number == last), None)
    known_before = page.history.effective(before.decision_id) if before else None
    if known_before and issued_on < known_before.effective_on:
        day = f"{known_before.effective_on:%d/%m/%Y}"
        raise ValidationError({"issued_on": f"Phiên bản trước có hiệu lực từ {day}; ngày ký không thể trước ngày ấy."})
    open_ones = {(fact.id, target) for fact, target in page.history.open_suspensions(issued_on)}
    if any(tuple(end) not in open_ones for end in ends):
        raise ValidationError("Có việc tạm ngừng không còn hiệu lực vào ngày ký. Hãy tải lại trang rồi chọn lại.")


def check_number(page: CovenantPage, number: str, issued_on: dt.date, issuer: str) -> None:
    """A recognition takes no number that another decision of the issuer has in that year. Raises ValidationError."""
    proposal = Proposal("recognition", 0, number, issued_on, issued_on, issuer, signer="")
    if used := _taken(page, proposal).get(plain_number(number)):
        sentence = f"Số {number.strip()} năm {issued_on.year} đã dùng cho {used}. Hãy xem lại số quyết định."
        raise ValidationError({"number": sentence})


def may_correct(page: CovenantPage, decision: Decision, by: Any) -> bool:
    """May this person mend the record of a decision?"""
    right = RIGHTS.get(Effect(decision.effect))
    return right is not None and may(by, right, page)


def _proposal(page: CovenantPage, effect: Effect, version: int, anchors: Iterable[str], paper: Any) -> Proposal:
    values: dict[str, Any] = {"issuer": issuer_of(page.place.parent), "effect": effect.value} | paper
    return Proposal(version=version, targets=tuple(anchors), **values)


def _check_right(page: CovenantPage, proposal: Proposal, by: Any) -> None:
    needed: set[str] = {proposal.effect}
    if proposal.corrects is not None:
        needed.add(Decision.objects.get(page=page.pk, pk=proposal.corrects).effect)
    for effect in needed - {Effect.VOID.value}:
        if not may(by, RIGHTS[Effect(effect)], page):
            raise PermissionDenied("Bạn không có quyền ghi quyết định này.")
    if proposal.effect == Effect.RECOGNITION and proposal.corrects is None:
        raise PermissionDenied("Công nhận chỉ đi qua quy trình duyệt.")


def _tidy(page: CovenantPage, proposal: Proposal) -> Proposal:
    """Targets once, without those under another one; a suspension has effect from its day."""
    version = next((v for v in page.history.versions if v.number == proposal.version), None)
    targets = narrowed(version, proposal.targets) if version else proposal.targets
    if proposal.effect not in (Effect.SUSPENSION, Effect.ABOLITION):
        targets = ()
    return replace(proposal, targets=tuple(target for target in targets if target))


def _about(page: CovenantPage, proposal: Proposal) -> CovenantVersion | None:
    return next((version for version in page.public_versions if version.number == proposal.version), None)


def _version_of(page: CovenantPage, decision_id: int) -> int:
    """The number of the version that a decision is about, or that it recognised; 0 for an unknown one."""
    facts = {fact.id: fact for fact in page.history.decisions}
    return facts[decision_id].version if decision_id in facts else 0


def _texts(page: CovenantPage) -> dict[int, Covenant]:
    return {version.number: version.covenant for version in page.public_versions}


def _taken(page: CovenantPage, proposal: Proposal) -> dict[str, str]:
    """Numbers of the same issuer in the same year. One decision may be about several covenants: on another page the
    same number, day and effect are the same decision."""
    records = Decision.objects.filter(issuer=proposal.issuer, issued_on__year=proposal.issued_on.year, correction=None)
    records = records.exclude(effect=Effect.VOID).exclude(pk=proposal.corrects or 0).select_related("page")
    return {
        plain_number(found.number): f"một quyết định khác: {found.get_effect_display().lower()} "
        f"“{found.page.title}” ngày {found.issued_on:%d/%m/%Y}"
        for found in records.defer("page__body")
        if found.page_id == page.pk or (found.issued_on, found.effect) != (proposal.issued_on, proposal.effect)
    }
