"""The end of an approval: publish the bound revision, and make the legal record of a covenant.

Named by the setting WAGTAIL_FINISH_WORKFLOW_ACTION and loaded with `wagtail.models`: models are imported
inside. Stock Wagtail publishes the latest revision instead, whatever was approved.
"""

from __future__ import annotations

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publish exactly the submitted text. Raises TextChanged when the stored revision is another one."""
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
    revision.publish(user=user, skip_permission_checks=True)
    if isinstance(page, CovenantPage):
        recognise(revision.as_object(), revision)
