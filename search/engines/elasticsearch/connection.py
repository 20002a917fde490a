"""How the client reaches the server: nodes, who we are, whom we trust, how long we wait. Names: docs/operations.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

SEARCH_SECONDS = 1.5  # the page must answer within 2 s even when the server hangs
WRITE_SECONDS = 30.0
# A node that is starting, or sees no master: another one may answer. Not 429: who is told to slow down, slows down.
ASK_ANOTHER_NODE = (502, 503, 504)


@dataclass(frozen=True)
class Options:
    """What the settings say of the server. Seconds are of one attempt at one node."""

    nodes: tuple[str, ...]
    index: str
    user: str = ""
    password: str = ""
    api_key: str = ""
    ca: str = ""
    verify: bool = True
    shards: int = 1
    replicas: int = 0
    search_seconds: float = SEARCH_SECONDS
    write_seconds: float = WRITE_SECONDS


def options_of(settings: Mapping[str, Any]) -> Options:
    """The settings' entries (texts or numbers); what is not named has its default."""
    given = {key: str(value) for key, value in settings.items() if value not in ("", None)}
    return Options(
        nodes=tuple(node.strip().rstrip("/") for node in given["url"].split(",") if node.strip()),
        index=given["index"],
        user=given.get("user", ""),
        password=given.get("password", ""),
        api_key=given.get("api_key", ""),
        ca=given.get("ca", ""),
        verify=given.get("verify", "True") == "True",
        shards=int(given.get("shards", 1)),
        replicas=int(given.get("replicas", 0)),
        search_seconds=float(given.get("search_seconds", SEARCH_SECONDS)),
        write_seconds=float(given.get("write_seconds", WRITE_SECONDS)),
    )


def connect(options: Options) -> Elasticsearch:
    """A client that tries each node once and never repeats what timed out: the outbox does that, with patience."""
    return Elasticsearch(
        list(options.nodes),
        request_timeout=options.write_seconds,
        retry_on_timeout=False,
        max_retries=len(options.nodes) - 1,
        retry_on_status=ASK_ANOTHER_NODE,
        **_identity(options),
        **_trust(options),
    )


def _identity(options: Options) -> dict[str, Any]:
    if options.api_key:
        return {"api_key": options.api_key}
    return {"basic_auth": (options.user, options.password)} if options.user else {}


def _trust(options: Options) -> dict[str, Any]:
    """Certificates are checked, by the system's authorities or the one that is named."""
    if not any(node.startswith("https://") for node in options.nodes):
        return {}
    if not options.verify:
        return {"verify_certs": False, "ssl_show_warn": False}
    return {"verify_certs": True} | ({"ca_certs": options.ca} if options.ca else {})
