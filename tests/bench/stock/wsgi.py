"""The plain project under gunicorn. Its settings are named by the environment."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
