"""200 random interleavings of saves, submissions and decisions, by the right and the wrong people.

Beside the real thing runs a small model that keeps its own books: whose words the text is, what was
submitted, who approved it. It foretells whether an act succeeds, and after each act it asks:
what is public is exactly a text that three different people approved as it was submitted, none of whom
wrote it; and no version ever changes.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client

from cms.approval import editing, service
from cms.approval.binding import Binding, latest_binding
from content_models.covenants.models import CovenantPage, CovenantVersion
from content_models.roles.models import Person
from content_models.roles.table import Role
from tests.cms.approval import builders as make
from tests.cms.approval.builders import DECISION, Unit, fresh, login
from tests.cms.approval.test_four_eyes import also

INTERLEAVINGS, CHUNKS, ACTS = 200, 4, 16
ACTIONS = ("review", "check", "recognise")
ROLE_OF = dict(zip(ACTIONS, make.STEPS, strict=True))
JSON = {"accept": "application/json"}


@dataclass
class Cast:
    """Everybody who tries something, with the roles they hold in the commune, and their browsers."""

    people: dict[str, Person]
    roles: dict[str, set[Role]]
    clients: dict[str, Client]

    def of(self, name: str) -> Person:
        return Person.objects.get(pk=self.people[name].pk)

    def edits(self, name: str) -> bool:
        return name == "operator" or bool(self.roles[name] & {Role.DRAFTING_MEMBER, Role.HAMLET_HEAD})

    def submits(self, name: str) -> bool:
        return name == "operator" or Role.HAMLET_HEAD in self.roles[name]


@dataclass
class Model:
    """The books: `token` changes with every write of the stored text."""

    writers: set[str]
    owner: str
    title: str = "Bản 0"
    token: int = 0
    public: str | None = None
    state: str = "draft"  # draft, review, returned
    task: int = 0
    submitted_title: str = ""
    submitted_token: int = -1
    approvals: dict[str, str] = field(default_factory=dict)  # action → who
    versions: int = 0

    def write(self, name: str, title: str) -> None:
        self.title, self.token = title, self.token + 1
        self.writers.add(name)

    def submit(self, name: str) -> None:
        goes_on = self.state == "returned" and self.title == self.submitted_title
        if not goes_on:
            self.task, self.approvals = 0, {}
        self.state, self.submitted_title, self.submitted_token = "review", self.title, self.token
        self.writers.add(name)

    def approve(self, name: str) -> None:
        self.approvals[ACTIONS[self.task]] = name
        self.task += 1
        if self.task == len(ACTIONS):
            self.state, self.public, self.versions = "draft", self.title, self.versions + 1
            self.writers = set()


class Play:
    """One interleaving: the page, its model, and what lies open before people."""

    def __init__(self, cast: Cast, unit: Unit, seed: int) -> None:
        self.cast, self.random = cast, random.Random(seed)
        self.owner = self.random.choice(["writer", "second writer", "head"])
        self.page = make.draft_covenant(unit, by=cast.of(self.owner))
        self.model = Model({self.owner}, self.owner)
        self.page = make.overwrite(self.page, title="Bản 0")
        self.tabs: dict[str, tuple[int, dict[str, Any]]] = {}
        self.read: dict[str, tuple[int, Binding]] = {}
        self.kept: list[tuple[str, str]] = []
        self.log: list[str] = []

    def run(self) -> None:
        acts = [self.open_tab, self.save, self.autosave, self.below, self.submit, self.submit, self.withdraw]
        acts += [self.look, self.give_back] + [self.approve] * 7
        for _ in range(ACTS):
            act, name = self.random.choice(acts), self.random.choice(list(self.cast.people))
            if self.random.random() < 0.7:
                name = self.likely(act) or name
            self.log.append(f"{act.__name__} {name}")
            act(name)
            self.check()

    def likely(self, act: Any) -> str | None:
        """The right person more often than not, so that interleavings get far."""
        names = list(self.cast.people)
        if act in (self.approve, self.give_back, self.look):
            role = ROLE_OF[ACTIONS[self.model.task % 3]]
            return self.random.choice([name for name in names if role in self.cast.roles[name]])
        if act in (self.submit, self.withdraw):
            return "head"
        return self.random.choice(["writer", "second writer"])

    # --- acts: each tries, and compares the outcome with what the books say

    def open_tab(self, name: str) -> None:
        title = f"Bản {self.random.randrange(3)}"
        form = make.covenant_form(self.page, title=title)
        self.tabs[name] = (self.model.token, form)

    def save(self, name: str) -> None:
        self.post(name, {})

    def autosave(self, name: str) -> None:
        self.post(name, JSON)

    def post(self, name: str, headers: dict[str, str]) -> None:
        if name not in self.tabs:
            self.open_tab(name)
        token, form = self.tabs[name]
        latest = fresh(self.page).get_latest_revision()
        if headers and latest.user_id == self.cast.people[name].pk and token == self.model.token:
            form = form | {"overwrite_revision_id": str(latest.pk)}
        answer = self.cast.clients[name].post(make.edit_url(self.page), form, headers=headers)
        allowed = self.cast.edits(name) and self.model.state != "review" and token == self.model.token
        saved = answer.status_code == 302 and f"/pages/{self.page.pk}/edit/" in answer.headers["Location"]
        assert (saved or (answer.status_code == 200 and bool(headers))) == allowed, (self.log, answer.status_code)
        if allowed:
            self.model.write(name, form["title"])

    def below(self, name: str) -> None:
        """Past every lock: a script, or a save that was under way."""
        title = f"Bản {self.random.randrange(3)}"
        if self.random.random() < 0.5:
            make.write(self.page, self.cast.of(name), title=title)
            self.model.write(name, title)
        else:
            make.overwrite(self.page, title=title)
            self.model.title, self.model.token = title, self.model.token + 1

    def submit(self, name: str) -> None:
        allowed = self.cast.submits(name) and self.model.state != "review" and self.model.title != self.model.public
        if self.attempt(lambda: service.submit(self.page, self.cast.of(name)), allowed):
            self.model.submit(name)

    def withdraw(self, name: str) -> None:
        allowed = self.cast.submits(name) and self.model.state == "review"
        if self.attempt(lambda: service.withdraw(self.page, self.cast.of(name)), allowed):
            self.model.state, self.model.task, self.model.approvals = "draft", 0, {}

    def look(self, name: str) -> None:
        self.read[name] = (self.model.token, latest_binding(self.page))

    def give_back(self, name: str) -> None:
        state, bound = make.task_of(self.page), latest_binding(self.page)
        if state is None:
            return
        action = ACTIONS[self.model.task]
        allowed = ROLE_OF[action] in self.cast.roles[name] and name != "operator"
        if self.attempt(lambda: service.give_back(state.pk, self.cast.of(name), bound, "Lý do."), allowed):
            self.model.state = "returned"

    def approve(self, name: str) -> None:
        state, model = make.task_of(self.page), self.model
        if state is None:
            assert model.state != "review"
            return
        if name not in self.read or self.random.random() < 0.8:
            self.look(name)
        token, bound = self.read[name]
        action = ACTIONS[model.task]
        others = {who for other, who in model.approvals.items() if other != action}
        allowed = (
            ROLE_OF[action] in self.cast.roles[name]
            and name != "operator"
            and name not in model.writers | others
            and token == model.token == model.submitted_token
        )
        decision = DECISION if action == "recognise" else None
        if self.attempt(lambda: service.approve(state.pk, self.cast.of(name), bound, decision=decision), allowed):
            model.approve(name)

    def attempt(self, act: Any, allowed: bool) -> bool:
        try:
            with transaction.atomic():
                act()
        except (PermissionDenied, ValidationError) as refusal:
            assert not allowed, (self.log, refusal)
            return False
        assert allowed, self.log
        return True

    # --- what must hold after every act

    def check(self) -> None:
        page, model = fresh(self.page), self.model
        versions = list(CovenantVersion.objects.filter(page=page).order_by("number"))
        texts = [(version.title, version.sha256) for version in versions]
        assert texts[: len(self.kept)] == self.kept, self.log
        assert len(versions) == model.versions, self.log
        if len(versions) > len(self.kept):
            self.check_newest(versions[-1])
        self.kept = texts
        assert page.live == bool(versions) and page.workflow_in_progress == (model.state == "review"), self.log
        if page.live:
            assert page.title == versions[-1].title == model.public, self.log

    def check_newest(self, version: CovenantVersion) -> None:
        """The books of the approval that has just ended."""
        steps = version.page.approval_steps.filter(act="approved").order_by("pk")
        last = {step.action: step for step in steps}
        assert {last[action].person_id for action in ACTIONS} == {
            self.cast.people[who].pk for who in self.model.approvals.values()
        }
        assert len(set(self.model.approvals.values())) == len(ACTIONS), self.log
        submitted = version.page.approval_steps.filter(act="submitted").order_by("pk").last()
        assert version.revision_id == submitted.revision_id and version.title == self.model.submitted_title
        assert {last[action].text_sha256 for action in ACTIONS} == {submitted.text_sha256}


class Undone(Exception):
    """Ends an interleaving: its database is given back as it was."""


@pytest.fixture
def cast(unit: Unit, other: Unit, superuser: Person) -> Cast:
    people = {
        "writer": unit.writer,
        "second writer": unit.person(Role.DRAFTING_MEMBER, 2),
        "head": unit.head,
        "culture": unit.person(Role.CULTURE_OFFICER),
        "second culture": unit.person(Role.CULTURE_OFFICER, 2),
        "justice": unit.person(Role.JUSTICE_OFFICER),
        "second justice": unit.person(Role.JUSTICE_OFFICER, 2),
        "leader": unit.person(Role.COMMUNE_LEADER),
        "everything": also(unit.person(Role.CULTURE_OFFICER, 3), unit, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER),
        "writing officer": also(unit.person(Role.CULTURE_OFFICER, 4), unit, Role.DRAFTING_MEMBER),
        "foreign officer": other.person(Role.CULTURE_OFFICER),
        "foreign leader": other.person(Role.COMMUNE_LEADER),
        "operator": also(superuser, unit, *make.STEPS),
    }
    roles = {
        name: set(person.memberships.filter(unit__in=(unit.commune, unit.hamlet)).values_list("role", flat=True))
        for name, person in people.items()
    }
    return Cast(
        people,
        {name: {Role(role) for role in held} for name, held in roles.items()},
        {name: login(person) for name, person in people.items()},
    )


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_is_public_was_approved_by_three_who_did_not_write_it(
    unit: Unit, cast: Cast, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A play takes seconds: without this every second save of a person would count as sent during the first.
    monkeypatch.setattr(editing, "UNDER_WAY", dt.timedelta(0))
    recognised = 0
    for seed in range(chunk, INTERLEAVINGS, CHUNKS):
        with pytest.raises(Undone), transaction.atomic():
            play = Play(cast, unit, seed)
            play.run()
            recognised += play.model.versions
            raise Undone
    assert not CovenantPage.objects.exists()
    assert recognised >= 3  # the interleavings reach the end of an approval, else nothing was proved
