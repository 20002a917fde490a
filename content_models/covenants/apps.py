from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CovenantsConfig(AppConfig):
    name = "content_models.covenants"
    label = "covenants"
    verbose_name = "Hương ước, quy ước"

    def ready(self) -> None:
        from .append_only import after_migrate

        post_migrate.connect(after_migrate, sender=self, dispatch_uid="covenants.append_only")
