from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlacesConfig(AppConfig):
    name = "content_models.places"
    label = "places"
    verbose_name = "Nơi chốn"

    def ready(self) -> None:
        import reversion

        from .install import install_province
        from .models import FormerUnit, Place, PlaceName, Succession

        post_migrate.connect(install_province, sender=self)
        for model in (Place, PlaceName, Succession, FormerUnit):
            reversion.register(model)
