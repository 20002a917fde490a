"""The approval's own records. Wagtail's task states may be purged with their revisions; these stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Task, TaskState

from content_models.places.models import Place, PlacePage
from content_models.roles.models import Person
from content_models.roles.rights import may, units_of
from content_models.roles.table import Action


class UnitTask(Task):
    """A step of an approval, done by people of the page's unit who hold the right role on that day.

    It offers nothing to Wagtail's own approval buttons: the stock view checks the page named in the
    address but acts on the task state named there. People decide in the approval page (`views`).
    """

    ACTIONS = (
        (Action.REVIEW.value, "Thẩm tra"),
        (Action.CHECK.value, "Kiểm tra pháp lý"),
        (Action.RECOGNISE.value, "Công nhận"),
        (Action.APPROVE.value, "Duyệt"),
    )
    action = models.CharField("việc", max_length=12, choices=ACTIONS)

    admin_form_fields = [*Task.admin_form_fields, "action"]  # noqa: RUF012 (Wagtail's own declaration)

    class Meta:
        verbose_name = "bước duyệt theo đơn vị"
        verbose_name_plural = "bước duyệt theo đơn vị"

    @classmethod
    def get_description(cls) -> str:
        return "Người của đơn vị, theo vai trò của họ vào ngày duyệt."

    def user_can_access_editor(self, obj: Page, user: Person) -> bool:
        return False

    def locked_for_user(self, obj: Page, user: Person) -> bool:
        """While a text lies with its approvers nobody changes it, the superuser included."""
        return True

    def get_actions(self, obj: Page, user: Person) -> list[tuple[str, str, bool]]:
        return []

    def on_action(self, task_state: TaskState, user: Person, action_name: str, **kwargs: Any) -> None:
        raise PermissionDenied("Hãy duyệt trong trang duyệt của Đình.")

    def get_task_states_user_can_moderate(self, user: Person, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Only those of the user's unit: Wagtail's panel would show titles of all communes."""
        waiting = waiting_in_reach(user).filter(task=self)
        mine = [state.pk for state in waiting if may(user, Action(self.action), page_of(state))]
        return TaskState.objects.filter(pk__in=mine)


class Act(models.TextChoices):
    """What people do in an approval."""

    SUBMITTED = "submitted", "Gửi duyệt"
    WITHDRAWN = "withdrawn", "Rút về"
    APPROVED = "approved", "Đồng ý"
    RETURNED = "returned", "Trả lại"
    UNPUBLISHED = "unpublished", "Gỡ xuống"


class ApprovalStep(models.Model):
    """Who did what when to which text. `sha256` binds the text; revision ids do not (autosave rewrites)."""

    page = models.ForeignKey(Page, models.CASCADE, verbose_name="văn bản", related_name="approval_steps")
    workflow_state_id = models.PositiveBigIntegerField(db_index=True)
    act = models.CharField("việc", max_length=12, choices=Act.choices)
    task_name = models.CharField("bước", max_length=255, blank=True)
    action = models.CharField("việc của bước", max_length=12, blank=True, choices=UnitTask.ACTIONS)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name="người", related_name="approval_steps")
    reason = models.TextField("lý do", blank=True)
    revision_id = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bước của lần duyệt"
        verbose_name_plural = "bước của lần duyệt"
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.person}, {timezone.localtime(self.at):%d/%m/%Y %H:%M}"


class Remark(models.Model):
    """An approver's remark at an article, made with a decision. Not a Wagtail comment, for that would make
    its author the last editor of the text."""

    step = models.ForeignKey(ApprovalStep, models.CASCADE, related_name="remarks")
    article_id = models.CharField("điều", max_length=64, blank=True)
    article_label = models.CharField("tên điều", max_length=300, blank=True)
    text = models.TextField("nhận xét", max_length=2000)

    class Meta:
        verbose_name = "nhận xét"
        verbose_name_plural = "nhận xét"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]


def waiting_in_reach(user: Person) -> models.QuerySet[TaskState]:
    """Waiting task states of pages below the user's units: which of them the user may decide is another
    question, but a province's worth of states need not be asked it."""
    paths = PlacePage.objects.filter(place__in=units_of(user)).values_list("path", flat=True)
    below = Q(pk__in=())
    for path in paths:
        below |= Q(path__startswith=path)
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    ids = waiting.values_list("workflow_state__object_id", flat=True)
    pages = Page.objects.filter(below, pk__in=[int(number) for number in ids]).values_list("pk", flat=True)
    return waiting.filter(workflow_state__object_id__in=[str(pk) for pk in pages])


def pages_of(task_states: Iterable[TaskState]) -> dict[str, Any]:
    """The specific pages of many task states by `workflow_state.object_id`, with their places, in a few queries."""
    ids = {int(state.workflow_state.object_id) for state in task_states}
    pages = list(Page.objects.filter(pk__in=ids).specific())
    places = Place.objects.select_related("parent__parent").in_bulk({page.place_id for page in pages})
    for page in pages:
        page.place = places[page.place_id]
    return {str(page.pk): page for page in pages}


def page_of(task_state: TaskState) -> Any:
    """The specific page that a task state is about: from the state itself, never from an address."""
    return task_state.workflow_state.content_object.specific
