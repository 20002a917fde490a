"""The plain project with Wagtail's Elasticsearch backend, beside Đình's index on the same server."""

from .settings import *  # noqa: F403 (settings modules extend one another this way)
from .settings import _env

ALLOWED_HOSTS = ["*"]
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.elasticsearch8",
        "URLS": [_env.elasticsearch_url],
        "INDEX_PREFIX": f"{_env.elasticsearch_index}_stock_",
        "AUTO_UPDATE": False,
    }
}
