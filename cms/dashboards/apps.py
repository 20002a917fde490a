from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "cms.dashboards"
    label = "dashboards"
    verbose_name = "Bảng theo dõi"
