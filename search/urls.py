from django.urls import path

from .api import api
from .views import search

urlpatterns = [
    path("tim-kiem/", search, name="search"),
    path("api/v1/", api.urls),
]
