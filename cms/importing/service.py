"""One document of an old portal becomes a page of Đình, published, or a paper record that waits.

Nobody approves these documents here: the old portal showed them, and the operator of the installation
answers for bringing them over. So this is, beside the end of an approval (`cms.approval.publishing`) and the
confirmation of a paper record, the third and last place where something is published. It leaves the same
behind: a page with its revision, an entry in the page's history that says who, why and from where, and the
mark in the search's outbox.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published

from content_models.covenants.models import CovenantPage, PaperRecord
from content_models.covenants.paper import confirm_record, enter_paper
from content_models.disclosures.models import DisclosurePage
from content_models.document_page import DocumentPage
from content_models.materials.models import MaterialPage
from content_models.places.models import Level, Place, Section, SectionPage
from content_models.places.models.register import lower_first
from content_models.roles.models import Person

from .lines import Refused
from .models import ImportedDocument
from .places import Units, hamlet_in
from .reading import COVENANT, DISCLOSURE, OldDocument
from .wagtail_hooks import IMPORTED

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
UNKNOWN_SIGNER = "Không ghi"  # an old portal seldom says who signed; the second person sees it on the paper


@dataclass(frozen=True)
class Act:
    """Who brings documents in and why; `confirmer` answers for covenants (demo databases only)."""

    by: Person
    reason: str
    confirmer: Person | None = None


class Importer:
    """Brings documents in, one at a time, inside the caller's transaction.

    What it remembers of units and sections holds as long as nothing is rolled back: then call `forget`.
    """

    def __init__(self, act: Act) -> None:
        self.act = act
        self.units = Units()
        self._sections: dict[tuple[int, str], SectionPage] = {}

    def forget(self) -> None:
        """Sections count their children in memory, too."""
        self._sections.clear()

    def bring(self, document: OldDocument, known: ImportedDocument | None, source: str) -> str:
        """Gives CREATED, UPDATED or UNCHANGED. Raises Refused, ValidationError or PermissionDenied."""
        unit = self.units.unit(document.commune)
        digest = sha256_of(document, unit)
        if known and known.sha256 == digest:
            return UNCHANGED
        entry = known or ImportedDocument(key=document.key)
        entry.sha256, entry.source, entry.reason, entry.by = digest, source[-255:], self.act.reason, self.act.by
        if document.kind == COVENANT:
            _record_covenant(document, unit, entry, self.act)
        elif known:
            self._update(document, unit, entry)
        else:
            self._create(document, unit, entry)
        entry.save()
        return UPDATED if known else CREATED

    def _create(self, document: OldDocument, unit: Place, entry: ImportedDocument) -> None:
        """Live at once: a draft that is published in the next moment would be written twice."""
        section = self._section(document, unit)
        published = _day_of(document)
        page = _MODELS[document.kind](
            slug=document.key, owner=self.act.by, place=unit, locale_id=section.locale_id,
            live=True, first_published_at=published, last_published_at=timezone.now(),
        )  # fmt: skip
        _fill(page, document, unit)
        section.add_child(instance=page)
        revision = page.save_revision(user=self.act.by, changed=False, clean=False)
        Page.objects.filter(pk=page.pk).update(live_revision=revision)
        page_published.send(sender=type(page), instance=page, revision=revision)
        entry.page_id, entry.revision_id = page.pk, revision.pk
        _log(page, revision, entry)

    def _update(self, document: OldDocument, unit: Place, entry: ImportedDocument) -> None:
        """The way of every published page: a revision, then its publication."""
        page = _page_to_update(document, unit, entry)
        _fill(page, document, unit)
        revision = page.save_revision(user=self.act.by, log_action=True)
        revision.publish(user=self.act.by, skip_permission_checks=True)
        Page.objects.filter(pk=page.pk).update(first_published_at=_day_of(document))
        entry.revision_id = revision.pk
        _log(page, revision, entry)

    def _section(self, document: OldDocument, unit: Place) -> SectionPage:
        if document.kind == DISCLOSURE and unit.level != Level.COMMUNE:
            raise Refused("Nội dung công khai là của xã, phường, không phải của tỉnh.")
        wanted = Section.DISCLOSURES if document.kind == DISCLOSURE else Section.MATERIALS
        key = (unit.pk, wanted)
        if key not in self._sections:
            self._sections[key] = unit.sections.get(section=wanted)
        return self._sections[key]


def sha256_of(document: OldDocument, unit: Place) -> str:
    """What the line says, whatever the order of its keys and the spelling of its commune."""
    said = asdict(document) | {"commune": unit.pk}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


_MODELS: Mapping[str, Any] = {DISCLOSURE: DisclosurePage, "material": MaterialPage}


def _fill(page: Any, document: OldDocument, unit: Place) -> None:
    page.title = page.draft_title = document.title
    page.body = json.dumps([{"type": "text", "value": _html(document)}])
    fields = dict(document.extra)
    if document.kind == DISCLOSURE:
        fields["decision_date"] = fields["decision_date"] or document.date
        fields["responsible"] = fields["responsible"] or f"Ủy ban nhân dân {lower_first(unit.full_name)}"
        fields["posted_from"] = document.date
    else:
        fields["plan_year"] = fields["plan_year"] or document.date.year
    for name, value in fields.items():
        setattr(page, name, value)


def _html(document: OldDocument) -> str:
    """Heading and paragraphs as the editor would have them: plain text, a line break inside a paragraph kept."""
    heading = f"<h3>{escape(document.heading, quote=False)}</h3>" if document.heading else ""
    paragraphs = (escape(text, quote=False).replace("\n", "<br/>") for text in document.paragraphs)
    return heading + "".join(f"<p>{text}</p>" for text in paragraphs)


def _day_of(document: OldDocument) -> dt.datetime:
    """The day on which the old portal published it: lists of what is new are not flooded with what is old."""
    return timezone.make_aware(dt.datetime.combine(document.date, dt.time()))


def _page_to_update(document: OldDocument, unit: Place, entry: ImportedDocument) -> Any:
    """The page as it is now, its row locked. Raises Refused when a new text must not go over it."""
    Page.objects.select_for_update().get(pk=entry.page_id)
    page = Page.objects.get(pk=entry.page_id).specific
    if not isinstance(page, DocumentPage) or page.kind_key != document.kind or page.place_id != unit.pk:
        raise Refused(f"Mã “{document.key}” đã là một văn bản khác: {page.title} ({page.place.label}).")
    if not page.live:
        raise Refused(f"Văn bản “{page.title}” đã được gỡ xuống trong Đình, nên không đưa lên lại.")
    if page.latest_revision_id != entry.revision_id or page.workflow_in_progress:
        raise Refused(f"Văn bản “{page.title}” đã được sửa trong Đình sau lần nhập trước. Hãy sửa tiếp trong Đình.")
    return page


def _log(page: Any, revision: Any, entry: ImportedDocument) -> None:
    log(
        instance=page,
        action=IMPORTED,
        user=entry.by,
        data={"source": entry.source, "reason": entry.reason},
        revision=revision,
        content_changed=True,
    )


def _record_covenant(document: OldDocument, unit: Place, entry: ImportedDocument, act: Act) -> None:
    """A covenant from before Đình, which waits for a second person. Raises Refused when it was answered."""
    if entry.page_id or (entry.record and entry.record.state != PaperRecord.State.RETURNED):
        raise Refused("Văn bản này đã được ghi lại từ lần nhập trước. Hãy xác nhận hoặc trả lại trong Đình.")
    decision = document.extra
    entry.record = enter_paper(
        hamlet=hamlet_in(unit, document.hamlet, document.title),
        kind=decision["covenant_kind"],
        title=document.title,
        text="\n".join(part for part in (document.heading, *document.paragraphs) if part),
        scan=None,
        decision_number=decision["decision_number"],
        decided_on=decision["decided_on"],
        issuer=decision["issuer"],
        signer=decision["signer"] or UNKNOWN_SIGNER,
        signer_title=decision["signer_title"],
        effective_on=decision["effective_on"],
        by=act.by,
    )
    if act.confirmer is not None:
        confirm_record(entry.record, by=act.confirmer)


def sentences(problem: Exception) -> str:
    """A refusal as one line."""
    if not isinstance(problem, ValidationError):
        return str(problem)
    if not hasattr(problem, "error_dict"):
        return " ".join(problem.messages)
    parts = []
    for name, messages in problem.message_dict.items():
        label = _label(name)
        parts.append(f"{label}: {' '.join(messages)}" if label else " ".join(messages))
    return "; ".join(parts)


def _label(name: str) -> str:
    for model in (DisclosurePage, MaterialPage, PaperRecord, CovenantPage):
        for field in model._meta.get_fields():
            if field.name == name:
                return str(getattr(field, "verbose_name", ""))
    return ""
