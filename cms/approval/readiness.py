"""Whether a saved draft may be given to its approvers. Drafts may be incomplete; what is submitted may not."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamBlockValidationError

from content_models.covenants.models import CovenantPage
from content_models.files.models import OnPage

from .binding import latest_revision, text_sha256

INCOMPLETE = "Văn bản chưa gửi được vì còn chỗ chưa điền đủ hoặc chưa hợp lệ"


def check_ready(page: Any, person: Any) -> None:
    """Raises ValidationError with sentences: locked, nothing new, incomplete, or a covenant without articles."""
    lock = page.get_lock()
    if lock is not None and lock.for_user(person):
        raise ValidationError("Văn bản đang khóa: có người giữ để sửa, hoặc bản đã duyệt đang chờ giờ công bố.")
    revision = latest_revision(page)
    if page.live and (not page.has_unpublished_changes or _is_public_text(page, revision)):
        raise ValidationError("Chưa có gì mới để duyệt: bản đã lưu giống bản đang công bố.")
    draft = revision.as_object()
    _check_complete(draft)
    if isinstance(draft, CovenantPage) and not draft.numbered().articles:
        raise ValidationError("Văn bản chưa có điều nào.")


def _is_public_text(page: Any, revision: Any) -> bool:
    live = page.live_revision
    return live is not None and text_sha256(live.content) == text_sha256(revision.content)


def _check_complete(draft: Any) -> None:
    try:
        draft.full_clean()
        draft.body.stream_block.clean(draft.body)
        _check_rows(draft)
    except StreamBlockValidationError as problem:
        raise ValidationError(f"{INCOMPLETE}: nội dung. Hãy mở văn bản, bổ sung rồi lưu lại.") from problem
    except ValidationError as problem:
        raise ValidationError(f"{INCOMPLETE}: {_named(draft, problem)}") from problem


def _check_rows(draft: Any) -> None:
    """A draft may hold a picture without its description; what the public gets may not."""
    for relation in get_all_child_relations(type(draft)):
        if not issubclass(relation.related_model, OnPage):
            continue
        for number, row in enumerate(getattr(draft, relation.get_accessor_name()).all(), start=1):
            try:
                row.clean_fields()
            except ValidationError as problem:
                where = f"{row._meta.verbose_name} {number}, {_named(row, problem)}"
                raise ValidationError({NON_FIELD_ERRORS: where}) from problem


def _named(draft: Any, problem: ValidationError) -> str:
    """Errors by the names of their fields, in one line."""
    parts = []
    for name, messages in problem.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else f"{draft._meta.get_field(name).verbose_name}: "
        parts.append(f"{label}{' '.join(messages)}")
    return "; ".join(parts)
