"""Files are as private as their page: every file and every size of a picture is asked for by its id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content_models.covenants.models import CovenantVersion
from content_models.files.access import is_in_public_use
from content_models.files.models import AttachedFile, SectionImage
from content_models.materials.models import MaterialAttachment, MaterialImage
from content_models.roles.table import Role
from tests import factories
from tests.staff import Staff, client_of, days_from_now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_old_sizes() -> None:
    """Wagtail remembers the sizes of picture 1 in the cache, and each test has a picture 1 of its own."""
    cache.clear()


@pytest.fixture
def own() -> Staff:
    return Staff(factories.DAT_MUI)


@pytest.fixture
def other() -> Staff:
    return Staff(factories.DAM_DOI)


def get(person: Any, address: str, **headers: str) -> Any:
    """The answer that the person gets. Its file is closed here: `answer.close()` would close the database too."""
    answer = client_of(person).get(address, headers=headers)
    for close in answer._resource_closers:
        close()
    return answer


def addresses(file: AttachedFile, image: SectionImage) -> list[str]:
    sizes = [image.get_rendition(spec).url for spec in ("max-900x1300|format-webp", "max-165x165")]
    return [file.url, *sizes]


def material_with_files(own: Staff) -> tuple[Any, AttachedFile, SectionImage]:
    file, image = factories.attached_file(own.unit, own.culture), factories.image(own.unit, own.culture)
    return own.material(files=(file,), images=(image,)), file, image


def draft(own: Staff, page: Any) -> None:
    """As it is after its first save."""


def in_review(own: Staff, page: Any) -> None:
    from cms.approval.service import submit

    submit(page, own.culture)


def restricted(own: Staff, page: Any) -> None:
    PageViewRestriction.objects.create(page=own.publish(page), restriction_type="login")


def below_a_restricted_page(own: Staff, page: Any) -> None:
    PageViewRestriction.objects.create(page=own.publish(page).get_parent(), restriction_type="password", password="x")


def expired(own: Staff, page: Any) -> None:
    """The hour has passed and the clock has not run yet."""
    Page.objects.filter(pk=own.publish(page).pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))


def unpublished(own: Staff, page: Any) -> None:
    own.publish(page).unpublish()


def below_an_unpublished_page(own: Staff, page: Any) -> None:
    Page.objects.filter(pk=own.publish(page).get_parent().pk).update(live=False)


def replaced(own: Staff, page: Any) -> None:
    page = own.publish(page)
    page.attachments = [MaterialAttachment(file=factories.attached_file(own.unit, own.culture), title="Tệp mới")]
    page.images = [MaterialImage(image=factories.image(own.unit, own.culture), alt="Hình mới")]
    page.save_revision(user=own.culture)
    own.publish(type(page).objects.get(pk=page.pk))


def only_in_the_draft_of_a_live_page(own: Staff, page: Any) -> None:
    """Published without files; they are in the next draft only."""
    kept = list(page.attachments.all()), list(page.images.all())
    page.attachments, page.images = [], []
    page.save()
    page.save_revision(user=own.culture)
    live = own.publish(type(page).objects.get(pk=page.pk))
    live.attachments = [MaterialAttachment(file=use.file, title=use.title) for use in kept[0]]
    live.images = [MaterialImage(image=use.image, alt=use.alt) for use in kept[1]]
    live.save_revision(user=own.culture)


def used_by_nobody(own: Staff, page: Any) -> None:
    page.delete()


STATES = [
    draft,
    in_review,
    restricted,
    below_a_restricted_page,
    expired,
    unpublished,
    below_an_unpublished_page,
    replaced,
    only_in_the_draft_of_a_live_page,
    used_by_nobody,
]


@pytest.mark.parametrize("bring", STATES, ids=lambda state: state.__name__)
def test_what_is_not_public_now_is_given_to_its_own_unit_only(
    own: Staff, other: Staff, bring: Callable[[Staff, Any], None]
) -> None:
    page, file, image = material_with_files(own)
    bring(own, page)
    province = factories.person(Role.PROVINCIAL_EDITOR, factories.province())
    strangers = [None, other.culture, other.leader, other.editor, province, own.head]
    for address in addresses(file, image):
        for stranger in strangers:
            assert get(stranger, address).status_code == 404, (address, stranger)
        for colleague in (own.culture, own.leader):
            answer = get(colleague, address)
            assert answer.status_code == 200, (address, colleague)
            assert answer["Cache-Control"] == "private, no-store"
            assert answer["X-Robots-Tag"] == "noindex, noarchive"


def test_what_a_public_page_shows_is_for_everybody(own: Staff, other: Staff) -> None:
    page, file, image = material_with_files(own)
    own.publish(page)
    for address in addresses(file, image):
        for person in (None, other.culture, own.culture):
            answer = get(person, address)
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "public, max-age=300"
            assert "X-Robots-Tag" not in answer
            assert answer["Content-Security-Policy"] == "default-src 'none'"
            assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_two_pages_is_public_while_one_of_them_is(own: Staff) -> None:
    file = factories.attached_file(own.unit, own.editor)
    own.disclosure(files=(file,))
    assert get(None, file.url).status_code == 404
    public = own.publish(own.disclosure(files=(file,), title="Quyết toán ngân sách"))
    assert get(None, file.url).status_code == 200
    public.unpublish()
    assert get(None, file.url).status_code == 404


def test_a_list_of_persons_leaves_with_its_files_on_the_day_after(own: Staff, other: Staff) -> None:
    file = factories.attached_file(own.unit, own.editor)
    page = own.publish(own.disclosure(files=(file,), names_persons=True, posted_until=days_from_now(0)))
    today = get(None, file.url)
    assert (today.status_code, today["Cache-Control"]) == (200, "private, no-store")
    assert today["X-Robots-Tag"] == "noindex, noarchive"
    type(page).objects.filter(pk=page.pk).update(posted_until=days_from_now(-1))
    assert get(None, file.url).status_code == 404
    assert get(other.editor, file.url).status_code == 404
    assert get(own.editor, file.url).status_code == 200


def test_a_file_of_an_ended_posting_without_names_stays(own: Staff) -> None:
    file = factories.attached_file(own.unit, own.editor)
    own.publish(own.disclosure(files=(file,), posted_until=days_from_now(-1)))
    assert get(None, file.url).status_code == 200


def test_nothing_is_answered_about_a_private_file_by_its_tag(own: Staff) -> None:
    """A conditional request must not tell more than a plain one."""
    file = factories.attached_file(own.unit, own.editor)
    assert file.get_file_hash()
    answer = get(None, file.url, **{"If-None-Match": f'"{file.file_hash}"'})
    assert answer.status_code == 404


def test_the_folder_of_uploads_is_never_served(own: Staff) -> None:
    page, file, image = material_with_files(own)
    own.publish(page)
    stored = [file.file.name, image.file.name, image.get_rendition("max-165x165").file.name]
    for name in stored:
        for prefix in ("/media/", "/khong-phuc-vu-truc-tiep/", "/static/", "/tep/", "/var/media/", "/"):
            assert get(own.culture, f"{prefix}{name}").status_code == 404


def test_another_file_name_finds_nothing(own: Staff) -> None:
    page, file, image = material_with_files(own)
    own.publish(page)
    size = image.get_rendition("max-165x165")
    assert get(None, reverse("wagtaildocs_serve", args=[file.pk, "khac.pdf"])).status_code == 404
    assert get(None, reverse("rendition", args=[size.pk, "khac.png"])).status_code == 404


def test_the_admins_own_views_of_files_ask_too(own: Staff, other: Staff) -> None:
    _page, file, image = material_with_files(own)
    paths = [
        reverse("wagtailimages:preview", args=[image.pk, "max-165x165"]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtaildocs:edit", args=[file.pk]),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[file.pk]),
        reverse("wagtailimages:image_usage", args=[image.pk]),
        reverse("wagtaildocs:document_usage", args=[file.pk]),
    ]
    province = factories.person(Role.PROVINCIAL_EDITOR, factories.province())
    for path in paths:
        for stranger in (other.culture, province):
            answer = get(stranger, path)
            assert answer.status_code in (302, 403, 404), (path, stranger)
            assert file.title not in answer.content.decode()


def test_the_lists_of_files_show_ones_own_unit_only(own: Staff, other: Staff) -> None:
    file = factories.attached_file(own.unit, own.culture, title="Ban quet 42")
    province = factories.person(Role.PROVINCIAL_EDITOR, factories.province())
    for name in ("wagtaildocs:index", "wagtaildocs_chooser:choose"):
        assert file.title in get(own.culture, reverse(name)).content.decode()
        for stranger in (other.culture, province):
            assert file.title not in get(stranger, reverse(name)).content.decode()


def test_the_scan_of_a_recorded_covenant_is_public_with_its_page(own: Staff) -> None:
    from content_models.covenants.recognition import make_version

    scan = factories.attached_file(own.unit, own.culture)
    page = own.covenant()
    assert not is_in_public_use(scan)
    decision = factories.decision("20/QĐ-UBND")
    from content_models.covenants.models import Decision

    recorded = Decision.objects.create(
        page=page,
        number=decision.number,
        issued_on=decision.issued_on,
        issuer=decision.issuer,
        signer=decision.signer,
        signer_title=decision.signer_title,
        recorded_by=own.leader,
    )
    make_version(page, recorded, revision=None, effective_on=decision.issued_on, recorded_from_paper=True, scan=scan)
    assert CovenantVersion.objects.filter(scan=scan).exists()
    assert get(None, scan.url).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert get(None, scan.url).status_code == 404
