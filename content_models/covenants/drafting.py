"""Beginning a draft: from a model, from the text in force, from what was read elsewhere, or empty.

One draft a hamlet: the fields of its page are the working text, what was recognised stays public beside it
(NĐ 61/2023 Đ.13: an amendment goes the whole way again).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from content_models.places.models import Level, Place
from content_models.places.models.register import lower_first
from content_models.roles.rights import may
from content_models.roles.table import Action, Subject

from .blocks import plain_blocks
from .editing import blocks_of, stream_data
from .model_reading import read_model, with_names
from .models import CovenantKind, CovenantPage, CovenantVersion, ModelText, Writing
from .returning import ended_articles

BRINGS_BACK = "Hãy bỏ đi hoặc viết lại: phần giữ nguyên trong bản sửa sẽ có hiệu lực khi bản sửa được công nhận."
UNDER_WAY = "Đang có một bản nháp soạn dở. Hãy soạn tiếp bản ấy."


@dataclass(frozen=True)
class Draft:
    """What a draft begins with. `blocks` as `stream_data` takes them; `hints` by the position of their block."""

    begun_from: Writing.Beginning
    title: str
    kind: str
    blocks: Sequence[Mapping[str, Any]] = ()
    hints: Mapping[int, Sequence[str]] = field(default_factory=dict)
    model_text: ModelText | None = None


def may_begin(user: Any, hamlet: Place) -> bool:
    """The hamlet's team, on whose page the draft is written."""
    if hamlet.level != Level.HAMLET:
        return False
    page = CovenantPage.objects.filter(place=hamlet).first()
    return may(user, Action.EDIT, page) if page else may(user, Action.CREATE, hamlet, Subject.COVENANT)


def page_of(hamlet: Place) -> CovenantPage | None:
    """The hamlet's covenant with its working text, or None."""
    page = CovenantPage.objects.filter(place=hamlet).first()
    return page.get_latest_revision_as_object() if page else None


def obstacle(hamlet: Place, page: CovenantPage | None) -> str:
    """Why nothing new can be begun, in a sentence; "" when nothing stands in the way. `page` is the working text."""
    if hamlet.ended_on is not None:
        return (
            f"{hamlet.label} không còn từ ngày {hamlet.ended_on:%d/%m/%Y}, nên không soạn văn bản mới ở đây. "
            "Văn bản cũ vẫn đọc được."
        )
    if page is None:
        return ""
    if page.workflow_in_progress:
        return "Văn bản đang chờ duyệt. Muốn sửa thì trưởng ấp, trưởng khóm rút về trước."
    if page.live and not page.has_unpublished_changes:
        return ""
    if page.numbered().articles:
        return UNDER_WAY
    return ""


def model_draft(hamlet: Place, model: ModelText) -> Draft:
    """The model with the names of the place filled in, and its hints."""
    names = {"hamlet": hamlet.full_name, "commune": hamlet.parent.full_name}
    content = read_model(with_names(model.text, **names))
    kind = CovenantKind.QUY_UOC if model.title.lower().startswith("quy ước") else CovenantKind.HUONG_UOC
    return Draft(Writing.Beginning.MODEL, title_for(hamlet, kind), kind, content.blocks, content.hints, model)


def amendment_draft(version: CovenantVersion) -> Draft:
    """A working copy of a recognised text: every article keeps its identity. What is abolished or suspended today is
    told beside its article."""
    stored = version.revision.as_object().body.raw_data if version.revision_id else None
    blocks = plain_blocks(list(stored)) if stored is not None else blocks_of(version.covenant)
    ended = ended_articles(version.page, version, timezone.localdate())
    hints = {
        position: tuple(f"{_sentence(what)}. {BRINGS_BACK}" for what in ended[block["id"]])
        for position, block in enumerate(blocks)
        if block.get("id") in ended
    }
    return Draft(Writing.Beginning.IN_FORCE, version.title, version.kind, blocks, hints)


def _sentence(what: str) -> str:
    return f"{what[:1].upper()}{what[1:]}"


def empty_draft(hamlet: Place) -> Draft:
    """A blank page that bears the hamlet's name."""
    kind = CovenantKind.HUONG_UOC
    return Draft(Writing.Beginning.EMPTY, title_for(hamlet, kind), kind)


def title_for(hamlet: Place, kind: str) -> str:
    """ "Hương ước ấp Rạch Tàu"."""
    return f"{CovenantKind(kind).label} {lower_first(hamlet.full_name)}"


@transaction.atomic
def begin(hamlet: Place, draft: Draft, *, by: Any, replacing: bool = False) -> CovenantPage:
    """Store the draft as the hamlet's working text. Raises PermissionDenied, or ValidationError with the sentence of
    `obstacle`; what was there before stays in the page's history. `replacing`: the person was told that a draft is
    under way and wants this text in its place."""
    if not may_begin(by, hamlet) and not by.is_superuser:
        raise PermissionDenied("Chỉ tổ soạn thảo và trưởng ấp, trưởng khóm soạn văn bản của nơi này.")
    Page.objects.select_for_update().get(pk=hamlet.page.pk)  # two people who begin at once: the second is told
    page = page_of(hamlet)
    reason = obstacle(hamlet, page)
    if reason and not (replacing and reason == UNDER_WAY):
        raise ValidationError(reason)
    page = _stored(hamlet, page, draft, by)
    _note(page, draft)
    return page


def _stored(hamlet: Place, page: CovenantPage | None, draft: Draft, by: Any) -> CovenantPage:
    body = stream_data(draft.blocks)
    if page is None:
        page = CovenantPage(title=draft.title, kind=draft.kind, owner=by, live=False, body=body)
        hamlet.page.add_child(instance=page)
    else:
        page.title, page.kind, page.body = draft.title, draft.kind, body
        if not page.live:  # a page that was never public keeps its draft in its own row
            page.save(clean=False)
    page.save_revision(user=by, log_action=True, clean=False)
    return page


def _note(page: CovenantPage, draft: Draft) -> None:
    blocks = plain_blocks(list(page.body.raw_data))
    hints = {blocks[position]["id"]: list(lines) for position, lines in draft.hints.items() if position < len(blocks)}
    kept = blocks if draft.model_text else []
    values = {
        "begun_from": draft.begun_from,
        "model_text": draft.model_text,
        "origin": kept,
        "hints": hints,
        "gone": [],
    }
    Writing.objects.update_or_create(page_id=page.pk, defaults=values)
