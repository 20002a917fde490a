"""A recognised text becomes an immutable version. Called inside the transaction of the recognition."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from wagtail.models import Revision

from content_models import signals

from .provisions import plain_text, text_sha256, to_json

if TYPE_CHECKING:
    from content_models.files.models import AttachedFile

    from .models import CovenantPage, CovenantVersion, Decision


def recognise(page: CovenantPage, revision: Revision) -> CovenantVersion:
    """Make the version of the text in `page` (a revision's object) under its newest decision.

    It is in force from the date of the decision (NĐ 61/2023 Đ.11). Raises ValidationError when no
    decision without a version was recorded.
    """
    from .models import Decision

    recorded = Decision.objects.filter(page=page.pk, effect=Decision.Effect.RECOGNITION, corrects=None, version=None)
    decision = recorded.order_by("-pk").first()
    if decision is None:
        raise ValidationError("Chưa ghi quyết định công nhận, nên văn bản chưa được công bố.")
    return make_version(page, decision, revision=revision, effective_on=decision.issued_on)


def make_version(
    page: CovenantPage,
    decision: Decision,
    *,
    revision: Revision | None,
    effective_on: dt.date,
    recorded_from_paper: bool = False,
    scan: AttachedFile | None = None,
) -> CovenantVersion:
    """Write the next version of the page's text and announce it."""
    from .models import CovenantVersion

    covenant = page.numbered()
    last = CovenantVersion.objects.filter(page=page.pk).order_by("-number").values_list("number", flat=True).first()
    version = CovenantVersion.objects.create(
        page_id=page.pk,
        number=(last or 0) + 1,
        kind=page.kind,
        title=page.title,
        place_name=page.place.label_on(effective_on),
        provisions=to_json(covenant),
        text=plain_text(covenant),
        sha256=text_sha256(covenant, page.title),
        decision=decision,
        effective_on=effective_on,
        revision=revision,
        recorded_from_paper=recorded_from_paper,
        scan=scan,
    )
    signals.covenant_recognised.send(sender=CovenantVersion, version=version)
    return version
