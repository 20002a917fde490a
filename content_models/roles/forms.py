"""Forms of the people's register. Labels above, a sentence for each error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone

from content_models.places.choosing import PlacesInOrder
from content_models.places.models import Level, Place
from content_models.validators import clean_phone, validate_day, validate_phone

from .models import Person
from .rights import memberships_of
from .table import HAMLET_ROLES, ROLE_LABELS, ROLE_TABLE, Action, Role, Subject


class ReasonForm(forms.Form):
    """Every change of a register says why."""

    reason = forms.CharField(label="Lý do", max_length=300, widget=forms.TextInput)


def manageable_units(user: Any) -> Any:
    """Places whose people `user` manages: everything for the province, the hamlets for a commune."""
    if user.is_superuser:
        return Place.objects.existing()
    units = Place.objects.none()
    for membership in memberships_of(user):
        grant = ROLE_TABLE[Role(membership.role)]
        if not grant.allows(Subject.PLACE, Action.MANAGE_PEOPLE):
            continue
        if grant.level == Level.PROVINCE:
            return Place.objects.existing()
        units = units | Place.objects.existing().filter(parent=membership.unit)
    return units


class UnitChoiceField(forms.ModelChoiceField):
    iterator = PlacesInOrder

    def label_from_instance(self, obj: Place) -> str:
        return obj.label


class PhoneField(forms.CharField):
    """A phone number as people write it, with spaces, dots or +84."""

    default_validators = (validate_phone,)

    def to_python(self, value: Any) -> str:
        return clean_phone(super().to_python(value) or "")


class RoleForm(ReasonForm):
    """A role in a unit, from a day to a day."""

    unit = UnitChoiceField(Place.objects.none(), label="Đơn vị", empty_label="Chọn đơn vị")
    role = forms.ChoiceField(label="Vai trò")
    valid_from = forms.DateField(label="Từ ngày", initial=timezone.localdate, validators=[validate_day])
    valid_to = forms.DateField(label="Đến hết ngày (nếu biết)", required=False)

    field_order = ("unit", "role", "valid_from", "valid_to", "reason")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = manageable_units(user).select_related("parent").order_by()
        provincial = self.fields["unit"].queryset.exclude(level=Level.HAMLET).exists()
        roles = list(Role) if provincial else list(HAMLET_ROLES)
        self.fields["role"].choices = [(role.value, ROLE_LABELS[role]) for role in roles]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        unit, role = cleaned.get("unit"), cleaned.get("role")
        if unit and role and ROLE_TABLE[Role(role)].level != unit.level:
            self.add_error("role", "Vai trò này không thuộc cấp của đơn vị đã chọn.")
        begin, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if begin and end and end < begin:
            self.add_error("valid_to", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        return cleaned


class PersonForm(RoleForm):
    """A new person with a first role."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    phone = PhoneField(label="Số điện thoại (dùng để đăng nhập)")
    email = forms.EmailField(label="Thư điện tử (không bắt buộc)", required=False)
    valid_to = None

    field_order = ("full_name", "phone", "email", "unit", "role", "valid_from", "reason")

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if Person.objects.filter(username=phone).exists():
            raise ValidationError("Số điện thoại này đã có người dùng. Hãy mở trang của người ấy để thêm vai trò.")
        return phone


class CorrectPersonForm(ReasonForm):
    """What may have been typed wrongly."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    phone = PhoneField(label="Số điện thoại (dùng để đăng nhập)")
    email = forms.EmailField(label="Thư điện tử (không bắt buộc)", required=False)

    field_order = ("full_name", "phone", "email", "reason")


class EndRoleForm(ReasonForm):
    on = forms.DateField(label="Ngày cuối giữ vai trò", initial=timezone.localdate)

    field_order = ("on", "reason")


class PeopleFileForm(ReasonForm):
    """An XLSX list of people."""

    MAX_BYTES = 2 * 1024 * 1024

    file = forms.FileField(label="Tệp danh sách (.xlsx)")
    valid_from = forms.DateField(label="Vai trò có từ ngày", initial=timezone.localdate, validators=[validate_day])

    field_order = ("file", "valid_from", "reason")

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > self.MAX_BYTES:
            raise ValidationError("Tệp lớn hơn 2 MB. Hãy chia danh sách thành nhiều tệp.")
        return upload


class OwnPasswordForm(forms.Form):
    """The password that replaces the first one."""

    password = forms.CharField(
        label="Mật khẩu mới", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label="Gõ lại mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self.person)
        if self.person.check_password(password):
            raise ValidationError("Hãy chọn mật khẩu khác với mật khẩu lần đầu.")
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", "Hai lần gõ chưa giống nhau.")
        return cleaned
