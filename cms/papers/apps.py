from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "cms.papers"
    label = "papers"
    verbose_name = "Văn bản in"

    def ready(self) -> None:
        import reversion

        from content_models.covenants.models import Snippet

        reversion.register(Snippet)
