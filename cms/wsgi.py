"""WSGI entry point. A production server refuses a database that holds the demo accounts."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

from cms.installation import refuse_demo_in_production  # noqa: E402 (models are ready only now)

refuse_demo_in_production()
