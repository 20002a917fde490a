from django.urls import path

from .compare_views import compare_texts

urlpatterns = [path("", compare_texts, name="compare")]
