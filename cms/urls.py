"""Addresses. Public ones are Vietnamese without accents; pages of the tree come last."""

from __future__ import annotations

from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from cms.dashboards.account import AccountView
from cms.portal import urls as portal_urls
from content_models.files.views import document, rendition

urlpatterns = [
    path(
        "quan-tri/account/",
        never_cache(require_admin_access(AccountView.as_view())),
        name="wagtailadmin_account",
    ),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tep/anh/<int:pk>/<str:name>", rendition, name="rendition"),
    path("tep/<int:pk>/<str:name>", document, name="wagtaildocs_serve"),
    path("tep/", include(wagtaildocs_urls)),
    path("", include("search.urls")),
    path("", include(portal_urls)),
    # Data and papers of a page ("…/lich-su.json", "…/phien-ban/2/ban-in.pdf"): Wagtail's own pattern knows no dot.
    re_path(r"^((?:[\w-]+/)+[\w-]+\.(?:json|pdf|docx))$", serve, name="page_file"),
    path("", include(wagtail_urls)),
]

handler400 = "cms.portal.errors.bad_request"
handler403 = "cms.portal.errors.forbidden"
handler404 = "cms.portal.errors.not_found"
handler500 = "cms.portal.errors.server_error"
