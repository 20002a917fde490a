"""Settings of `./run` and of a developer's machine: SQLite, embedded search, mail into files."""

from .base import *  # noqa: F403 (settings modules extend one another this way)
from .base import ENV, STORAGES
from .local_secret import local_secret_key

SECRET_KEY = ENV.secret_key or local_secret_key(ENV.var)
DEBUG = ENV.debug
ALLOWED_HOSTS = ENV.allowed_hosts or ["*"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = ENV.var / "mail"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = ENV.debug
DINH_DEMO_ALLOWED = True
