"""The account page: a person's own e-mail, language and password. Name and phone belong to the register."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from wagtail.admin.views import account

from content_models.roles.models import Person
from content_models.roles.service import set_own_email


class OwnEmailForm(forms.ModelForm):
    """Stock asks for first and last name, which a `Person` does not have."""

    full_name = forms.CharField(label="Họ và tên", disabled=True, required=False)

    class Meta:
        model = Person
        fields: ClassVar = ["full_name", "email"]
        labels: ClassVar = {"email": "Thư điện tử (không bắt buộc)"}

    def save(self, commit: bool = True) -> Person:
        if "email" in self.changed_data:
            set_own_email(self.instance, self.cleaned_data["email"])
        return self.instance


class OwnEmailPanel(account.BaseSettingsPanel):
    name = "name_email"
    title = "Họ tên và thư điện tử"
    order = 100
    form_class = OwnEmailForm
    help_text = "Tên hoặc số điện thoại ghi sai? Hãy nhờ xã, phường của bạn hoặc quản trị viên của tỉnh sửa."


class AccountView(account.AccountView):
    """Stock without its name form and without pictures of people."""

    def get_panels(self) -> list[Any]:
        replaced = (account.NameEmailSettingsPanel, account.AvatarSettingsPanel)
        kept = [panel for panel in super().get_panels() if not isinstance(panel, replaced)]
        return [OwnEmailPanel(self.request, self.request.user, kept[0].profile), *kept]
