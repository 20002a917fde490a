"""The one place where the environment is read. The table for operators is docs/operations.md."""

from dataclasses import dataclass
from pathlib import Path

from environs import Env

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Environment:
    """What the operator decides; every field has its row in docs/operations.md.

    Sizes are bytes, times seconds. An empty text means "not set".
    """

    database_url: str
    elasticsearch_url: str
    elasticsearch_index: str
    elasticsearch_user: str
    elasticsearch_password: str
    elasticsearch_api_key: str
    elasticsearch_ca: str
    elasticsearch_verify: bool
    elasticsearch_shards: int
    elasticsearch_replicas: int
    elasticsearch_search_seconds: float
    elasticsearch_write_seconds: float
    secret_key: str
    debug: bool
    allowed_hosts: list[str]
    base_url: str
    var: Path
    email: dict[str, object]
    email_from: str
    log_level: str
    secure_cookies: bool
    trusted_proxies: int


def read() -> Environment:
    """Read the process's environment; raises `environs.EnvError` with the name of a bad value."""
    env = Env()
    return Environment(
        database_url=env.str("DATABASE_URL", ""),
        elasticsearch_url=env.str("ELASTICSEARCH_URL", ""),
        elasticsearch_index=env.str("ELASTICSEARCH_INDEX", "dinh"),
        elasticsearch_user=env.str("ELASTICSEARCH_USER", ""),
        elasticsearch_password=env.str("ELASTICSEARCH_PASSWORD", ""),
        elasticsearch_api_key=env.str("ELASTICSEARCH_API_KEY", ""),
        elasticsearch_ca=env.str("ELASTICSEARCH_CA", ""),
        elasticsearch_verify=env.bool("ELASTICSEARCH_VERIFY", True),
        elasticsearch_shards=env.int("ELASTICSEARCH_SHARDS", 1),
        elasticsearch_replicas=env.int("ELASTICSEARCH_REPLICAS", 0),
        elasticsearch_search_seconds=env.float("ELASTICSEARCH_SEARCH_SECONDS", 1.5),
        elasticsearch_write_seconds=env.float("ELASTICSEARCH_WRITE_SECONDS", 30.0),
        secret_key=env.str("SECRET_KEY", ""),
        debug=env.bool("DINH_DEBUG", False),
        allowed_hosts=env.list("DINH_ALLOWED_HOSTS", []),
        base_url=env.str("DINH_BASE_URL", ""),
        var=Path(env.str("DINH_VAR", "") or REPOSITORY / "var"),
        email=env.dj_email_url("EMAIL_URL", "consolemail:"),
        email_from=env.str("DINH_EMAIL_FROM", "dinh@localhost"),
        log_level=env.str("DINH_LOG_LEVEL", "INFO"),
        secure_cookies=env.bool("DINH_SECURE_COOKIES", True),
        trusted_proxies=env.int("DINH_TRUSTED_PROXIES", 0),
    )
