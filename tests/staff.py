"""The people whom tests of publications need, and what they do again and again."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.test import Client
from django.utils import timezone

from content_models.covenants.editing import stream_data
from content_models.disclosures.models import DisclosureAttachment, DisclosurePage
from content_models.files.models import AttachedFile, SectionImage
from content_models.materials.models import MaterialAttachment, MaterialImage
from content_models.places.models import Place
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests import factories

BACKEND = "content_models.roles.backend.MembershipBackend"


class Staff:
    """The staff of one commune, with one of its hamlets."""

    def __init__(self, code: str) -> None:
        self.unit = factories.commune(code)
        self.hamlet = factories.hamlet("Rạch Tàu", code)
        self.editor = factories.person(Role.DISCLOSURE_EDITOR, self.unit)
        self.culture = factories.person(Role.CULTURE_OFFICER, self.unit)
        self.justice = factories.person(Role.JUSTICE_OFFICER, self.unit)
        self.leader = factories.person(Role.COMMUNE_LEADER, self.unit)
        self.head = factories.person(Role.HAMLET_HEAD, self.hamlet)
        self.writer = factories.person(Role.DRAFTING_MEMBER, self.hamlet)

    def covenant(self, place: Place | None = None, **fields: Any) -> Any:
        """A recognised covenant of the hamlet."""
        place = place or self.hamlet
        writer, head = self.writer, self.head
        if place != self.hamlet:
            writer = factories.person(Role.DRAFTING_MEMBER, place)
            head = factories.person(Role.HAMLET_HEAD, place)
        page = factories.covenant(place, writer, **fields)
        return factories.recognised(page, by=head, approvers=(self.culture, self.justice, self.leader))

    def again(self, page: Any, *, text: str = "1. Giữ gìn cây mắm, cây đước.") -> Any:
        """The covenant, with one more article, recognised once more."""
        draft = page.get_latest_revision_as_object()
        draft.body = json.dumps(stream_data((factories.article(), factories.article(text, heading="Rừng"))))
        draft.save_revision(user=self.writer)
        fresh = type(page).objects.get(pk=page.pk)
        return factories.recognised(fresh, by=self.head, approvers=(self.culture, self.justice, self.leader))

    def disclosure(self, *, files: tuple[AttachedFile, ...] = (), **fields: Any) -> DisclosurePage:
        """A draft of a disclosure with files."""
        page = factories.disclosure(self.unit, self.editor, **fields)
        page.attachments = [DisclosureAttachment(file=file, title=file.title) for file in files]
        return saved(page, self.editor)

    def material(
        self, *, files: tuple[AttachedFile, ...] = (), images: tuple[SectionImage, ...] = (), **fields: Any
    ) -> Any:
        """A draft of a material with files and pictures."""
        page = factories.material(self.unit, self.culture, **fields)
        page.attachments = [MaterialAttachment(file=file, title=file.title) for file in files]
        page.images = [MaterialImage(image=image, alt=image.title) for image in images]
        return saved(page, self.culture)

    def publish(self, page: Any) -> Any:
        writer = self.editor if isinstance(page, DisclosurePage) else self.culture
        return factories.published(page, by=writer, approver=self.leader)


def saved(page: Any, writer: Person) -> Any:
    """A never-published page keeps its draft in its own row, with its files in theirs."""
    page.save()
    page.save_revision(user=writer)
    return type(page).objects.get(pk=page.pk)


def client_of(person: Person | None) -> Client:
    """A browser of the person, or of nobody."""
    client = Client()
    if person is not None:
        client.force_login(person, backend=BACKEND)
    return client


def days_from_now(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)
