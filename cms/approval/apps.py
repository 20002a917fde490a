from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ApprovalConfig(AppConfig):
    name = "cms.approval"
    label = "approval"
    verbose_name = "Duyệt"

    def ready(self) -> None:
        from . import receivers
        from .install import install_workflows

        post_migrate.connect(install_workflows, sender=self)
        receivers.connect()
        receivers.silence_stock_mails()
