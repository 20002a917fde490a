"""Who sees, adds and changes files: people of the unit whose folder they lie in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from content_models.places.models import Place
from content_models.roles.policies import Codename
from content_models.roles.rights import memberships_of
from content_models.roles.table import ROLE_TABLE, Action, Role


@dataclass(frozen=True)
class FolderEntry:
    """Stands for `GroupCollectionPermission`; hashable, for Wagtail collects entries in a set."""

    collection: Collection
    collection_id: int
    permission: Codename


class UnitFilePolicy(CollectionOwnershipPermissionPolicy):
    """Files by unit, from today's memberships: all of the unit may look, `manage_files` may change."""

    def __init__(self, model: Any, auth_model: str) -> None:
        super().__init__(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
        # Stock keeps one list on the user for files and pictures alike; ours holds entries of one of them, and
        # whichever was asked first would hide the other for the rest of the request.
        self.permission_cache_name = f"_file_permissions_of_{self.auth_model._meta.model_name}"

    def get_all_permissions_for_user(self, user: Any) -> list[FolderEntry]:
        if not getattr(user, "is_active", False) or user.is_anonymous or user.is_superuser:
            return []
        name = self.auth_model._meta.model_name
        return [
            FolderEntry(unit.collection, unit.collection_id, Codename(f"{verb}_{name}"))
            for unit, verbs in _verbs_by_unit(user).items()
            for verb in sorted(verbs)
        ]


def _verbs_by_unit(user: Any) -> dict[Place, set[str]]:
    verbs: dict[Place, set[str]] = {}
    for membership in memberships_of(user):
        grant = ROLE_TABLE[Role(membership.role)]
        manages = any(Action.MANAGE_FILES in actions for actions in grant.actions.values())
        if grant.level == "hamlet":
            continue  # a covenant has no files: its evidence comes with the procedure
        verbs.setdefault(membership.unit, set()).update({"add", "change", "choose"} if manages else {"choose"})
    return verbs
