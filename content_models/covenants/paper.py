"""Recording a covenant that was recognised before Đình: one officer enters it, another person confirms it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from content_models.files.models import AttachedFile
from content_models.places.models import Level, Place
from content_models.roles.rights import may
from content_models.roles.table import Action, Subject

from .editing import stream_data
from .models import CovenantPage, CovenantVersion, Decision, PaperRecord
from .plain_text import read_covenant
from .provisions import number_blocks
from .recognition import make_version


def record_paper(*, hamlet: Place, by: Any, **paper: Any) -> PaperRecord:
    """An officer enters a covenant from paper (see `enter_paper`). Raises PermissionDenied or ValidationError."""
    if hamlet.level != Level.HAMLET or not may(by, Action.RECORD_OLD, hamlet, Subject.COVENANT):
        raise PermissionDenied("Bạn không có quyền ghi lại văn bản cũ của ấp, khóm này.")
    return enter_paper(hamlet=hamlet, by=by, **paper)


def enter_paper(
    *,
    hamlet: Place,
    kind: str,
    title: str,
    text: str,
    scan: AttachedFile | None,
    decision_number: str,
    decided_on: dt.date,
    issuer: str,
    signer: str,
    signer_title: str,
    effective_on: dt.date,
    by: Any,
) -> PaperRecord:
    """What `record_paper` writes, without asking for a right: for the operator who brings an old portal over.

    It waits for a second person of the commune all the same. Raises ValidationError.
    """
    if scan is not None and scan.collection_id != hamlet.parent.collection_id:
        raise ValidationError({"scan": "Bản quét không nằm trong thư mục của xã, phường. Hãy tải lên đó rồi chọn lại."})
    if not text.strip() and scan is None:
        raise ValidationError("Hãy nhập toàn văn hoặc chọn bản quét.")
    if text.strip() and not number_blocks(read_covenant(text, keep_printed=True).blocks).articles:
        raise ValidationError(
            {"text": "Không thấy điều nào trong toàn văn. Mỗi điều bắt đầu bằng “Điều 1.” ở đầu dòng."}
        )
    if max(decided_on, effective_on) > timezone.localdate():
        raise ValidationError("Ngày quyết định và ngày hiệu lực không thể ở tương lai.")
    if effective_on < decided_on:
        raise ValidationError("Ngày hiệu lực không thể trước ngày quyết định.")
    _refuse_unless_first(hamlet)
    if PaperRecord.objects.filter(hamlet=hamlet, state=PaperRecord.State.PENDING).exists():
        raise ValidationError(f"{hamlet.label} đã có một văn bản cũ đang chờ xác nhận.")
    record = PaperRecord(
        hamlet=hamlet, kind=kind, title=title, text=text, scan=scan, decision_number=decision_number,
        decided_on=decided_on, issuer=issuer, signer=signer, signer_title=signer_title,
        effective_on=effective_on, recorded_by=by,
    )  # fmt: skip
    record.full_clean()
    record.save()
    return record


@transaction.atomic
def confirm_record(record: PaperRecord, *, by: Any) -> CovenantVersion:
    """A second person of the commune has compared it with the paper: it becomes a public version.

    Raises PermissionDenied for the person who entered it, ValidationError when it was answered already.
    """
    record = _open_record(record)
    _check_second_person(record, by)
    _lock_hamlet(record.hamlet)
    _refuse_unless_first(record.hamlet)
    page = _page_for(record, by)
    revision = page.save_revision(user=record.recorded_by, changed=False, log_action=True)
    revision.publish(user=by, skip_permission_checks=True)
    page = revision.as_object()
    decision = Decision.objects.create(
        page=page, number=record.decision_number, issued_on=record.decided_on,
        effective_on=record.effective_on, issuer=record.issuer, signer=record.signer,
        signer_title=record.signer_title, recorded_by=record.recorded_by,
    )  # fmt: skip
    version = make_version(
        page,
        decision,
        revision=revision,
        effective_on=record.effective_on,
        recorded_from_paper=True,
        scan=record.scan,
    )
    record.version = version
    _answer(record, PaperRecord.State.CONFIRMED, by)
    return version


@transaction.atomic
def return_record(record: PaperRecord, *, by: Any, note: str) -> None:
    """The entry does not match the paper: it goes back with the reason."""
    record = _open_record(record)
    _check_second_person(record, by)
    if not note.strip():
        raise ValidationError({"answer_note": "Hãy ghi chỗ nào khác với bản giấy."})
    record.answer_note = note.strip()
    _answer(record, PaperRecord.State.RETURNED, by)


def _open_record(record: PaperRecord) -> PaperRecord:
    locked = PaperRecord.objects.select_for_update().get(pk=record.pk)
    if locked.state != PaperRecord.State.PENDING:
        raise ValidationError("Bản ghi này đã có người trả lời.")
    return locked


def _check_second_person(record: PaperRecord, by: Any) -> None:
    if not may(by, Action.CONFIRM_OLD, record.hamlet, Subject.COVENANT):
        raise PermissionDenied("Bạn không có quyền xác nhận văn bản cũ của ấp, khóm này.")
    if by.pk == record.recorded_by_id:
        raise PermissionDenied("Người ghi lại không tự xác nhận: cần người thứ hai.")


def _answer(record: PaperRecord, state: str, by: Any) -> None:
    record.state, record.answered_by, record.answered_at = state, by, timezone.now()
    record.save()


def _lock_hamlet(hamlet: Place) -> None:
    """Two records of one hamlet are confirmed one after the other."""
    Page.objects.select_for_update().get(pk=hamlet.page.pk)


def _refuse_unless_first(hamlet: Place) -> None:
    """From paper comes only what was before Đình: not beside a recognised text or a draft under way."""
    page = CovenantPage.objects.filter(place=hamlet).first()
    if page is None:
        return
    if page.versions.exists():
        raise ValidationError(f"{hamlet.label} đã có văn bản được công nhận ở đây.")
    raise ValidationError(
        f"{hamlet.label} đang soạn một bản mới. Hãy hoàn tất hoặc xóa bản nháp ấy trước khi ghi lại bản giấy."
    )


def _page_for(record: PaperRecord, by: Any) -> CovenantPage:
    page = CovenantPage(title=record.title, kind=record.kind, owner=record.recorded_by, live=False)
    page.body = stream_data(read_covenant(record.text, keep_printed=True).blocks) if record.text.strip() else []
    record.hamlet.page.add_child(instance=page)
    return page
