from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "content_models.disclosures"
    label = "disclosures"
    verbose_name = "Nội dung công khai"
