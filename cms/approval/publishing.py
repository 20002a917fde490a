"""The end of an approval: publish the bound revision, and make the legal record of a covenant.

Named by the setting WAGTAIL_FINISH_WORKFLOW_ACTION and loaded with `wagtail.models`: models are imported
inside. Stock Wagtail publishes the latest revision instead, whatever was approved.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publish exactly the submitted text.

    Raises TextChanged when the stored revision is another one, ValidationError when a step of the procedure
    is missing: a superuser may switch tasks of a workflow off, but not the procedure.
    """
    from wagtail.models import Revision

    from content_models.covenants.models import CovenantPage
    from content_models.covenants.recognition import recognise

    from .binding import binding_of
    from .service import TextChanged, submission_of

    page = workflow_state.content_object.specific
    bound = submission_of(workflow_state.pk)
    revision = Revision.objects.for_instance(page).filter(pk=bound.revision_id if bound else 0).first()
    if revision is None or bound is None or binding_of(revision) != bound:
        raise TextChanged
    _check_procedure(workflow_state, page, revision)
    revision.publish(user=user, skip_permission_checks=True)
    if isinstance(page, CovenantPage):
        recognise(revision.as_object(), revision)


def _check_procedure(workflow_state: Any, page: Any, revision: Any) -> None:
    """Every step was approved for this very text, each by another person, and none of them wrote it."""
    from .binding import text_sha256
    from .four_eyes import writers_of
    from .install import actions_for
    from .models import Act, ApprovalStep

    steps = ApprovalStep.objects.filter(
        workflow_state_id=workflow_state.pk, act=Act.APPROVED, text_sha256=text_sha256(revision.content)
    )
    approvals = {step.action: step.person_id for step in steps}
    needed = {action.value for action in actions_for(page)}
    people = {approvals.get(action) for action in needed} - {None} - writers_of(page)
    if len(people) != len(needed):
        raise ValidationError("Văn bản chưa qua đủ các bước duyệt, mỗi bước một người, nên chưa được công bố.")
