"""Logging in: the form in Vietnamese (Wagtail writes two of its labels without translation), and from where."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.admin.forms.auth import LoginForm


class PhoneLoginForm(LoginForm):
    """User name (the phone number) and password."""

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        for name, label in (("username", "Số điện thoại"), ("password", "Mật khẩu")):
            self.fields[name].label = label
            self.fields[name].widget.attrs["placeholder"] = ""


def client_address(request: HttpRequest) -> str:
    """The visitor's IP address, for the pause after wrong passwords.

    Behind DINH_TRUSTED_PROXIES proxies the peer is a proxy; each adds the address it was asked from to the end of
    `X-Forwarded-For`. What stands further left the visitor may have invented. Without a usable entry: the peer.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    if not 0 < settings.DINH_TRUSTED_PROXIES <= len(hops):
        return peer
    try:
        return str(ip_address(hops[-settings.DINH_TRUSTED_PROXIES].strip()))
    except ValueError:
        return peer
