from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        import reversion

        from .models import FrequentQuestion
        from .suggesting import questions
        from .sync import receivers

        receivers.connect()
        questions.connect()
        reversion.register(FrequentQuestion)
