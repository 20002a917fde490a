"""What a commune's officers add to the reading pages: topics of articles, and notes on covenants of former hamlets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from wagtail.admin import messages

from content_models.places.choosing import place_key
from content_models.places.models import Place
from content_models.register_pages import attempt, form_page
from content_models.roles.rights import may, units_of
from content_models.roles.table import Action, Role

from .models import CovenantPage, StandingNote
from .public.texts import standing
from .reading import topics, topics_of
from .standing import may_note, note_standing
from .topics import correct_topics, corrections_of, drop_correction

ROLES = (Role.CULTURE_OFFICER, Role.COMMUNE_LEADER)


class TopicsForm(forms.Form):
    """The topics of one article; none is a choice too."""

    topics = forms.MultipleChoiceField(
        label="Điều này nói về", required=False, widget=forms.CheckboxSelectMultiple, choices=lambda: topics().items()
    )


class StandingForm(forms.Form):
    """What the commune says of the covenant of a former hamlet."""

    applies = forms.ChoiceField(label="Văn bản này", choices=StandingNote.Applies.choices, widget=forms.RadioSelect)
    ground = forms.CharField(label="Căn cứ (số, ngày của văn bản, biên bản hoặc nghị quyết)", max_length=300)
    explanation = forms.CharField(
        label="Giải thích thêm cho bà con (có thể bỏ trống)", max_length=1000, required=False, widget=forms.Textarea
    )


def covenants_for(user: Any) -> Any:
    """Covenants with a recognised text whose articles or standing the user may speak of."""
    pages = CovenantPage.objects.filter(versions__isnull=False).distinct()
    if user.is_superuser:
        return pages
    return pages.filter(place__parent__in=units_of(user, *ROLES))


def speaks_of_covenants(user: Any) -> bool:
    """True for those to whom the pages below are open. No query of its own: the menu asks it on each page."""
    return bool(user.is_superuser or units_of(user, *ROLES))


def index(request: HttpRequest) -> HttpResponse:
    """All of them, those of former hamlets first."""
    if not speaks_of_covenants(request.user):
        raise PermissionDenied("Chỉ công chức văn hóa - xã hội và lãnh đạo UBND của xã vào được đây.")
    pages = covenants_for(request.user).select_related("place__parent").defer("body")
    moved = set(Place.objects.filter(~Q(succession_to=None), pk__in=pages.values("place")).values_list("pk", flat=True))
    noted = set(StandingNote.objects.filter(page__in=pages.values("pk")).values_list("page", flat=True))
    rows = [
        {
            "page": page,
            "moved": page.place_id in moved,
            "noted": page.pk in noted,
            "may_correct": may(request.user, Action.RECORD_OLD, page),
        }
        for page in sorted(pages, key=lambda page: place_key(page.place))
    ]
    rows.sort(key=lambda row: not row["moved"])
    context = {"page_title": "Chủ đề và ghi chú", "header_icon": "tag", "rows": rows}
    return render(request, "covenants/admin/reading_index.html", context)


def articles(request: HttpRequest, page_id: int) -> HttpResponse:
    """The articles of the text of today with their topics."""
    page = _page(request, page_id)
    set_by_hand = corrections_of([page.pk]).get(page.pk, {})
    found = page.current_version.covenant.articles if page.current_version else ()
    rows = [
        {
            "article": article,
            "labels": [topics()[key] for key in set_by_hand.get(article.block_id, topics_of(article))],
            "by_hand": article.block_id in set_by_hand,
        }
        for article in found
    ]
    context = {"page_title": f"Chủ đề: {page.title}", "header_icon": "tag", "page": page, "rows": rows}
    return render(request, "covenants/admin/topics.html", context)


def article(request: HttpRequest, page_id: int, block_id: str) -> HttpResponse:
    """The topics of one article. A second button goes back to what the rules give."""
    page = _page(request, page_id)
    found = page.current_version.covenant.articles if page.current_version else ()
    chosen = next((one for one in found if one.block_id == block_id), None)
    if chosen is None:
        raise Http404("Không có điều này.")
    back = reverse("covenant_topics", args=[page.pk])
    if "rules" in request.POST:
        drop_correction(page, block_id, by=request.user)
        return redirect(back)
    initial = corrections_of([page.pk]).get(page.pk, {}).get(block_id, topics_of(chosen))
    form = TopicsForm(request.POST or None, initial={"topics": initial})
    if form.is_valid():
        keys = form.cleaned_data["topics"]
        if attempt(form, lambda: correct_topics(page, block_id, keys, by=request.user)):
            messages.success(request, f"Đã đặt chủ đề cho Điều {chosen.number}.")
            return redirect(back)
    context = {
        "page_title": chosen.label,
        "header_icon": "tag",
        "form": form,
        "article": chosen,
        "by_hand": block_id in corrections_of([page.pk]).get(page.pk, {}),
        "submit_label": "Lưu chủ đề",
        "back_url": back,
    }
    return render(request, "covenants/admin/topics_of_article.html", context)


def note(request: HttpRequest, page_id: int) -> HttpResponse:
    """A note on whether the covenant of a merged or split hamlet still applies."""
    page = get_object_or_404(CovenantPage.objects.select_related("place__parent"), pk=page_id)
    if not may_note(request.user, page):
        raise PermissionDenied("Chỉ công chức văn hóa - xã hội và lãnh đạo UBND của xã ghi được ghi chú này.")
    state = standing(page)
    form = StandingForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: note_standing(page, by=request.user, **form.cleaned_data)):
        messages.success(request, "Đã ghi. Trang của ấp, khóm và của văn bản hiện ghi chú này ngay.")
        return redirect("covenant_reading")
    now = state["note"] if state else None
    intro = "Nghị định 61/2023/NĐ-CP không nói văn bản của ấp, khóm đã nhập, tách còn áp dụng hay không, nên phần mềm "
    intro += "không tự kết luận. Xã ghi ở đây, có căn cứ; bà con đọc thấy. Ghi lại lần nữa thì lần sau thay lần trước."
    if now:
        intro += f" Đang ghi: {now.get_applies_display()}. Căn cứ: {now.ground}."
    title = f"Ghi chú áp dụng: {page.title}, {page.place.label}"
    return form_page(
        request, form, title, "Ghi", header_icon="info-circle", intro=intro, back_url=reverse("covenant_reading")
    )


def _page(request: HttpRequest, page_id: int) -> CovenantPage:
    page = get_object_or_404(CovenantPage.objects.select_related("place__parent"), pk=page_id)
    if not may(request.user, Action.RECORD_OLD, page):
        raise PermissionDenied("Chỉ công chức văn hóa - xã hội của xã đặt chủ đề cho các điều.")
    return page


urlpatterns = [
    path("van-ban-doc/", index, name="covenant_reading"),
    path("van-ban-doc/<int:page_id>/chu-de/", articles, name="covenant_topics"),
    path("van-ban-doc/<int:page_id>/chu-de/<str:block_id>/", article, name="covenant_topics_of_article"),
    path("van-ban-doc/<int:page_id>/ap-dung/", note, name="covenant_standing"),
]
