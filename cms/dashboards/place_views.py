"""The register of places in the admin: communes, their hamlets, new ones, other names, mergers and splits."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages

from content_models.places import service
from content_models.places.choosing import in_order
from content_models.places.models import Level, Place
from content_models.register_pages import attempt, form_page
from content_models.roles.rights import may
from content_models.roles.table import Action

from .place_forms import HamletForm, RenameForm, SuccessionForm

NOT_YOURS = "Chỉ quản trị viên của tỉnh quản lý sổ nơi chốn."


def manages_places(user: Any) -> bool:
    """True for those who keep the whole register: the province."""
    province = Place.objects.filter(level=Level.PROVINCE).first()
    return province is not None and may(user, Action.MANAGE_PLACES, province)


def _place(request: HttpRequest, pk: int, *levels: Level) -> Place:
    place = get_object_or_404(Place.objects.select_related("parent__parent"), pk=pk)
    if not may(request.user, Action.MANAGE_PLACES, place):
        raise PermissionDenied(NOT_YOURS)
    if levels and place.level not in levels:
        raise PermissionDenied("Việc này không dành cho cấp của nơi chốn đã chọn.")
    return place


def index(request: HttpRequest) -> HttpResponse:
    """Communes with the number of their hamlets; a search finds hamlets too."""
    if not manages_places(request.user):
        raise PermissionDenied(NOT_YOURS)
    query = request.GET.get("q", "").strip()[:100]
    places = Place.objects.exclude(level=Level.PROVINCE).select_related("parent")
    if query:
        places = places.filter(Q(name__icontains=query) | Q(former_names__name__icontains=query) | Q(code=query))
    else:
        places = places.communes()
    hamlets = Count("children", filter=Q(children__ended_on=None), distinct=True)
    context = {
        "page_title": "Nơi chốn",
        "header_icon": "site",
        "places": in_order(places.annotate(hamlets=hamlets).order_by())[:300],
        "query": query,
    }
    return render(request, "dashboards/places.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One place: names, what it came from and went into, its hamlets."""
    place = _place(request, pk)
    context = {
        "page_title": place.label,
        "header_icon": "site",
        "place": place,
        "former_names": place.former_names.all(),
        "came_from": place.succession_from.select_related("predecessor"),
        "went_into": place.succession_to.select_related("successor"),
        "former_units": place.former_units.all(),
        "hamlets": in_order(place.children.select_related("parent")) if place.level == Level.COMMUNE else (),
    }
    return render(request, "dashboards/place.html", context)


def create_hamlet(request: HttpRequest, pk: int) -> HttpResponse:
    """A new hamlet of a commune, with its page and its folder."""
    commune = _place(request, pk, Level.COMMUNE)
    form = HamletForm(request.POST or None, commune=commune)
    if form.is_valid():
        made = attempt(form, lambda: service.create_place(parent=commune, by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, f"Đã thêm {made.label}. Hãy thêm trưởng ấp, trưởng khóm ở mục Người dùng.")
            return redirect("places_place", made.pk)
    return _form_page(request, form, f"Thêm ấp, khóm của {commune.full_name}", "Thêm", commune)


def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name from a day on; the old one stays known, the address does not change."""
    place = _place(request, pk, Level.COMMUNE, Level.HAMLET)
    form = RenameForm(request.POST or None, place=place)
    before = place.label
    if form.is_valid():
        done = attempt(form, lambda: service.rename_place(place, by=request.user, **form.cleaned_data) or True)
        if done:
            messages.success(request, f"{before} nay là {place.label}.")
            return redirect("places_place", pk)
    intro = "Tên cũ vẫn được giữ và vẫn tìm thấy. Địa chỉ trang không đổi."
    return _form_page(request, form, f"Đổi tên {before}", "Đổi tên", place, intro)


def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    """Hamlets of a commune merged into another one, or split."""
    commune = _place(request, pk, Level.COMMUNE)
    form = SuccessionForm(request.POST or None, commune=commune)
    if form.is_valid():
        done = attempt(form, lambda: service.merge_places(by=request.user, **form.cleaned_data) or True)
        if done:
            messages.success(request, "Đã ghi việc nhập, tách.")
            return redirect("places_place", pk)
    intro = (
        "Nếu nhập thành một ấp, khóm mới, hãy thêm ấp, khóm ấy trước. Ấp, khóm được nhập đi thôi hoạt động từ ngày "
        "ghi dưới đây; trang và văn bản của nó vẫn còn."
    )
    return _form_page(request, form, f"Nhập, tách ấp, khóm của {commune.full_name}", "Ghi", commune, intro)


def _form_page(
    request: HttpRequest, form: Any, title: str, submit_label: str, place: Place, intro: str = ""
) -> HttpResponse:
    back = reverse("places_place", args=[place.pk])
    return form_page(request, form, title, submit_label, header_icon="site", intro=intro, back_url=back)
