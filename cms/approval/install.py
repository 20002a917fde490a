"""The two workflows, put into every database by `migrate`."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from content_models.covenants.models import CovenantPage
from content_models.disclosures.models import DisclosurePage
from content_models.materials.models import MaterialPage
from content_models.roles.table import Action

from .models import UnitTask

# NĐ 61/2023 Đ.11 k.3b, k.5: the culture-society office leads, the justice officer checks, the chairman signs.
COVENANT_STEPS = (
    ("Thẩm tra", Action.REVIEW),
    ("Kiểm tra pháp lý", Action.CHECK),
    ("Công nhận", Action.RECOGNISE),
)
PUBLICATION_STEPS = (("Duyệt công bố", Action.APPROVE),)
WORKFLOWS = (
    ("Công nhận hương ước, quy ước", COVENANT_STEPS, (CovenantPage,)),
    ("Duyệt nội dung công khai và tài liệu", PUBLICATION_STEPS, (DisclosurePage, MaterialPage)),
)


def actions_for(page: Any) -> tuple[Action, ...]:
    """The approvals that the procedure asks for before a document of this kind is public."""
    steps = next(steps for _name, steps, models in WORKFLOWS if isinstance(page, models))
    return tuple(action for _task_name, action in steps)


def install_workflows(using: str = "default", **kwargs: Any) -> None:
    """Receiver of `post_migrate`; does nothing where a kind of document already has its workflow."""
    if UnitTask._meta.db_table not in connections[using].introspection.table_names():
        return
    _drop_stock_workflow()
    for name, steps, models in WORKFLOWS:
        types = [ContentType.objects.get_for_model(model) for model in models]
        if WorkflowContentType.objects.filter(content_type__in=types).exists():
            continue
        with transaction.atomic(using=using):
            workflow = Workflow.objects.create(name=name, active=True)
            for order, (task_name, action) in enumerate(steps):
                task = UnitTask.objects.create(name=task_name, action=action.value, active=True)
                WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
            for content_type in types:
                WorkflowContentType.objects.create(workflow=workflow, content_type=content_type)


def _drop_stock_workflow() -> None:
    """Wagtail's sample workflow approves by group: nobody here has one."""
    tasks = GroupApprovalTask.objects.filter(name="Moderators approval", task_states=None)
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    tasks.delete()
