from django.urls import path

from .api import api
from .feeds import search_feed
from .own_place import own_place
from .suggesting.views import suggest
from .views import search

urlpatterns = [
    path("tim-kiem/", search, name="search"),
    path("tim-kiem/atom/", search_feed, name="search_feed"),
    path("tim-kiem/goi-y/", suggest, name="search_suggest"),
    path("tim-kiem/xa-cua-toi/", own_place, name="own_place"),
    path("api/v1/", api.urls),
]
