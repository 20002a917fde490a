from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class WritingConfig(AppConfig):
    name = "cms.writing"
    label = "writing"
    verbose_name = "Soạn thảo"

    def ready(self) -> None:
        import reversion

        from content_models.covenants.models import ModelText

        from .install import install_models

        reversion.register(ModelText)
        # `migrate` tells only apps that have models, and this one has none of its own.
        post_migrate.connect(install_models, sender=apps.get_app_config("covenants"))
