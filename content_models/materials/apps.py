from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "content_models.materials"
    label = "materials"
    verbose_name = "Tài liệu tuyên truyền"
