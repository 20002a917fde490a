from django.urls import path

from .api import api
from .suggesting.views import suggest
from .views import search

urlpatterns = [
    path("tim-kiem/", search, name="search"),
    path("tim-kiem/goi-y/", suggest, name="search_suggest"),
    path("api/v1/", api.urls),
]
