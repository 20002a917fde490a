"""A site on which things are hidden, shown, moved and taken away; each text in it carries a word of its own.

`World.open_words` says by the plainest reading of the database which of them the public may see now.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content_models import signals
from content_models.covenants.editing import stream_data
from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosureAttachment, DisclosurePage
from content_models.files.models import AttachedFile
from content_models.materials.models import MaterialAttachment, MaterialPage
from content_models.places.models import SectionPage
from search.models import FrequentQuestion, IndexEntry
from tests import factories
from tests.staff import Staff, days_from_now

LETTERS = "bkmpqtzv"  # no vowel: neither a syllable nor a slip of one, nor raw Telex
COMMON = "vtzkqmpb"  # in every title
INSIDE = ("body", "file", "file_title")  # what leaves a page with its list of persons


@dataclass
class Texts:
    """The words of one page: kind → word, of what is published and of the working copy."""

    shown: dict[str, str] = field(default_factory=dict)
    working: dict[str, str] = field(default_factory=dict)
    files: list[int] = field(default_factory=list)


class World:
    """Two communes with their staff, and the documents that they make."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.staff = (Staff(factories.DAT_MUI), Staff(factories.DAM_DOI))
        self.texts: dict[int, Texts] = {}  # by page; a page that is deleted keeps its words
        self.questions: dict[str, int] = {}  # word → question
        self.words: dict[str, int] = {}  # every word there ever was → page
        self.numbers = 0

    def word(self, page_id: int = 0) -> str:
        """A new word, of a page."""
        while (made := "".join(self.chance.choices(LETTERS, k=9))) in self.words or made == COMMON:
            continue
        self.words[made] = page_id
        return made

    # What the public may see

    def open_words(self) -> set[str]:
        """All words that the public may see now."""
        public, withdrawn = self.public_ids(), self._withdrawn()
        found = {
            word
            for page_id, texts in self.texts.items()
            if page_id in public
            for kind, word in texts.shown.items()
            if not (kind in INSIDE and page_id in withdrawn)
        }
        for question in FrequentQuestion.objects.all():
            if question.target_id is None or question.target_id in public:
                found |= {word for word, number in self.questions.items() if number == question.pk}
        return found

    def public_ids(self) -> set[int]:
        """Pages that are open themselves and below none that is not: looked at one by one."""
        restricted = set(PageViewRestriction.objects.values_list("page", flat=True))
        pages = Page.objects.filter(depth__gte=2).order_by("path").values_list("pk", "path", "live", "expire_at")
        open_paths: dict[str, int] = {}
        for pk, path, live, expire_at in pages:
            over = expire_at is not None and expire_at <= timezone.now()
            above = path[: -Page.steplen]
            if live and not over and pk not in restricted and (above in open_paths or len(above) == Page.steplen):
                open_paths[path] = pk
        return set(open_paths.values())

    def _withdrawn(self) -> set[int]:
        """Lists of persons whose posting is over."""
        lists = DisclosurePage.objects.filter(names_persons=True)
        return {page.pk for page in lists if page.posted_until and page.posted_until < timezone.localdate()}

    def counts(self) -> dict[str, dict[str, int]]:
        """Facet → value → number of public documents, by kind, commune and state."""
        found: dict[str, dict[str, int]] = {"kind": {}, "commune": {}, "state": {}}
        for page in self.open_pages():
            commune = page.place.parent if page.place.level == "hamlet" else page.place
            for facet, value in (("kind", page.kind_key), ("commune", str(commune.pk)), ("state", _state(page))):
                found[facet][value] = found[facet].get(value, 0) + 1
        return found

    def open_pages(self) -> list[Any]:
        """The documents that the public may see."""
        public = self.public_ids()
        return [page for page in self.documents() if page.pk in public]

    def documents(self) -> Iterator[Any]:
        """All documents, drafts too, in the order of their ids."""
        for model in (CovenantPage, DisclosurePage, MaterialPage):
            yield from model.objects.order_by("pk").select_related("place__parent")

    # What people do

    def draft(self) -> None:
        self._drafted()

    def publish_new(self) -> None:
        self._publish(self._drafted())

    def publish(self) -> None:
        """A draft, or the working copy of a public page, through its approval."""
        waiting = [page for page in self.documents() if self.texts[page.pk].working]
        if waiting:
            self._publish(self.chance.choice(waiting))

    def work_on(self) -> None:
        """A public page gets a working copy with other words in its title, text and files."""
        page = self._one(live=True)
        if page is None or self.texts[page.pk].working:
            return
        texts = self.texts[page.pk]
        copy = page.get_latest_revision_as_object()
        texts.working = {kind: self.word(page.pk) for kind in ("title", "body")}
        copy.title = _title(texts.working["title"])
        copy.body = self._body(page, texts.working["body"])
        if not isinstance(page, CovenantPage):
            texts.working["slug"] = texts.shown.get("slug", "")
            if self.chance.random() < 0.7:
                copy.attachments = [self._attachment(page, texts.working)]
        copy.save_revision(user=self._writer(page))

    def take_down(self) -> None:
        if page := self._one(live=True):
            page.unpublish()

    def show_again(self) -> None:
        """What is published again is what the page's own row says."""
        if (page := self._one(live=False)) and self.texts[page.pk].shown:
            page.expire_at = None
            page.save_revision().publish()
            self.texts[page.pk].working = {}

    def delete(self) -> None:
        page = self._one(live=self.chance.random() < 0.5)
        if page and not isinstance(page, CovenantPage):
            page.delete()

    def expire(self) -> None:
        """Its hour has come; the clock has not come by yet."""
        if page := self._one(live=True):
            Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))

    def expire_later(self) -> None:
        page = self._one(live=True)
        if page and not isinstance(page, CovenantPage) and not self.texts[page.pk].working:
            page.expire_at = timezone.now() + dt.timedelta(days=1)
            page.save_revision().publish()

    def end_posting(self) -> None:
        """Days go by: a list of persons is past its last day, and was indexed before."""
        pages = list(DisclosurePage.objects.filter(live=True, names_persons=True))
        if pages:
            page = self.chance.choice(pages)
            DisclosurePage.objects.filter(pk=page.pk).update(posted_until=days_from_now(-1))
            before = timezone.now() - dt.timedelta(days=2)
            IndexEntry.objects.filter(page_id=page.pk).update(changed_at=before)

    def restrict(self) -> None:
        page = self._any_page()
        if PageViewRestriction.objects.filter(page=page).exists():
            return
        kind = self.chance.choice(("password", "login", "groups"))
        made = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="mat-khau")
        if kind == "groups":
            made.groups.add(Group.objects.get_or_create(name="Nhóm kín")[0])

    def open(self) -> None:
        restrictions = list(PageViewRestriction.objects.all())
        if restrictions:
            self.chance.choice(restrictions).delete()

    def hide_branch(self) -> None:
        self._branch().specific.unpublish()

    def show_branches(self) -> None:
        for page in Page.objects.filter(live=False, depth__gte=2):
            if page.pk not in self.texts:
                page.specific.save_revision().publish()

    def move(self) -> None:
        """A document into a section of the other commune."""
        if page := self._one(live=True):
            self._under_another(page)

    def move_branch(self) -> None:
        hamlet = self.chance.choice(self.staff).hamlet.page
        target = self.chance.choice(self.staff).unit.page
        Page.objects.get(pk=hamlet.pk).move(Page.objects.get(pk=target.pk), pos="last-child")

    def rename_branch(self) -> None:
        """A new address for a whole branch."""
        page = self._branch().specific
        self.numbers += 1
        page.slug = f"nhanh-{self.numbers}"
        page.save()

    def read_file(self) -> None:
        """The text of a file was read anew."""
        pages = [page for page in self.documents() if self.texts[page.pk].shown.get("file") and page.live]
        if not pages:
            return
        page = self.chance.choice(pages)
        attachment = page.attachments.select_related("file").first()
        texts = self.texts[page.pk]
        if attachment is None or texts.working.get("file"):
            return
        texts.shown["file"] = self.word(page.pk)
        AttachedFile.objects.filter(pk=attachment.file_id).update(text=f"Bảng kê {texts.shown['file']}")
        signals.file_text_changed.send(sender=AttachedFile, file=attachment.file)

    def ask(self) -> None:
        """A frequent question that a page answers."""
        if page := self._one(live=self.chance.random() < 0.8):
            word = self.word(page.pk)
            text = f"Quỹ {COMMON} chi ra sao, {word}?"
            self.questions[word] = FrequentQuestion.objects.create(text=text, target=page).pk

    # What no door of the site does: the index learns of it by the nightly comparison

    def hide_by_hand(self) -> None:
        Page.objects.filter(pk=self._any_page().pk).update(live=False)

    def move_by_hand(self) -> None:
        """A document below a hamlet's page, or below another document, by the tree's own means."""
        page = self._one(live=True)
        target = self._one(live=self.chance.random() < 0.5) or self.staff[0].hamlet.page
        if page and page.pk != target.pk and not target.path.startswith(page.path):
            super(Page, Page.objects.get(pk=page.pk)).move(Page.objects.get(pk=target.pk), pos="last-child")

    def restrict_by_hand(self) -> None:
        page = self._any_page()
        if not PageViewRestriction.objects.filter(page=page).exists():
            PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])

    # Inside

    def _drafted(self) -> Any:
        staff, kind = self.chance.choice(self.staff), self.chance.choice("cddddmm")
        words = {name: self.word() for name in ("title", "body")}
        if kind == "c":
            page = self._covenant_draft(staff, words)
        else:
            words["slug"] = self.word()
            fields = {"title": _title(words["title"]), "slug": f"ho-so-{words['slug']}", "body": _body(words["body"])}
            if kind == "d" and self.chance.random() < 0.4:
                fields |= {"names_persons": True, "posted_until": days_from_now(3)}
            files = (self._file(staff, words),) if self.chance.random() < 0.6 else ()
            page = (staff.disclosure if kind == "d" else staff.material)(files=files, **fields)
        self.texts[page.pk] = Texts(working=words)
        self.words |= dict.fromkeys(words.values(), page.pk)
        return page

    def _covenant_draft(self, staff: Staff, words: dict[str, str]) -> Any:
        self.numbers += 1
        hamlet = factories.hamlet(f"Thử {self.numbers}", staff.unit.code)
        writer = factories.person(factories.Role.DRAFTING_MEMBER, hamlet)
        factories.person(factories.Role.HAMLET_HEAD, hamlet)
        articles = (factories.article(f"1. Giữ vệ sinh {words['body']}."),)
        return factories.covenant(hamlet, writer, title=_title(words["title"]), articles=articles)

    def _publish(self, page: Any) -> None:
        staff = self._staff(page)
        if isinstance(page, CovenantPage):
            head = page.place.memberships.get(role=factories.Role.HAMLET_HEAD).person
            factories.recognised(page, by=head, approvers=(staff.culture, staff.justice, staff.leader))
        else:
            staff.publish(type(page).objects.get(pk=page.pk))
        texts = self.texts[page.pk]
        kept = {kind: texts.shown[kind] for kind in ("file", "file_title") if kind in texts.shown}
        texts.shown, texts.working = {**kept, **texts.working}, {}

    def _file(self, staff: Staff, words: dict[str, str]) -> AttachedFile:
        words |= {"file": self.word(), "file_title": self.word()}
        file = factories.attached_file(staff.unit, staff.editor, title=f"Bảng kê {words['file_title']}")
        file.text, file.text_state = f"Bảng kê chi {words['file']}", "read"
        file.save()
        return file

    def _attachment(self, page: Any, words: dict[str, str]) -> Any:
        model = DisclosureAttachment if isinstance(page, DisclosurePage) else MaterialAttachment
        file = self._file(self._staff(page), words)
        self.words |= dict.fromkeys(words.values(), page.pk)
        return model(file=file, title=file.title)

    def _body(self, page: Any, word: str) -> Any:
        if isinstance(page, CovenantPage):
            return json.dumps(stream_data((factories.article(f"1. Giữ vệ sinh {word}."),)))
        return _body(word)

    def _staff(self, page: Any) -> Staff:
        commune = page.place.parent_id if page.place.level == "hamlet" else page.place_id
        return next(staff for staff in self.staff if staff.unit.pk == commune)

    def _writer(self, page: Any) -> Any:
        if isinstance(page, CovenantPage):
            return page.place.memberships.get(role=factories.Role.DRAFTING_MEMBER).person
        staff = self._staff(page)
        return staff.editor if isinstance(page, DisclosurePage) else staff.culture

    def _one(self, *, live: bool) -> Any:
        pages = [page for page in self.documents() if page.live == live]
        return self.chance.choice(pages) if pages else None

    def _any_page(self) -> Page:
        """A document, or a branch; seldom all of the site."""
        if self.chance.random() < 0.6 and (page := self._one(live=True)):
            return Page.objects.get(pk=page.pk)
        return Page.objects.get(depth=2) if self.chance.random() < 0.1 else self._branch()

    def _branch(self) -> Page:
        unit = self.chance.choice(self.staff).unit
        below = Page.objects.descendant_of(unit.page, inclusive=True).not_exact_type(
            CovenantPage, DisclosurePage, MaterialPage
        )
        return self.chance.choice(list(below.order_by("path")))

    def _under_another(self, page: Any) -> None:
        sections = SectionPage.objects.filter(place__in=[staff.unit for staff in self.staff])
        target = self.chance.choice(list(sections.order_by("pk")))
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), pos="last-child")


def _title(word: str) -> str:
    return f"Thu chi {COMMON} {word}"


def _body(word: str) -> str:
    return factories.text_body(f"<p>Quỹ của xã, chi cho {word} trong năm.</p>")


def _state(page: Any) -> str:
    if isinstance(page, CovenantPage):
        return "in_force"
    if isinstance(page, MaterialPage):
        return "published"
    return "posting_ended" if page.posted_until and page.posted_until < timezone.localdate() else "posted"
