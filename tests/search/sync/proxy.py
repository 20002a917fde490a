"""A proxy between the client and a real Elasticsearch that breaks the conversation the way networks and servers do."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

PRODUCT = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}
NOT_FORWARDED = {"host", "content-length", "transfer-encoding", "connection", "accept-encoding"}
REJECTED = {"type": "es_rejected_execution_exception", "reason": "rejected execution of coordinating operation"}


@dataclass(frozen=True)
class Asked:
    """A request as it came: path with query, body as the client wrote it."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str]

    @property
    def is_bulk(self) -> bool:
        return self.path.split("?")[0].endswith("/_bulk")


@dataclass(frozen=True)
class Answered:
    status: int
    body: bytes
    headers: dict[str, str]


class ConnectionCut(Exception):
    """The client gets a reset instead of an answer."""


Forward = Callable[[Asked], Answered]
Fault = Callable[[Asked, Forward], Answered]


def none(asked: Asked, forward: Forward) -> Answered:
    return forward(asked)


def slow(seconds: float) -> Fault:
    """The answer comes that much later; the server has done its work."""

    def fault(asked: Asked, forward: Forward) -> Answered:
        answered = forward(asked)
        time.sleep(seconds)
        return answered

    return fault


def answers(status: int) -> Fault:
    """Every request is answered with that status, and the server hears nothing of it."""

    def fault(asked: Asked, forward: Forward) -> Answered:
        return Answered(status, json.dumps({"error": REJECTED, "status": status}).encode(), PRODUCT)

    return fault


def cut(asked: Asked, forward: Forward) -> Answered:
    """The connection ends before the server has heard anything."""
    raise ConnectionCut


def cut_after_work(asked: Asked, forward: Forward) -> Answered:
    """The server has done everything, and its answer is lost."""
    forward(asked)
    raise ConnectionCut


def half_refused(asked: Asked, forward: Forward) -> Answered:
    """Every second action of a bulk is refused for want of room; the others are done."""
    if not asked.is_bulk:
        return forward(asked)
    actions = list(_actions(asked.body))
    body = b"".join(lines for number, (_op, _id, lines) in enumerate(actions) if number % 2 == 0)
    done = iter(json.loads(forward(Asked(asked.method, asked.path, body, asked.headers)).body)["items"])
    items = [
        {op: {"_id": doc, "status": 429, "error": REJECTED}} if number % 2 else next(done)
        for number, (op, doc, _lines) in enumerate(actions)
    ]
    return Answered(200, json.dumps({"took": 1, "errors": True, "items": items}).encode(), PRODUCT)


def _actions(body: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Operation, document id and the lines of each action of a bulk body."""
    lines = iter(body.splitlines(keepends=True))
    for line in lines:
        if line.strip():
            ((op, values),) = json.loads(line).items()
            yield op, values["_id"], line if op == "delete" else line + next(lines)


@dataclass
class Proxy:
    """A server on a free port of this machine; `fault` may be set at any time."""

    upstream: str
    fault: Fault = none
    asked: list[Asked] = field(default_factory=list)

    @contextlib.contextmanager
    def running(self) -> Iterator[Proxy]:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        server.daemon_threads = True
        self.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def forward(self, asked: Asked) -> Answered:
        there = urlsplit(self.upstream)
        connection = http.client.HTTPConnection(there.hostname or "", there.port, timeout=30)
        try:
            connection.request(asked.method, asked.path, asked.body or None, asked.headers)
            response = connection.getresponse()
            headers = {name: value for name, value in response.getheaders() if name.lower() not in NOT_FORWARDED}
            return Answered(response.status, response.read(), headers)
        finally:
            connection.close()


def _handler_of(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in NOT_FORWARDED}
            asked = Asked(self.command, self.path, body, headers)
            proxy.asked.append(asked)
            try:
                self._give(proxy.fault(asked, proxy.forward))
            except ConnectionCut:
                # Without lingering the end of a connection is a reset.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
            except OSError:
                self.close_connection = True  # the client has given up

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any

        def _give(self, answered: Answered) -> None:
            self.send_response(answered.status)
            for name, value in answered.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answered.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answered.body)

        def log_message(self, format: str, *args: Any) -> None:
            """The tests' output stays readable."""

    return Handler
