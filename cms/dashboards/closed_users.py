"""Wagtail's own screens for users and groups are closed: people come from the register, rights from memberships."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class ClosedUsersConfig(WagtailUsersAppConfig):
    """Stands for `wagtail.users`: the profiles and the account page stay, the two menus go to nobody."""

    user_viewset = "cms.dashboards.closed_viewsets.ClosedUserViewSet"
    group_viewset = "cms.dashboards.closed_viewsets.ClosedGroupViewSet"
