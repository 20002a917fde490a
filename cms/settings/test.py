"""Settings of the tests: the same as `./run`, but nothing outlives a test."""

import atexit
import tempfile
from pathlib import Path

from .base import *  # noqa: F403 (settings modules extend one another this way)
from .base import DINH_SEARCH, ENV, STORAGES, database

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["*"]
_scratch = tempfile.TemporaryDirectory(prefix="dinh-test-")
atexit.register(_scratch.cleanup)
DINH_VAR = Path(_scratch.name)
DATABASES = {"default": database(ENV.database_url, DINH_VAR)}
if not ENV.database_url:
    # A file as in `./run`: in memory all threads would share one connection, and no lock would be real.
    DATABASES["default"]["TEST"] = {"NAME": DINH_VAR / "test.sqlite3"}
MEDIA_ROOT = DINH_VAR / "media"
DINH_SEARCH = DINH_SEARCH | {"engine": "embedded", "path": DINH_VAR / "search.sqlite3", "index": "dinh-test"}
DINH_QUERY_LOG_SECONDS = None
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DINH_DEMO_ALLOWED = True
