"""Settings of a public installation. They refuse to load without a secret key, with DEBUG, or half set."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 (settings modules extend one another this way)
from .base import ENV

if not ENV.secret_key:
    raise ImproperlyConfigured("SECRET_KEY is not set: production does not start without one.")
if ENV.debug:
    raise ImproperlyConfigured("DINH_DEBUG is on: production does not start with it.")
if not ENV.allowed_hosts:
    raise ImproperlyConfigured("DINH_ALLOWED_HOSTS is not set: name the hosts that this site answers for.")
if not ENV.base_url:
    raise ImproperlyConfigured("DINH_BASE_URL is not set: mails and feeds need the site's public address.")
if bool(ENV.elasticsearch_user) != bool(ENV.elasticsearch_password):
    raise ImproperlyConfigured("ELASTICSEARCH_USER and ELASTICSEARCH_PASSWORD belong together: set both or none.")
if ENV.elasticsearch_user and ENV.elasticsearch_api_key:
    raise ImproperlyConfigured("ELASTICSEARCH_API_KEY and ELASTICSEARCH_USER exclude one another: set one of them.")
if ENV.elasticsearch_shards < 1 or ENV.elasticsearch_replicas < 0:
    raise ImproperlyConfigured("ELASTICSEARCH_SHARDS must be at least 1 and ELASTICSEARCH_REPLICAS at least 0.")

globals().update(ENV.email)  # EMAIL_HOST, EMAIL_PORT, … as dj-email-url names them
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.secure_cookies
SECURE_SSL_REDIRECT = ENV.secure_cookies
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside the container, without TLS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if ENV.secure_cookies else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENV.secure_cookies
SECURE_HSTS_PRELOAD = False  # cannot be taken back quickly; an operator who wants it asks the browsers' list
if ENV.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [ENV.base_url.rstrip("/")]
DINH_DEMO_ALLOWED = False
