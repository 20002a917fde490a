"""Three Elasticsearch nodes on this machine with TLS and a user of their own: what a province's server room has."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import secrets
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .console import Problem, step
from .elastic_server import Node
from .ports import LOCALHOST, free_port

USER = "dinh"
HASH_ROUNDS = 10_000
START_SECONDS = 240.0  # three Java machines on two cores
LINES = """\
cluster.name: dinh-cluster
node.name: {name}
discovery.seed_hosts: [{seeds}]
cluster.initial_master_nodes: [{names}]
xpack.security.enabled: true
xpack.security.authc.password_hashing.algorithm: pbkdf2
xpack.security.authc.realms.file.file1.order: 0
xpack.security.http.ssl.enabled: true
xpack.security.http.ssl.key: certs/node.key
xpack.security.http.ssl.certificate: certs/node.crt
xpack.security.http.ssl.certificate_authorities: [certs/ca.crt]
xpack.security.transport.ssl.enabled: true
xpack.security.transport.ssl.key: certs/node.key
xpack.security.transport.ssl.certificate: certs/node.crt
xpack.security.transport.ssl.certificate_authorities: [certs/ca.crt]
"""


@dataclass(frozen=True)
class Cluster:
    """`ca` is the file of the authority that signed the nodes' certificates; `url` names all nodes."""

    nodes: tuple[Node, ...]
    ca: Path
    password: str
    user: str = USER

    @property
    def url(self) -> str:
        return ",".join(node.address for node in self.nodes)

    def is_whole_for(self, node: Node) -> bool:
        """Whether this node sees all of them."""
        return self.nodes_seen_by(node) == len(self.nodes)

    def nodes_seen_by(self, node: Node) -> int:
        """How many nodes there are in the eyes of this one; 0 when it does not answer or has no master."""
        identity = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        url = f"{node.address}/_cluster/health?timeout=1s&master_timeout=1s"
        request = urllib.request.Request(url, headers={"Authorization": f"Basic {identity}"})
        trust = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=str(self.ca)))
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({}), trust).open(request, timeout=3) as answer:
                return int(json.load(answer)["number_of_nodes"])
        except (OSError, urllib.error.URLError, ValueError):
            return 0


@contextlib.contextmanager
def own_cluster(size: int = 3, heap_megabytes: int = 256) -> Iterator[Cluster]:
    """Start the nodes and give the cluster when each sees all; they are stopped, and their data gone, at the end."""
    step(f"Khởi động {size} Elasticsearch làm một cụm có TLS và mật khẩu (khoảng một phút)")
    with tempfile.TemporaryDirectory(prefix="dinh-cluster-") as name, contextlib.ExitStack() as started:
        folder = Path(name)
        folder.chmod(0o755)  # the service user passes through
        _make_certificates(folder)
        cluster = Cluster(_nodes(folder, size, heap_megabytes), folder / "ca.crt", secrets.token_urlsafe(16))
        for node in cluster.nodes:
            _let_in(node, folder, cluster.password)
            started.callback(node.stop)
            node.start()
        for node in cluster.nodes:
            node.wait(partial(cluster.is_whole_for, node), START_SECONDS)
        yield cluster


def _nodes(folder: Path, size: int, heap_megabytes: int) -> tuple[Node, ...]:
    ports = [free_port() for _ in range(size)]
    seeds = ", ".join(f'"{LOCALHOST}:{port}"' for port in ports)
    names = [f"node-{number}" for number in range(size)]
    nodes = []
    for name, port in zip(names, ports, strict=True):
        place = folder / name
        place.mkdir()
        lines = LINES.format(name=name, seeds=seeds, names=", ".join(names)).splitlines()
        nodes.append(Node(place, heap_megabytes=heap_megabytes, lines=lines, transport=port, scheme="https"))
    return tuple(nodes)


def _let_in(node: Node, folder: Path, password: str) -> None:
    """The node's certificate, and the one user of the file realm."""
    conf = node.folder / "config"
    (conf / "certs").mkdir()
    for name in ("ca.crt", "node.crt", "node.key"):
        (conf / "certs" / name).write_bytes((folder / name).read_bytes())
    (conf / "users").write_text(f"{USER}:{_hashed(password)}\n", encoding="ascii")
    (conf / "users_roles").write_text(f"superuser:{USER}\n", encoding="ascii")
    node.give_folder()


def _hashed(password: str) -> str:
    """As Elasticsearch writes a PBKDF2 hash: rounds, salt and HMAC-SHA-512 key of 256 bits."""
    salt = secrets.token_bytes(32)
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, HASH_ROUNDS, 32)
    return f"{{PBKDF2}}{HASH_ROUNDS}${base64.b64encode(salt).decode()}${base64.b64encode(key).decode()}"


def _make_certificates(folder: Path) -> None:
    """An authority of our own, and a certificate for this machine's own address, for two days."""
    (folder / "san").write_text(f"subjectAltName=IP:{LOCALHOST}\n", encoding="ascii")
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    _openssl(
        folder, "req", "-x509", *curve, "-days", "2", "-subj", "/CN=dinh-test", "-keyout", "ca.key", "-out", "ca.crt"
    )
    _openssl(folder, "req", *curve, "-subj", "/CN=dinh-node", "-keyout", "node.key", "-out", "node.csr")
    sign = ("-req", "-in", "node.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2")
    _openssl(folder, "x509", *sign, "-extfile", "san", "-out", "node.crt")


def _openssl(folder: Path, *arguments: str) -> None:
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"openssl không lập được chứng thư: {done.stderr.strip()[-300:]}")
