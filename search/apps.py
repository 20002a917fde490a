from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        import reversion

        from . import places
        from .models import FrequentQuestion
        from .suggesting import questions
        from .sync import receivers

        receivers.connect()
        questions.connect()
        places.connect()
        reversion.register(FrequentQuestion)
