from django.urls import path

from . import health
from .pages import commune_list

urlpatterns = [
    path("xa-phuong/", commune_list, name="commune_list"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
