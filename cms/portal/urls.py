from django.urls import include, path

from . import appearance, health, sitemaps
from .pages import commune_list

urlpatterns = [
    path("xa-phuong/", commune_list, name="commune_list"),
    path("luat/", include("content_models.covenants.law_urls")),
    path("so-sanh/", include("content_models.covenants.compare_urls")),
    path("", include("content_models.covenants.export_urls")),
    path("hien-thi/", appearance.choose, name="appearance"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
