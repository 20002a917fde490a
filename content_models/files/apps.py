from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "content_models.files"
    label = "files"
    verbose_name = "Tệp và hình ảnh"

    def ready(self) -> None:
        """Listed after Wagtail's image and document apps: the policies registered here replace theirs."""
        from wagtail.permissions import register_permission_policy

        from . import receivers
        from .models import AttachedFile, SectionImage
        from .policies import UnitFilePolicy

        register_permission_policy(AttachedFile, UnitFilePolicy(AttachedFile, "wagtaildocs.Document"))
        register_permission_policy(SectionImage, UnitFilePolicy(SectionImage, "wagtailimages.Image"))
        receivers.connect()
