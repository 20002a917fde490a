"""Who may do what: the one table of rights (domain §7). Pure data; `rights.may` reads it.

A grant names, for one role, the level of the unit that the role is held in and the actions on each
subject. Subjects are the three kinds of document and the registers:

- a covenant belongs to a hamlet: a commune's roles act on those of its hamlets;
- a disclosure belongs to a commune, a material to the commune or the province that owns it: a role acts
  on those of its very unit;
- places and people: a role acts on its unit and everything below; the questions that the search offers,
  what people search for and the model covenants are the province's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Roles of the procedure; each is held in one unit, from a day to a day."""

    DRAFTING_MEMBER = "drafting_member"
    HAMLET_HEAD = "hamlet_head"
    CULTURE_OFFICER = "culture_officer"
    JUSTICE_OFFICER = "justice_officer"
    DISCLOSURE_EDITOR = "disclosure_editor"
    COMMUNE_LEADER = "commune_leader"
    PROVINCIAL_EDITOR = "provincial_editor"
    PROVINCIAL_ADMIN = "provincial_admin"


ROLE_LABELS: Mapping[Role, str] = {
    Role.DRAFTING_MEMBER: "Thành viên tổ soạn thảo",
    Role.HAMLET_HEAD: "Trưởng ấp, trưởng khóm",
    Role.CULTURE_OFFICER: "Công chức văn hóa - xã hội",
    Role.JUSTICE_OFFICER: "Công chức tư pháp",
    Role.DISCLOSURE_EDITOR: "Người phụ trách công khai (Văn phòng HĐND và UBND)",
    Role.COMMUNE_LEADER: "Lãnh đạo UBND xã",
    Role.PROVINCIAL_EDITOR: "Biên tập viên của tỉnh",
    Role.PROVINCIAL_ADMIN: "Quản trị viên của tỉnh",
}


class Action(StrEnum):
    """What a person can do to a document, a place or people."""

    SEE_DRAFT = "see_draft"
    CREATE = "create"
    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    REVIEW = "review"
    CHECK = "check"
    RECOGNISE = "recognise"
    SUSPEND = "suspend"
    ABOLISH = "abolish"
    ANNUL = "annul"
    APPROVE = "approve"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    DELETE_DRAFT = "delete_draft"
    RECORD_OLD = "record_old"
    CONFIRM_OLD = "confirm_old"
    MANAGE_FILES = "manage_files"
    SEE_HISTORY = "see_history"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_PLACES = "manage_places"
    MANAGE_QUESTIONS = "manage_questions"
    MANAGE_MODELS = "manage_models"
    MANAGE_WORDING = "manage_wording"
    SEE_SEARCHES = "see_searches"


class Subject(StrEnum):
    """What an action is done to."""

    COVENANT = "covenant"
    DISCLOSURE = "disclosure"
    MATERIAL = "material"
    PLACE = "place"


@dataclass(frozen=True)
class Grant:
    """The rights of one role: the level its unit must have, and the actions by subject."""

    level: str
    actions: Mapping[Subject, frozenset[Action]] = field(default_factory=dict)

    def allows(self, subject: Subject, action: Action) -> bool:
        return action in self.actions.get(subject, frozenset())


A = Action
_TEAM = frozenset({A.SEE_DRAFT, A.CREATE, A.EDIT, A.SEE_HISTORY})
_WRITER = _TEAM | {A.SUBMIT, A.WITHDRAW, A.DELETE_DRAFT, A.MANAGE_FILES}

# `publish` stands in no row: a document reaches the public through its approval and by no other way.
ROLE_TABLE: Mapping[Role, Grant] = {
    Role.DRAFTING_MEMBER: Grant("hamlet", {Subject.COVENANT: _TEAM}),
    # NĐ 61/2023 Đ.11 k.3a: the head of the hamlet submits the dossier.
    Role.HAMLET_HEAD: Grant("hamlet", {Subject.COVENANT: _TEAM | {A.SUBMIT, A.WITHDRAW, A.DELETE_DRAFT}}),
    # NĐ 61/2023 Đ.11 k.3b: the culture-society office leads, the justice officer checks.
    Role.CULTURE_OFFICER: Grant(
        "commune",
        {
            Subject.COVENANT: frozenset({A.SEE_DRAFT, A.REVIEW, A.RECORD_OLD, A.SEE_HISTORY, A.MANAGE_FILES}),
            Subject.MATERIAL: _WRITER,
            Subject.PLACE: frozenset({A.MANAGE_PEOPLE, A.SEE_HISTORY}),
        },
    ),
    Role.JUSTICE_OFFICER: Grant(
        "commune",
        {Subject.COVENANT: frozenset({A.SEE_DRAFT, A.CHECK, A.CONFIRM_OLD, A.SEE_HISTORY})},
    ),
    Role.DISCLOSURE_EDITOR: Grant("commune", {Subject.DISCLOSURE: _WRITER}),
    # NĐ 61/2023 Đ.11 k.5, 12, 14: the chairman signs recognition, suspension and abolition.
    Role.COMMUNE_LEADER: Grant(
        "commune",
        {
            Subject.COVENANT: frozenset({A.SEE_DRAFT, A.RECOGNISE, A.SUSPEND, A.ABOLISH, A.ANNUL, A.SEE_HISTORY}),
            Subject.DISCLOSURE: frozenset({A.SEE_DRAFT, A.APPROVE, A.UNPUBLISH, A.SEE_HISTORY}),
            Subject.MATERIAL: frozenset({A.SEE_DRAFT, A.APPROVE, A.UNPUBLISH, A.SEE_HISTORY}),
            Subject.PLACE: frozenset({A.MANAGE_PEOPLE, A.SEE_HISTORY}),
        },
    ),
    Role.PROVINCIAL_EDITOR: Grant(
        "province",
        {
            Subject.MATERIAL: _WRITER | {A.APPROVE, A.UNPUBLISH},
            Subject.PLACE: frozenset({A.MANAGE_QUESTIONS, A.MANAGE_MODELS, A.SEE_SEARCHES}),
        },
    ),
    Role.PROVINCIAL_ADMIN: Grant(
        "province",
        {
            Subject.MATERIAL: _WRITER | {A.UNPUBLISH},
            Subject.PLACE: frozenset(
                {A.MANAGE_PEOPLE, A.MANAGE_PLACES, A.MANAGE_MODELS, A.SEE_HISTORY, A.SEE_SEARCHES, A.MANAGE_WORDING}
            ),
        },
    ),
}

# People that a commune may manage: those of its hamlets.
HAMLET_ROLES = (Role.DRAFTING_MEMBER, Role.HAMLET_HEAD)
# Roles that read a covenant's draft only once the hamlet has submitted it.
REVIEWING_ROLES = (Role.CULTURE_OFFICER, Role.JUSTICE_OFFICER, Role.COMMUNE_LEADER)


def roles_with(subject: Subject, action: Action) -> tuple[Role, ...]:
    """The roles whose row grants the action on the subject."""
    return tuple(role for role, grant in ROLE_TABLE.items() if grant.allows(subject, action))
