from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "content_models.roles"
    label = "roles"
    verbose_name = "Người và vai trò"

    def ready(self) -> None:
        """Memberships become Wagtail's page permissions: the stock policy reads groups."""
        import reversion
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from .models import Membership, Person
        from .policies import MembershipPagePolicy

        reversion.register(Person, exclude=["password", "last_login"])
        reversion.register(Membership)
        register_permission_policy(Page, MembershipPagePolicy())
