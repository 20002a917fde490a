from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "cms.dashboards"
    label = "dashboards"

    def ready(self) -> None:
        from . import checks, search_hooks  # noqa: F401 (importing registers the checks and the hooks)
        from .untranslated import say_in_vietnamese

        say_in_vietnamese()
