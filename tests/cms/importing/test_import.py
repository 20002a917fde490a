"""`import_documents`: what goes in, what is refused, and that a second run changes nothing."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from cms.importing import run
from cms.importing.models import ImportedDocument
from cms.portal.models import Installation
from content_models.covenants.models import CovenantPage, CovenantVersion, PaperRecord
from content_models.disclosures.models import DisclosurePage
from content_models.materials.models import MaterialPage
from content_models.places.models import Section
from content_models.roles.models import Person
from content_models.roles.table import Role
from content_models.visibility import is_public
from search.models import IndexEntry
from tests import factories

pytestmark = pytest.mark.django_db


def document(key: str, **changes: Any) -> dict[str, Any]:
    return {
        "key": key, "title": f"Kế hoạch {key}", "date": "2022-03-01", "kind": "disclosure", "commune": "Xã Đất Mũi",
        "heading": "Mục tiêu", "paragraphs": ["Trồng <rừng> & giữ biển.", "Dòng một\nDòng hai"],
    } | changes  # fmt: skip


def covenant(key: str, **changes: Any) -> dict[str, Any]:
    return document(
        key, kind="covenant", title="Hương ước ấp Rạch Tàu", heading="Điều 1. Vệ sinh", paragraphs=["1. Giữ sạch."],
        decision_number="5/QĐ-UBND", decision_date="2017-05-02", decision_issuer="UBND huyện Ngọc Hiển",
    ) | changes  # fmt: skip


@pytest.fixture
def bring(tmp_path: Path) -> Any:
    """Writes a file of the given lines (dicts or raw bytes), imports it and gives its refused lines."""

    def run_command(*found: dict[str, Any] | bytes, **options: Any) -> list[list[str]]:
        file, report = tmp_path / "cu.jsonl", tmp_path / "khong-nhan.csv"
        raw = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in found]
        file.write_bytes(b"\n".join(raw) + b"\n")
        try:
            call_command("import_documents", str(file), report=report, **options)
        except CommandError as problem:
            assert problem.returncode == 1, problem
        return list(csv.reader(report.read_text("utf-8-sig").splitlines()))[1:]

    return run_command


def test_a_disclosure_is_published_as_the_site_does_it(bring: Any) -> None:
    assert bring(document("ke-hoach-1")) == []

    page = DisclosurePage.objects.get(slug="ke-hoach-1")
    assert is_public(page)
    assert page.place == factories.commune()
    assert page.get_parent().specific.section == Section.DISCLOSURES
    assert (page.decision_date, page.item) == (dt.date(2022, 3, 1), 14)
    assert page.responsible == "Ủy ban nhân dân xã Đất Mũi"
    assert timezone.localdate(page.first_published_at) == dt.date(2022, 3, 1)
    assert page.body.raw_data[0]["value"] == (
        "<h3>Mục tiêu</h3><p>Trồng &lt;rừng&gt; &amp; giữ biển.</p><p>Dòng một<br/>Dòng hai</p>"
    )
    assert page.live_revision == page.latest_revision == Revision.objects.for_instance(page).get()
    assert page.latest_revision.as_object().title == page.title
    assert not page.has_unpublished_changes
    assert IndexEntry.objects.get(pk=page.pk).indexed_version == 0


def test_who_why_and_from_where_stays_in_the_history(bring: Any) -> None:
    officer = factories.person(name="Người Chuyển")
    bring(document("ke-hoach-1"), by=officer.username, reason="Đóng cổng cũ")

    page = DisclosurePage.objects.get(slug="ke-hoach-1")
    entry = PageLogEntry.objects.get(page_id=page.pk, action="dinh.import")
    assert (entry.user, entry.data) == (officer, {"source": "cu.jsonl:1", "reason": "Đóng cổng cũ"})
    assert "Đóng cổng cũ" in entry.message
    assert page.latest_revision.user == officer


def test_without_a_name_the_import_has_one_that_nobody_can_use(bring: Any) -> None:
    bring(document("a"))
    bring(document("b"))

    person = Person.objects.get(username="nhap-cong-cu")
    assert not person.is_active and not person.has_usable_password()
    assert set(DisclosurePage.objects.values_list("owner", flat=True)) == {person.pk}


def test_a_material_of_the_province_from_before_any_plan_of_dinh(bring: Any) -> None:
    bring(document("to-gap", kind="material", commune="Tỉnh Cà Mau", date="2016-08-01"))

    page = MaterialPage.objects.get(slug="to-gap")
    assert page.place == factories.province()
    assert page.plan_year == 2016
    assert page.search_content().date == dt.date(2016, 8, 1)
    page.full_clean()


@pytest.mark.parametrize(
    "written", ["32248", "Xã Đất Mũi", "đất mũi", "xa-dat-mui", "Dat Mui", "Xa\u0303 Đâ\u0301t Mũi", "Xã Viên An Đông"]
)
def test_ways_to_name_a_commune(bring: Any, written: str) -> None:
    refused = bring(document("a", commune=written))

    if written == "Xã Viên An Đông":  # a name of before July 2025 leads to what it became
        assert refused == [] and DisclosurePage.objects.get().place.former_units.filter(name=written).exists()
    else:
        assert DisclosurePage.objects.get().place == factories.commune()


def test_each_bad_line_is_refused_and_the_rest_goes_on(bring: Any) -> None:
    refused = bring(
        document("tot-1"),
        b"{khong phai json",
        b"\xff\xfe",
        b'{"key": "' + b"x" * (2 * 1024 * 1024) + b'"}',
        document("tot-1", title="Trùng mã"),
        document("la", commune="Xã Không Có"),
        document("nhieu", commune="Phường 1"),
        document("ngay", date="2022-02-30"),
        document("tinh", commune="96"),
        document("ten", names_persons=True),
        document("gia", posted_until="2021-01-01"),
        covenant("hu", decision_number=""),
        document("tot-2"),
    )

    assert [int(row[0]) for row in refused] == list(range(2, 13))
    reasons = [row[2] for row in refused]
    for reason, words in zip(
        reasons,
        ("JSON", "UTF-8", "KB", "dòng 1", "Xã Không Có", "có thể là", "30", "không phải của tỉnh", "ngày cuối",
         "Ngày cuối", "thiếu số"),
        strict=True,
    ):  # fmt: skip
        assert words in reason
    assert set(DisclosurePage.objects.values_list("slug", flat=True)) == {"tot-1", "tot-2"}


def test_exit_status(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(json.dumps(document("a")), encoding="utf-8")
    bad.write_text("{}\n", encoding="utf-8")

    call_command("import_documents", str(good))
    with pytest.raises(CommandError) as refused:
        call_command("import_documents", str(bad))
    assert refused.value.returncode == 1
    for options in ({"by": "0900000000"}, {"reason": " "}, {"confirmed_by": "0900000000"}):
        with pytest.raises(CommandError) as stopped:
            call_command("import_documents", str(good), **options)
        assert stopped.value.returncode == 2
    with pytest.raises(CommandError) as missing:
        call_command("import_documents", str(tmp_path / "none.jsonl"))
    assert missing.value.returncode == 2


def test_a_second_run_changes_nothing(bring: Any) -> None:
    lines = [document("a"), document("b", kind="material")]
    bring(*lines)
    before = (list(Page.objects.values_list("pk", "latest_revision")), Revision.objects.count())
    versions = dict(IndexEntry.objects.values_list("page_id", "version"))

    # The same said in another order of keys and with another name of the commune.
    bring(*({**dict(reversed(line.items())), "commune": "32248"} for line in lines))

    assert (list(Page.objects.values_list("pk", "latest_revision")), Revision.objects.count()) == before
    assert dict(IndexEntry.objects.values_list("page_id", "version")) == versions


def test_a_changed_text_becomes_a_revision(bring: Any) -> None:
    bring(document("a"))
    old = DisclosurePage.objects.get()
    marked = IndexEntry.objects.get(pk=old.pk).version

    bring(document("a", title="Kế hoạch sửa đổi", date="2022-04-01"))

    page = DisclosurePage.objects.get()
    assert (page.pk, page.title, page.live_revision) == (old.pk, "Kế hoạch sửa đổi", page.latest_revision)
    assert Revision.objects.for_instance(page).count() == 2
    assert timezone.localdate(page.first_published_at) == dt.date(2022, 4, 1)
    assert IndexEntry.objects.get(pk=page.pk).version > marked
    assert ImportedDocument.objects.get().revision_id == page.latest_revision_id


def test_what_people_did_in_dinh_is_not_written_over(bring: Any) -> None:
    bring(document("sua"), document("go"))
    edited, taken_down = (DisclosurePage.objects.get(slug=slug) for slug in ("sua", "go"))
    edited.title = "Người trong xã sửa"
    edited.save_revision(user=factories.person())
    taken_down.unpublish()

    refused = bring(document("sua", title="Mới"), document("go", title="Mới"))

    assert ["đã được sửa" in refused[0][2], "gỡ xuống" in refused[1][2]] == [True, True]
    assert not DisclosurePage.objects.get(slug="go").live


def test_an_address_that_somebody_has_taken(bring: Any) -> None:
    unit = factories.commune()
    page = factories.disclosure(unit, factories.person(Role.DISCLOSURE_EDITOR, unit))

    (refused,) = bring(document(page.slug))

    assert page.slug in refused[2]
    assert DisclosurePage.objects.count() == 1


def test_a_key_does_not_wander_to_another_commune(bring: Any) -> None:
    bring(document("a"))
    (refused,) = bring(document("a", commune="Xã Đầm Dơi"))
    assert "Xã Đất Mũi" in refused[2]


def test_covenants_wait_for_a_second_person(bring: Any) -> None:
    hamlet = factories.hamlet()
    assert bring(covenant("hu")) == []

    record = PaperRecord.objects.get()
    assert (record.hamlet, record.state, record.issuer) == (hamlet, PaperRecord.State.PENDING, "UBND huyện Ngọc Hiển")
    assert record.text == "Điều 1. Vệ sinh\n1. Giữ sạch."
    assert not CovenantPage.objects.exists()
    assert bring(covenant("hu")) == []
    assert "đã được ghi lại" in bring(covenant("hu", title="Hương ước ấp Rạch Tàu (mới)"))[0][2]
    assert "đang chờ xác nhận" in bring(covenant("khac"))[0][2]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hamlet": "Ấp Không Có"}, "Không thấy ấp"),
        ({"title": "Hương ước"}, "Không thấy ấp"),
        ({"heading": "", "paragraphs": ["Không có điều nào."]}, "Không thấy điều nào"),
        ({"effective_on": "2016-01-01"}, "Ngày hiệu lực"),
    ],
)
def test_covenants_that_cannot_be_recorded(bring: Any, changes: dict[str, Any], words: str) -> None:
    factories.hamlet()
    assert words in bring(covenant("hu", **changes))[0][2]
    assert not PaperRecord.objects.exists() and not ImportedDocument.objects.exists()


def test_only_a_demo_confirms_in_passing(bring: Any) -> None:
    hamlet = factories.hamlet()
    officer = factories.person(Role.JUSTICE_OFFICER, hamlet.parent)
    with pytest.raises((CommandError, AssertionError)):
        bring(covenant("hu"), confirmed_by=officer.username)
    Installation.objects.create(demo=True)

    stranger = factories.person()
    assert "không có quyền" in bring(covenant("hu"), confirmed_by=stranger.username)[0][2]
    assert not PaperRecord.objects.exists()
    assert bring(covenant("hu"), confirmed_by=officer.username) == []
    assert CovenantVersion.objects.get().recorded_from_paper


def test_killed_in_a_batch_and_run_again(bring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    whole = [document(f"d-{number}") for number in range(7)]
    read, killed = run.read_document, []

    def killed_at_the_fourth(text: str, *, today: dt.date) -> Any:
        if "d-4" in text and not killed:
            killed.append(True)
            raise KeyboardInterrupt
        return read(text, today=today)

    monkeypatch.setattr(run, "read_document", killed_at_the_fourth)
    with pytest.raises((CommandError, AssertionError)):
        bring(*whole)
    assert DisclosurePage.objects.count() == 4

    assert bring(*whole) == []
    assert DisclosurePage.objects.count() == 7
    assert Page.find_problems() == ([], [], [], [], [])
    assert Revision.objects.count() == 7


def test_a_refused_line_leaves_the_tree_whole(bring: Any) -> None:
    bring(document("a", names_persons=True), document("b"), document("c", names_persons=True), document("d"))
    assert Page.find_problems() == ([], [], [], [], [])
    assert set(DisclosurePage.objects.values_list("slug", flat=True)) == {"b", "d"}
