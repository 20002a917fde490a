"""Settings that every installation shares. What differs is in dev, test and production."""

import datetime as dt
from pathlib import Path

import dj_database_url

from .environment import REPOSITORY, read

ENV = read()
BASE_DIR = REPOSITORY
DINH_VAR = ENV.var
DINH_TRUSTED_PROXIES = ENV.trusted_proxies

SECRET_KEY = ENV.secret_key
DEBUG = False
ALLOWED_HOSTS = ENV.allowed_hosts
WSGI_APPLICATION = "cms.wsgi.application"
ROOT_URLCONF = "cms.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # Ours come first: their templates and hooks win over Wagtail's.
    "cms.portal",
    "cms.dashboards",
    "cms.approval",
    "cms.papers",
    "cms.writing",
    "cms.demo",
    "cms.importing",
    "search",
    "content_models.materials",
    "content_models.disclosures",
    "content_models.covenants",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "cms.dashboards.closed_users.ClosedUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    # After Wagtail's image and document apps: their collection policies are replaced there.
    "content_models.files",
    "content_models.roles",
    "content_models.places",
    "django_tasks",
    "django_tasks_db",
    "taggit",
    "modelcluster",
    "ninja",
    "reversion",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.CompressPublicPages",
    "cms.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "content_models.roles.middleware.FirstPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "cms.dashboards.gate.AdminGateMiddleware",
    # Last: Django stops at the first process_view that answers (see the class).
    "cms.middleware.UnsafeRequestsInOneTransaction",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.portal.context.public_address",
                "cms.portal.appearance.appearance",
            ],
        },
    },
]

# SQLite with these options took 800 concurrent writes without an error; the defaults lost 296.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;",
}


def database(url: str, var: Path) -> dict[str, object]:
    """Django's database entry for a URL; without one, the SQLite file of the run-time folder."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": var / "dinh.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
        }
    entry: dict[str, object] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if str(entry["ENGINE"]).endswith("sqlite3"):
        entry["OPTIONS"] = SQLITE_OPTIONS
    return entry


DATABASES = {"default": database(ENV.database_url, ENV.var)}

AUTH_USER_MODEL = "roles.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "content_models.roles.backend.MembershipBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# Five wrong passwords for one name from one address: a quarter of an hour's pause for that pair. Another
# address stays open, so that nobody can lock an officer out by typing nonsense under their number.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "content_models.roles.login.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "roles/locked_out.html"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cms.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_root"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = ENV.var / "media"
MEDIA_URL = "/khong-phuc-vu-truc-tiep/"  # never mounted: files go through content_models.files.views
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # 60 articles need 312 form fields, 400 articles about 2,000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# Each process remembers by itself; what is remembered is small (similar documents of a page: twelve ids, half a
# kilobyte with its key) and the site has thousands of pages, which Django's 300 entries would throw out again and
# again. 20,000 entries hold them all in about 10 MB.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

DINH_SEARCH = {
    "engine": "elasticsearch" if ENV.elasticsearch_url else "embedded",
    "url": ENV.elasticsearch_url,
    "index": ENV.elasticsearch_index,
    "user": ENV.elasticsearch_user,
    "password": ENV.elasticsearch_password,
    "api_key": ENV.elasticsearch_api_key,
    "ca": ENV.elasticsearch_ca,
    "verify": ENV.elasticsearch_verify,
    "shards": ENV.elasticsearch_shards,
    "replicas": ENV.elasticsearch_replicas,
    "search_seconds": ENV.elasticsearch_search_seconds,
    "write_seconds": ENV.elasticsearch_write_seconds,
    "path": ENV.var / "search.sqlite3",
}
# How long a process counts searches in memory before it writes them; None: it is told when (tests).
DINH_QUERY_LOG_SECONDS: float | None = 5.0

WAGTAIL_SITE_NAME = "Đình"
WAGTAILADMIN_BASE_URL = ENV.base_url or "http://127.0.0.1:8000"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "content_models.roles.login.PhoneLoginForm"
WAGTAILUSERS_PASSWORD_REQUIRED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.approval.publishing.finish"
# Revision ids do not bind a text: cms.approval compares hashes, and restarts a changed text at the first task.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAILDOCS_DOCUMENT_MODEL = "files.AttachedFile"
WAGTAILIMAGES_IMAGE_MODEL = "files.SectionImage"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content_models.files.forms.AttachedFileForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content_models.files.forms.SectionImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

DEFAULT_FROM_EMAIL = ENV.email_from
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview is a frame of the same site
# W019: X_FRAME_OPTIONS is SAMEORIGIN for the reason given there. W021: being on the browsers' preload list cannot
# be taken back quickly, so the operator decides it, not a default.
SILENCED_SYSTEM_CHECKS = ["security.W019", "security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
    "loggers": {
        "wagtail": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        "elastic_transport": {"level": "WARNING"},
    },
}
