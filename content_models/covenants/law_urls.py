"""Addresses of the passages of law that covenants link to."""

from django.urls import path

from . import law_views

urlpatterns = [
    path("", law_views.index, name="law_index"),
    path("<slug:slug>/", law_views.document, name="law_document"),
    path("<slug:slug>/dieu-<slug:number>/", law_views.article, name="law_article"),
]
