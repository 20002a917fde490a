"""The demo's disclosures and materials with their files, through the same approval as people's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.files import File

from cms.approval.binding import latest_binding
from cms.approval.service import approve, submit
from content_models.disclosures.models import DisclosureAttachment, DisclosurePage
from content_models.files.models import AttachedFile, SectionImage
from content_models.materials.models import MaterialAttachment, MaterialImage, MaterialPage
from content_models.places.models import Place, Section
from content_models.roles.models import Person
from content_models.roles.table import Role

from .files import DemoText, body_blocks
from .people import People


def load_disclosure(demo: DemoText, files: Path, people: People) -> None:
    """One disclosure in the state that its front matter names."""
    meta = demo.meta
    commune = Place.objects.get(code=meta["commune"])
    writer = people.of(commune, Role.DISCLOSURE_EDITOR)
    page = DisclosurePage(
        title=meta["title"],
        owner=writer,
        live=False,
        item=meta["item"],
        decision_number=meta.get("decision_number", ""),
        decision_date=meta["decision_date"],
        responsible=meta["responsible"],
        forms=meta["forms"],
        posted_from=meta["posted_from"],
        posted_until=meta.get("posted_until"),
        names_persons=meta.get("names_persons", False),
        body=_body(demo),
    )
    page.attachments = [
        DisclosureAttachment(file=_file(files / entry["file"], entry["title"], commune, writer), title=entry["title"])
        for entry in meta.get("attachments", [])
    ]
    _bring(page, commune, Section.DISCLOSURES, meta["state"], writer, people.of(commune, Role.COMMUNE_LEADER))


def load_material(demo: DemoText, files: Path, people: People) -> None:
    """One material of the province or a commune."""
    meta = demo.meta
    unit = Place.objects.get(code=meta["owner"])
    provincial = unit.parent is None
    writer = people.of(unit, Role.PROVINCIAL_EDITOR if provincial else Role.CULTURE_OFFICER)
    page = MaterialPage(
        title=meta["title"],
        owner=writer,
        live=False,
        material_type=meta["material_type"],
        audiences=meta["audiences"],
        plan_year=meta["plan_year"],
        body=_body(demo),
    )
    page.attachments = [
        MaterialAttachment(file=_file(files / entry["file"], entry["title"], unit, writer), title=entry["title"])
        for entry in meta.get("attachments", [])
    ]
    page.images = [
        MaterialImage(image=_image(files / entry["file"], entry["alt"], unit, writer), alt=entry["alt"])
        for entry in meta.get("images", [])
    ]
    approver = _other_editor(unit, writer) if provincial else people.of(unit, Role.COMMUNE_LEADER)
    _bring(page, unit, Section.MATERIALS, meta["state"], writer, approver)


def _bring(page: Any, unit: Place, section: str, state: str, writer: Person, approver: Person) -> None:
    unit.sections.get(section=section).add_child(instance=page)
    page.save_revision(user=writer, log_action=True)
    if state == "drafting":
        return
    submit(page, writer)
    if state == "published":
        approve(page.current_workflow_task_state.pk, approver, latest_binding(page))


def _body(demo: DemoText) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in body_blocks(demo.text)])


def _file(path: Path, title: str, unit: Place, writer: Person) -> AttachedFile:
    with path.open("rb") as content:
        return AttachedFile.objects.create(
            title=title,
            file=File(content, name=path.name),
            collection=unit.collection,
            uploaded_by_user=writer,
        )


def _image(path: Path, alt: str, unit: Place, writer: Person) -> SectionImage:
    with path.open("rb") as content:
        return SectionImage.objects.create(
            title=alt[:200], description=alt, file=File(content, name=path.name), collection=unit.collection,
            uploaded_by_user=writer,
        )  # fmt: skip


def _other_editor(unit: Place, writer: Person) -> Person:
    editors = Person.objects.filter(memberships__unit=unit, memberships__role=Role.PROVINCIAL_EDITOR)
    return editors.exclude(pk=writer.pk).order_by("pk").first() or writer
