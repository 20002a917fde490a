"""Every screen of the admin, asked by staff for what belongs to another unit: nothing of it may show.

The walk takes the addresses from the URL configuration itself, so a screen that a later Wagtail adds is
in it, and fails here until somebody has decided about it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from cms.approval.service import submit
from cms.dashboards.gate import CLOSED_TO_ALL, is_open
from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosureAttachment
from content_models.files.models import AttachedFile, SectionImage
from content_models.materials.models import MaterialImage
from content_models.roles.models import Membership, Person
from content_models.roles.table import ROLE_TABLE, Role
from tests import factories as f

# In every title, name and text of the other commune; plain ASCII, so that JSON does not hide it. Searched
# for by another word, since a search page repeats what was typed.
SECRET, WORD = "ZQXJ", "kwxy"
OWN_PREFIX = "quan-tri/"


@dataclass
class World:
    """The other commune's things, by kind."""

    pages: list[Page]
    file: AttachedFile
    image: SectionImage
    person: Person
    staff: dict[Role, Person]


@pytest.fixture
def world(db: None) -> World:
    hamlet, other = f.hamlet("Tân Điền", f.DAM_DOI), f.commune(f.DAM_DOI)
    head = f.person(Role.HAMLET_HEAD, hamlet, name=f"{SECRET} {WORD} Trưởng Ấp")
    officer = f.person(Role.CULTURE_OFFICER, other, name=f"{SECRET} {WORD} Công Chức")
    editor = f.person(Role.DISCLOSURE_EDITOR, other, name=f"{SECRET} {WORD} Văn Phòng")
    covenant = f.covenant(
        hamlet,
        head,
        title=f"{SECRET} {WORD} hương ước",
        articles=(f.article(f"1. {SECRET} điều.", f"{SECRET} tên điều"),),
    )
    submit(covenant, head)
    file = f.attached_file(other, editor, title=f"{SECRET} {WORD} tệp")
    image = f.image(other, officer, title=f"{SECRET} {WORD} hình")
    disclosure = f.disclosure(other, editor, title=f"{SECRET} {WORD} công khai", body=f.text_body(f"{SECRET} nội dung"))
    disclosure.attachments = [DisclosureAttachment(file=file, title=f"{SECRET} {WORD} tệp kèm")]
    disclosure.save_revision(user=editor)
    material = f.material(other, officer, title=f"{SECRET} {WORD} tài liệu")
    material.images = [MaterialImage(image=image, alt=f"{SECRET} mô tả")]
    material.save_revision(user=officer)
    submit(material, officer)
    provincial = f.material(f.province(), f.person(Role.PROVINCIAL_EDITOR, f.province()), title="Của tỉnh")
    assert provincial.pk
    call_command("update_index", verbosity=0)
    return World([covenant, disclosure, material], file, image, head, _staff())


def _staff() -> dict[Role, Person]:
    """One person of each role in Đất Mũi (or the province)."""
    units = {"hamlet": f.hamlet(), "commune": f.commune(), "province": f.province()}
    return {role: f.person(role, units[grant.level]) for role, grant in ROLE_TABLE.items()}


def admin_patterns() -> Iterator[tuple[str, list[str]]]:
    """URL names of the admin with the names of their arguments."""

    def walk(resolver: URLResolver, path: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
        for pattern in resolver.url_patterns:
            here = path + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                if here.startswith(OWN_PREFIX) and pattern.name:
                    arguments = list(pattern.pattern.regex.groupindex)
                    yield ":".join([*spaces, pattern.name]), arguments
            else:
                inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from walk(pattern, here, inner)

    return walk(get_resolver(), "", ())


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Every admin address with arguments that name the other commune's things: (URL name, address)."""
    pages = [page.pk for page in world.pages]
    revisions = [page.latest_revision_id for page in world.pages]
    states = [p.current_workflow_task_state.pk for p in world.pages if p.workflow_in_progress]
    folder = f.commune(f.DAM_DOI).collection_id
    membership = Membership.objects.get(person=world.person)
    values: dict[str, list[Any]] = {
        "pk": [*pages, world.file.pk, world.image.pk, world.person.pk, membership.pk, folder],
        "page_id": pages, "page_pk": pages, "parent_page_id": [*pages, f.commune(f.DAM_DOI).page.pk],
        "page_to_move_id": pages, "destination_id": pages[:1], "object_id": pages[:1],
        "document_id": [world.file.pk], "doc_id": [world.file.pk], "image_id": [world.image.pk],
        "collection_id": [folder], "revision_id": revisions, "revision_id_a": ["earliest", "live"],
        "revision_id_b": ["latest"], "task_state_id": states, "task_id": [1, 2], "workflow_pk": [1],
        "workflow_state_id": [p.current_workflow_state.pk for p in world.pages if p.workflow_in_progress],
        "action_name": ["approve", "reject"], "action": ["delete", "unpublish", "publish"],
        "content_type_app_name": ["covenants"], "content_type_model_name": ["covenantpage"],
        "app_label": ["wagtailcore"], "model_name": ["page"], "app_name": ["taggit"],
        "session_id": [1], "uploaded_file_id": [1], "filter_spec": ["max-100x100"],
        "register": ["nguoi", "vai-tro", "noi-chon"], "uidb64": ["MQ"], "token": ["a-b"], "block_id": ["x"],
        "kind": ["recognition", "suspension", "refusal"], "record_id": [1], "form": ["pdf", "docx"],
        "place_id": [world.pages[0].place_id], "paper": ["recognition"], "part": ["x"],
    }  # fmt: skip
    for name, arguments in admin_patterns():
        if name == "wagtailadmin_logout":
            continue  # it would end the walk
        for chosen in itertools.product(*(values[argument] for argument in arguments)):
            yield name, reverse(name, kwargs=dict(zip(arguments, chosen, strict=True)))


def queries(world: World) -> Iterator[tuple[str, str]]:
    """Addresses that take what they show from the query string."""
    ids = {"page": [p.pk for p in world.pages], "file": [world.file.pk], "image": [world.image.pk]}
    listed = {kind: "&".join(f"id={pk}" for pk in pks) for kind, pks in ids.items()}
    parent = f.commune(f.DAM_DOI).page.pk
    for name, query in [
        ("wagtailadmin_choose_page", ""),
        ("wagtailadmin_choose_page", "page_type=covenants.CovenantPage"),
        ("wagtailadmin_choose_page", "page_type=disclosures.DisclosurePage"),
        ("wagtailadmin_choose_page_search", f"q={WORD}"),
        ("wagtailadmin_choose_page_search", f"q={WORD}&page_type=covenants.CovenantPage"),
        ("wagtailadmin_choose_page_chosen_multiple", listed["page"]),
        ("wagtailadmin_pages:search", f"q={WORD}"),
        ("wagtailadmin_pages:search_results", f"q={WORD}"),
        ("wagtailadmin_api:pages:listing", f"search={WORD}"),
        ("wagtailadmin_api:pages:listing", f"child_of={parent}&for_explorer=1"),
        ("wagtaildocs:index", f"q={WORD}"),
        ("wagtaildocs:index_results", f"q={WORD}"),
        ("wagtailimages:index", f"q={WORD}"),
        ("wagtailimages:index_results", f"q={WORD}"),
        ("wagtaildocs_chooser:choose_results", f"q={WORD}"),
        ("wagtailimages_chooser:choose_results", f"q={WORD}"),
        ("wagtaildocs_chooser:chosen_multiple", listed["file"]),
        ("wagtailimages_chooser:chosen_multiple", listed["image"]),
        ("roles_people", f"q={WORD}"),
        ("wagtailadmin_reports:site_history", f"label={WORD}"),
    ]:
        yield name, f"{reverse(name)}?{query}"
    for model, kind in (("wagtailcore/page", "page"), ("files/attachedfile", "file"), ("files/sectionimage", "image")):
        for action in ("delete", "publish", "unpublish", "move", "add_tags", "add_to_collection"):
            for query in (listed[kind], f"id=all&childOf={parent}"):
                yield "wagtail_bulk_action", f"/quan-tri/bulk/{model}/{action}/?{query}"


# Wagtail itself fails on an empty form of an outside link; there is nothing of anybody's in it.
STOCK_ERRORS = {"wagtailadmin_choose_page_external_link"}
SEES_PEOPLE_BY_RIGHT = ("roles_", "register_history", "places_")


# Drafting members, justice officers and leaders hold no right that these do not hold.
WALKERS = (
    Role.HAMLET_HEAD,
    Role.CULTURE_OFFICER,
    Role.DISCLOSURE_EDITOR,
    Role.PROVINCIAL_EDITOR,
    Role.PROVINCIAL_ADMIN,
)


@pytest.mark.slow
@pytest.mark.parametrize("role", WALKERS)
def test_no_screen_shows_what_belongs_to_another_unit(world: World, role: Role) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.staff[role])
    before = _state(world)
    problems = []
    for name, address in (*addresses(world), *queries(world)):
        if role == Role.PROVINCIAL_ADMIN and name.startswith(SEES_PEOPLE_BY_RIGHT):
            continue  # the province manages all people (domain §7)
        for method in ("get", "post"):
            status, shown = _ask(client, method, address)
            if SECRET in shown or (status >= 500 and name not in STOCK_ERRORS):
                problems.append(f"{method} {name} {address} → {status}{' shows it' * (SECRET in shown)}")
    assert not problems, "\n".join(problems)
    assert _state(world) == before


def _ask(client: Client, method: str, address: str) -> tuple[int, str]:
    """Status and text of an answer, whose effects are undone."""
    with transaction.atomic():
        response: Any = getattr(client, method)(address)
        transaction.set_rollback(True)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, content.decode(errors="replace")


def _state(world: World) -> list[Any]:
    rows = Page.objects.filter(pk__in=[page.pk for page in world.pages])
    return list(rows.order_by("pk").values_list("pk", "title", "live", "locked", "path", "latest_revision_id"))


def test_the_operator_sees_what_the_walk_looks_for(world: World) -> None:
    """The walk can fail: the same addresses show everything to the superuser."""
    client = Client(raise_request_exception=False)
    client.force_login(f.superuser())
    asked = (*addresses(world), *queries(world))
    shown = {name for name, address in asked if SECRET in _ask(client, "get", address)[1]}
    assert {
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:search",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_reports:site_history",
        "wagtail_bulk_action",
        "wagtaildocs:edit",
        "wagtaildocs:index",
        "wagtaildocs_chooser:chosen",
        "wagtailimages:edit",
        "wagtailimages_chooser:choose_results",
    } <= shown


CLOSED_TO_STAFF = {
    "wagtailadmin_api:documents", "wagtailadmin_api:images", "wagtailadmin_api:pages:find",
    "wagtailadmin_api:pages:action",  "wagtailadmin_collections",
    "wagtailadmin_workflows", "wagtailsnippets", "wagtailsites", "wagtailadmin_tag_autocomplete",
    "wagtailadmin_tag_model_autocomplete", "wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results",
    "wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:workflow", "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:site_history", "wagtailadmin_password_reset",
}  # fmt: skip


def test_somebody_has_decided_about_every_screen() -> None:
    """A name that is neither open nor known to be closed came with an update: look at it."""
    decided = (*CLOSED_TO_STAFF, *CLOSED_TO_ALL)
    unknown = [
        name for name, _arguments in admin_patterns() if not is_open(name) and not name.startswith(tuple(decided))
    ]
    assert unknown == []


@pytest.mark.parametrize(
    "address",
    ["users/", "users/new/", "groups/", "groups/new/", "snippets/", "collections/", "collections/add/",
     "sites/", "workflows/list/", "workflows/add/", "workflows/tasks/index/", "reports/page-types-usage/", "failwhale/",
     "reports/site-history/", "reports/workflow/", "reports/workflow_tasks/", "pages/usage/covenants/covenantpage/",
     
     "api/main/documents/", "api/main/images/", "tag-autocomplete/?term=a"],
)  # fmt: skip
@pytest.mark.parametrize("role", [Role.HAMLET_HEAD, Role.COMMUNE_LEADER, Role.PROVINCIAL_ADMIN])
def test_closed_screens_refuse_staff(world: World, client: Client, role: Role, address: str) -> None:
    client.force_login(world.staff[role])
    assert client.get(f"/quan-tri/{address}").status_code == 403


@pytest.mark.parametrize("address", ["redirects/", "api-tokens/", "settings/"])
def test_screens_that_are_not_installed(db: None, client: Client, address: str) -> None:
    client.force_login(f.person(Role.PROVINCIAL_ADMIN, f.province()))
    assert client.get(f"/quan-tri/{address}").status_code == 404


@pytest.mark.parametrize("address", ["users/", "users/new/", "groups/new/"])
def test_even_the_operator_makes_no_user_past_the_register(db: None, client: Client, address: str) -> None:
    client.force_login(f.superuser())
    for response in (client.get(f"/quan-tri/{address}"), client.post(f"/quan-tri/{address}", {"username": "x"})):
        assert response.status_code == 403
    assert not Person.objects.filter(username="x").exists()


@pytest.mark.parametrize("address", ["/api/v3/", "/api/v3/pages/", "/api/v2/pages/"])
def test_wagtails_public_interface_is_not_mounted(db: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["password_reset/", "password_reset/confirm/MQ/a-b/"])
def test_password_reset_by_mail_is_closed(db: None, client: Client, address: str) -> None:
    assert client.get(f"/quan-tri/{address}").status_code == 404


def test_own_things_stay_visible(world: World, client: Client) -> None:
    """The gate lets the team in: chooser, explorer and editor of their own covenant."""
    head = world.staff[Role.HAMLET_HEAD]
    page = f.covenant(f.hamlet(), head, title="Hương ước của ta")
    call_command("update_index", verbosity=0)
    client.force_login(head)
    assert "Hương ước của ta" in client.get("/quan-tri/choose-page/search/?q=Hương").content.decode()
    for address in (f"pages/{page.pk}/edit/", f"pages/{page.get_parent().pk}/", f"pages/{page.pk}/view_draft/"):
        assert client.get(f"/quan-tri/{address}").status_code == 200, address
    assert CovenantPage.objects.get(pk=page.pk).title == "Hương ước của ta"
