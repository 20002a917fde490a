from django.apps import AppConfig


class CovenantsConfig(AppConfig):
    name = "content_models.covenants"
    label = "covenants"
    verbose_name = "Hương ước, quy ước"
