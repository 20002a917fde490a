"""What an approver reads: the bound text, and what changed against what is public."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Revision

from content_models.covenants.comparison import (
    ArticleChange,
    Row,
    Shown,
    compare,
    kept_sentence,
    rows,
    shown_changes,
    summary,
    word_spans,
)
from content_models.covenants.legal_state import State
from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.covenants.provisions import Covenant
from content_models.covenants.returning import ended_articles
from content_models.disclosures.models import DisclosurePage
from content_models.text import body_lines

from .binding import latest_revision
from .models import Act, ApprovalStep, Remark


@dataclass(frozen=True)
class Fact:
    """A field of a disclosure or material in words; `before` is the public value when it differs."""

    label: str
    value: str
    before: str | None = None


@dataclass(frozen=True)
class Reading:
    """A text under approval. A covenant has `covenant` and `changes`; the others have `facts` and `spans`."""

    page: Any
    revision: Revision
    covenant: Covenant | None = None
    changes: list[ArticleChange] = field(default_factory=list)
    summary: str = ""
    facts: list[Fact] = field(default_factory=list)
    spans: tuple[Any, ...] = ()
    returning: list[str] = field(default_factory=list)  # abolished or suspended provisions that the text still holds

    @property
    def body_changed(self) -> bool:
        """Words of the body of a disclosure or material differ from those that are public."""
        return any(span.kind != "same" for span in self.spans)

    @property
    def rows(self) -> list[Row]:
        """The words of a disclosure or material by paragraph."""
        return rows(self.spans)

    @cached_property
    def shown(self) -> list[Shown]:
        """What changed in a covenant, in words and by paragraph."""
        return shown_changes(self.changes)

    @property
    def kept(self) -> str:
        """The articles of a covenant that are the same as in the public text."""
        return kept_sentence(self.changes)

    @property
    def problems(self) -> list[str]:
        """Odd numbering of a covenant, in sentences."""
        return [problem.message for problem in self.covenant.problems] if self.covenant else []


def reading_of(page: Page) -> Reading:
    """The latest text of a document as its approvers read it."""
    revision = latest_revision(page)
    draft = revision.as_object()
    if isinstance(draft, CovenantPage):
        return _covenant(draft, revision)
    before = type(draft).objects.filter(pk=draft.pk, live=True).first()
    facts = [_fact(label, value, before, read) for label, value, read in _fields(draft)]
    old_text = body_lines(list(before.body.raw_data)) if before else ""
    text = body_lines(list(draft.body.raw_data))
    spans = word_spans(old_text, text) if before else ()
    return Reading(draft, revision, facts=facts, spans=spans)


def steps_of(page: Page) -> list[ApprovalStep]:
    """Everything that happened to the text, oldest first, with remarks."""
    return list(ApprovalStep.objects.filter(page=page).select_related("person").prefetch_related("remarks"))


def decided_by(person: Any) -> list[ApprovalStep]:
    """The last twenty decisions of this person, the newest first, each document once."""
    steps = ApprovalStep.objects.filter(person=person, act__in=(Act.APPROVED, Act.RETURNED)).select_related("page")
    newest = {step.page_id: step for step in steps.order_by("pk")}
    return sorted(newest.values(), key=lambda step: step.pk, reverse=True)[:20]


def remarks_of(page: Page) -> dict[str, list[Remark]]:
    """The remarks of the last decision by article id ("" for the whole text)."""
    last = ApprovalStep.objects.filter(page=page, remarks__isnull=False).order_by("pk").last()
    found: dict[str, list[Remark]] = {}
    for remark in last.remarks.select_related("step__person") if last else ():
        found.setdefault(remark.article_id, []).append(remark)
    return found


@dataclass(frozen=True)
class RemarkedArticle:
    """An article of the working text with the remarks made at it. A remark at an article that was cut out since
    has the label that the article had."""

    label: str
    former_label: str
    remarks: list[Remark]


def articles_with_remarks(page: Page) -> list[RemarkedArticle]:
    """The remarks of the last decision at the articles as they are numbered now: the tie is the article's id."""
    found = remarks_of(page)
    draft = latest_revision(page).as_object()
    articles = draft.numbered().articles if isinstance(draft, CovenantPage) else ()
    labels = {article.block_id: article.label for article in articles}
    order = ["", *labels]
    return [
        RemarkedArticle(_label_now(article_id, labels, remarks), remarks[0].article_label, remarks)
        for article_id, remarks in sorted(
            found.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)
        )
    ]


def files_of(page: Page) -> list[Any]:
    """The attachments of the working text, with what the search knows of each file."""
    draft = latest_revision(page).as_object()
    return [] if isinstance(draft, CovenantPage) else list(draft.attachments.all())


def _label_now(article_id: str, labels: dict[str, str], remarks: list[Remark]) -> str:
    if not article_id:
        return "Toàn văn"
    return labels.get(article_id) or f"{remarks[0].article_label} (đã bỏ)"


def _covenant(draft: CovenantPage, revision: Revision) -> Reading:
    covenant = draft.numbered()
    page = CovenantPage.objects.get(pk=draft.pk)
    current = page.current_version
    changes = compare(current.covenant, covenant) if current else []
    sentence = summary(changes) if current else "Đây là văn bản đầu tiên của ấp, khóm này."
    returning = _returning(page, current, covenant) if current else []
    return Reading(draft, revision, covenant=covenant, changes=changes, summary=sentence, returning=returning)


def _returning(page: CovenantPage, current: CovenantVersion, covenant: Covenant) -> list[str]:
    """Abolished provisions that the text holds again: recognising it makes them the law (Đ.11)."""
    ended = ended_articles(page, current, timezone.localdate(), of=(State.ABOLISHED,))
    return [
        f"{article.label}: {what}. Công nhận bản này thì điều ấy có hiệu lực theo lời văn trong bản này."
        for article in covenant.articles
        for what in ended.get(article.block_id, ())
    ]


def _fields(page: Any) -> list[tuple[str, str, Any]]:
    """Label, value and a reader of the value from the public page."""
    readers: list[tuple[str, Any]] = [("Tên", lambda p: p.title)]
    if isinstance(page, DisclosurePage):
        readers += [
            ("Nội dung thuộc khoản", lambda p: p.get_item_display()),
            ("Số văn bản", lambda p: p.decision_number or "–"),
            ("Ngày văn bản", lambda p: _day(p.decision_date)),
            ("Người chịu trách nhiệm", lambda p: p.responsible),
            ("Hình thức công khai", lambda p: "; ".join(p.form_labels)),
            ("Công khai", lambda p: f"{_day(p.posted_from)} – {_day(p.posted_until)}"),
            ("Có nêu tên người", lambda p: "có" if p.names_persons else "không"),
        ]
    else:
        readers += [
            ("Loại tài liệu", lambda p: p.get_material_type_display()),
            ("Dành cho", lambda p: ", ".join(p.audience_labels)),
            ("Kế hoạch năm", lambda p: str(p.plan_year)),
        ]
    readers += [
        ("Hẹn giờ công bố", lambda p: f"{_moment(p.go_live_at)}"),
        ("Hết hạn", lambda p: f"{_moment(p.expire_at)}"),
    ]
    return [(label, read(page), read) for label, read in readers]


def _fact(label: str, value: str, before: Any, read: Any) -> Fact:
    old = read(before) if before else None
    return Fact(label, value, old if old is not None and old != value else None)


def _day(day: Any) -> str:
    return day.strftime("%d/%m/%Y") if day else "thường xuyên"


def _moment(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y") if moment else "không"
