"""Login and the one Django permission that staff need. Everything else is asked of `rights.may`."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from .models import Person
from .rights import memberships_of

ADMIN_ACCESS = "wagtailadmin.access_admin"


class MembershipBackend(ModelBackend):
    """A person with a membership of today may enter the admin; groups give nothing."""

    def user_can_authenticate(self, user: Person | None) -> bool:  # type: ignore[override]  # stub: AbstractBaseUser
        """A first password that has expired opens nothing."""
        if user is None or not super().user_can_authenticate(user):
            return False
        expires = user.first_password_expires_at
        return expires is None or expires > timezone.now()

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if user_obj.is_superuser or memberships_of(user_obj):
            return {ADMIN_ACCESS}
        return set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj))
