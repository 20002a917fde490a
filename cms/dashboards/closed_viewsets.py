"""Viewsets whose policy says no to everybody, the superuser included."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import UserViewSet

from content_models.roles.models import Person


class NobodyPolicy(ModelPermissionPolicy):
    """No permission for anybody."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return False


class ClosedUserViewSet(UserViewSet):
    """A user made here would have no membership, no slip and no entry in the register's history."""

    permission_policy = NobodyPolicy(Person)


class ClosedGroupViewSet(GroupViewSet):
    """Groups give nothing: `MembershipBackend` does not ask them."""

    permission_policy = NobodyPolicy(Group)
