"""The login form, in Vietnamese: Wagtail writes two of its labels without translation."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.auth import LoginForm


class PhoneLoginForm(LoginForm):
    """User name (the phone number) and password."""

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        for name, label in (("username", "Số điện thoại"), ("password", "Mật khẩu")):
            self.fields[name].label = label
            self.fields[name].widget.attrs["placeholder"] = ""
