"""A commune in the middle of its work: texts in every state that an officer's screens show."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cms.approval.binding import latest_binding
from cms.approval.service import RemarkData, give_back, submit
from content_models.covenants.editing import stream_data
from content_models.covenants.models import CovenantPage
from content_models.covenants.paper import record_paper
from content_models.files.models import AttachedFile, TextState
from content_models.places.service import merge_places, rename_place
from content_models.roles.models import Person
from content_models.roles.service import correct_person, create_person
from content_models.roles.table import Role
from tests import factories
from tests.staff import Staff

PHONE, DESK = (390, 844), (1280, 900)
UNREADABLE = "Tệp là bản quét, máy chủ chưa nhận dạng được chữ. Hãy gửi bản PDF xuất từ Word."
LONG_WORD = "https://vanban.example.invalid/" + "quyet-dinh-cong-khai-" * 6
ARTICLE = (
    "1. Mỗi hộ giữ sạch phần kênh, mương trước nhà; ngày mười lăm hằng tháng cùng vớt lục bình, dọn bến nước.\n"
    "2. Không đổ rác, vỏ hộp thuốc, xác vật nuôi xuống kênh:\n"
    "a) Rác bỏ vào thùng trước cửa;\n"
    "b) Vỏ hộp thuốc gom về bể chứa ở đầu ấp."
)


class Office(Staff):
    """The staff of a commune, and what lies on their desks."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.admin = factories.person(Role.PROVINCIAL_ADMIN, factories.province())
        self.provincial_editor = factories.person(Role.PROVINCIAL_EDITOR, factories.province())
        self.changed = self._covenant_with_changes()
        self.long = self._covenant_of(26)
        self.returned = self._returned_covenant()
        self.scanned = self._disclosure_with_files()
        self.paper_confirmed_by_other = self._paper_record()
        self.known = self._person_with_history()
        self._history_of_places()

    def task_of(self, page: Any) -> int:
        """The task state at which a submitted document waits."""
        return int(type(page).objects.get(pk=page.pk).current_workflow_task_state.pk)

    def _covenant_with_changes(self) -> CovenantPage:
        page = self.covenant()
        draft = page.get_latest_revision_as_object()
        draft.body = json.dumps(stream_data((factories.article(ARTICLE), factories.article(ARTICLE, heading="Rừng"))))
        draft.save_revision(user=self.writer)
        page = CovenantPage.objects.get(pk=page.pk)
        submit(page, self.head)
        return page

    def _covenant_of(self, articles: int) -> CovenantPage:
        place = factories.hamlet("Cái Mòi", self.unit.code)
        writer = factories.person(Role.DRAFTING_MEMBER, place)
        texts = tuple(factories.article(ARTICLE, heading=f"Việc chung thứ {n + 1}") for n in range(articles))
        page = factories.covenant(place, writer, title="Hương ước ấp Cái Mòi", articles=texts)
        submit(page, factories.person(Role.HAMLET_HEAD, place))
        return page

    def _returned_covenant(self) -> CovenantPage:
        place = factories.hamlet("Cái Xép", self.unit.code)
        self.returned_writer = factories.person(Role.DRAFTING_MEMBER, place)
        page = factories.covenant(place, self.returned_writer, title="Hương ước ấp Cái Xép")
        submit(page, factories.person(Role.HAMLET_HEAD, place))
        first = CovenantPage.objects.get(pk=page.pk).numbered().articles[0]
        remarks = [RemarkData("Nói rõ ai dọn, ngày nào.", first.block_id, first.label)]
        give_back(self.task_of(page), self.culture, latest_binding(page), "Còn thiếu phần cưới, tang.", remarks)
        return page

    def _disclosure_with_files(self) -> Any:
        states = (TextState.READ, TextState.RECOGNISED, TextState.UNREADABLE, TextState.PENDING)
        files = tuple(self._file(state) for state in states)
        page = self.disclosure(files=files, title="Quyết toán ngân sách năm 2025", body=factories.text_body(LONG_WORD))
        submit(page, self.editor)
        return page

    def _file(self, state: TextState) -> AttachedFile:
        note = UNREADABLE if state == TextState.UNREADABLE else ""
        file = factories.attached_file(self.unit, self.editor, title=f"Phụ lục {state.label}")
        AttachedFile.objects.filter(pk=file.pk).update(text_state=state, text_note=note)
        file.refresh_from_db()
        return file

    def _paper_record(self) -> Any:
        day = dt.date(2019, 5, 20)
        return record_paper(
            hamlet=factories.hamlet("Hóc Năng", self.unit.code),
            kind="huong_uoc",
            title="Hương ước ấp Hóc Năng",
            text=f"Lời nói đầu\nBà con cùng lập.\nĐiều 1. Vệ sinh\n{ARTICLE}\nĐiều 2. Học hành\n1. Trẻ em đến trường.",
            scan=None,
            decision_number="1015/QĐ-UBND",
            decided_on=day,
            issuer="Ủy ban nhân dân huyện Ngọc Hiển",
            signer="Trần Văn Đủ",
            signer_title="Chủ tịch",
            effective_on=day,
            by=self.culture,
        )

    def _person_with_history(self) -> Person:
        slip = create_person(
            full_name="Nguyễn Thị Bé Sáu",
            phone="0912345678",
            email="",
            unit=self.hamlet,
            role=Role.DRAFTING_MEMBER,
            valid_from=factories.SINCE,
            by=self.culture,
            reason="Tổ soạn thảo mới",
        )
        correct_person(
            slip.person, full_name="Nguyễn Thị Bé Bảy", phone="0912345678", email="", by=self.culture, reason="Sai tên"
        )
        return slip.person

    def _history_of_places(self) -> None:
        """A renamed hamlet, and one that went into it."""
        gone = factories.hamlet("Cồn Cát", self.unit.code)
        self.renamed = factories.hamlet("Cồn Mũi", self.unit.code)
        day = dt.date(2026, 1, 1)
        rename_place(self.renamed, kind="ap", name="Cồn Mũi Mới", on=day, by=self.admin, reason="Nghị quyết 12/NQ-HĐND")
        merge_places(
            predecessors=[gone],
            successor=self.renamed,
            way="merge",
            on=day,
            decision="Nghị quyết 12/NQ-HĐND",
            by=self.admin,
            reason="Nhập ấp",
        )


@contextmanager
def logged_in(browser: Any, base: str, person: Person, size: tuple[int, int] = DESK, **options: Any) -> Iterator[Any]:
    """A page of the person's own browser, on a phone when it is narrow."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=size == PHONE, locale="vi-VN", **options
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{base}/quan-tri/login/")
    page.fill("#id_username", person.username)
    page.fill("#id_password", factories.PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")
    yield page
    context.close()
