"""Whether this database is a demo: demo accounts have known passwords and never serve the public."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection


def is_demo() -> bool:
    """True when `load_demo` marked this database."""
    from cms.portal.models import Installation

    if Installation._meta.db_table not in connection.introspection.table_names():
        return False
    return Installation.objects.filter(demo=True).exists()


def refuse_demo_in_production() -> None:
    """Raises ImproperlyConfigured when a public server is started on a demo database."""
    if not settings.DINH_DEMO_ALLOWED and is_demo():
        raise ImproperlyConfigured(
            "This database holds the demo accounts, whose passwords are public: production does not start with it."
        )
