"""Records of law are written once: the guard in Python. The database has its own (`append_only`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

NOT_CHANGED = "Bản ghi pháp lý không sửa được."
NOT_DELETED = "Bản ghi pháp lý không xóa được."


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """No bulk way round the guard of the model."""

    def update(self, **kwargs: Any) -> int:
        raise PermissionDenied(NOT_CHANGED)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(NOT_DELETED)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Many at once, each a link of its page's chain. Writing over what is there is refused."""
        if kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            raise PermissionDenied(NOT_CHANGED)
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            self.model.entered(made)
        return made


class AppendOnly(models.Model):
    """A record of law: written once. A mistake is mended by a further record."""

    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and type(self).objects.filter(pk=self.pk).exists():
            raise PermissionDenied(NOT_CHANGED)
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.entered([self])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionDenied(NOT_DELETED)

    @classmethod
    def entered(cls, records: list[Any]) -> None:
        """What follows, in the same transaction, when records were written."""


class Chained(AppendOnly):
    """A record of law that becomes a link of its page's hash chain when it is written."""

    page_id: int

    class Meta:
        abstract = True

    @classmethod
    def entered(cls, records: list[Any]) -> None:
        from ..chain import append

        append(records)
