from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ApprovalConfig(AppConfig):
    name = "cms.approval"
    label = "approval"
    verbose_name = "Duyệt"

    def ready(self) -> None:
        from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

        from . import receivers
        from .install import install_workflows

        post_migrate.connect(install_workflows, sender=self)
        receivers.connect()
        # Wagtail's own mails go to superusers and leave before the commit; `notices` sends ours.
        for signal, uid in (
            (task_submitted, "group_approval_task_submitted_email_notification"),
            (workflow_submitted, "workflow_state_submitted_email_notification"),
            (workflow_rejected, "workflow_state_rejected_email_notification"),
            (workflow_approved, "workflow_state_approved_email_notification"),
        ):
            signal.disconnect(dispatch_uid=uid)
