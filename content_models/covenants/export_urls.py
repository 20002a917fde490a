"""Addresses of papers outside the covenant's page: short ones, for QR codes, and the check of a copy."""

from django.urls import path

from . import export_views
from .copies.views import check_page

urlpatterns = [
    path("b/<int:pk>/", export_views.short_link, name="covenant_copy"),
    path("kiem-tra-ban/", check_page, name="covenant_check_copy"),
]
