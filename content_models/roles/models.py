"""People and what they are in which unit, from when to when."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from content_models.places.models import Place
from content_models.validators import validate_plain_name

from .table import ROLE_LABELS, ROLE_TABLE, Role


class Person(AbstractUser):
    """Somebody who can log in. The user name is the phone number; e-mail is optional.

    Rights come from memberships alone. A first password is given on paper, expires, and has to be
    replaced at the first login (`first_password_expires_at` is set until then).
    """

    last_name = None
    full_name = models.CharField("họ và tên", max_length=120, validators=[validate_plain_name])
    first_password_expires_at = models.DateTimeField(
        "mật khẩu lần đầu hết hạn lúc", null=True, blank=True, editable=False
    )

    REQUIRED_FIELDS: ClassVar = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ("full_name",)

    def __str__(self) -> str:
        return self.full_name or self.username

    @property
    def first_name(self) -> str:  # type: ignore[override]  # a column of Django's that this model leaves out
        """What Wagtail's menu calls the person by; in place of Django's column, which there is none of."""
        return self.full_name

    @property
    def must_change_password(self) -> bool:
        return self.first_password_expires_at is not None

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        """A Vietnamese given name stands last."""
        return self.full_name.split()[-1] if self.full_name.split() else self.username


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Selections over dated memberships."""

    def on(self, day: dt.date) -> MembershipQuerySet:
        """Memberships that hold on a day: the last day counts (`valid_to` is included)."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def today(self) -> MembershipQuerySet:
        return self.on(timezone.localdate())


class Membership(models.Model):
    """A person holds a role in a unit, from a day to a day. The only source of rights."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name="người", related_name="memberships")
    unit = models.ForeignKey(Place, models.PROTECT, verbose_name="đơn vị", related_name="memberships")
    role = models.CharField("vai trò", max_length=20, choices=[(role.value, ROLE_LABELS[role]) for role in Role])
    valid_from = models.DateField("từ ngày", default=timezone.localdate)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        ordering = ("-valid_from",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="roles_membership_ends_after_begin",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(fields=["person", "unit", "role", "valid_from"], name="roles_membership_once"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.unit.label}"

    def clean(self) -> None:
        """A role is held in a unit of its level: nobody is "head of a commune"."""
        if self.role and self.unit_id and ROLE_TABLE[Role(self.role)].level != self.unit.level:
            raise ValidationError({"role": "Vai trò này không thuộc cấp của đơn vị đã chọn."})
