"""An Elasticsearch of our own for the tests: unpacked once, started on free ports, never part of an image."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from . import debian, elastic_download
from .children import running
from .console import step
from .ports import LOCALHOST, free_port
from .service_user import give, service_user
from .waiting import answers, wait_until

HEAP = "-Xms512m\n-Xmx512m\n"
CONFIGURATION = """\
cluster.name: dinh-test
path.data: {folder}/data
path.logs: {folder}/logs
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
discovery.type: single-node
xpack.security.enabled: false
xpack.security.autoconfiguration.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""


def why_not() -> str:
    """Install and download what is missing where that is allowed; "" or why there is no Elasticsearch here."""
    if reason := debian.ensure(["java"], ["openjdk-17-jre-headless"]):
        return reason
    return elastic_download.why_not()


@contextlib.contextmanager
def own_elasticsearch() -> Iterator[str]:
    """Start the server and give its address; raises Problem with its log when it does not come up."""
    home, user = elastic_download.home(), service_user()
    step("Khởi động Elasticsearch riêng cho kiểm thử (khoảng 15 giây)")
    with tempfile.TemporaryDirectory(prefix="dinh-elasticsearch-") as name:
        folder, http = Path(name), free_port()
        _configure(home, folder, http, user)
        with running(
            "Elasticsearch",
            _command(home, folder),
            log=folder / "console.log",
            environment=_environment(home, folder),
            folder=home,
            user=user,
        ) as child:
            address = f"http://{LOCALHOST}:{http}"
            health = f"{address}/_cluster/health?wait_for_status=yellow&timeout=1s"
            wait_until(lambda: answers(health), child, 120)
            yield address


def _configure(home: Path, folder: Path, http: int, user: str) -> None:
    conf = folder / "config"
    shutil.copytree(home / "config", conf)
    (conf / "jvm.options.d").mkdir(exist_ok=True)
    (conf / "jvm.options.d" / "heap.options").write_text(HEAP, encoding="ascii")
    text = CONFIGURATION.format(folder=folder, http=http, transport=free_port())
    (conf / "elasticsearch.yml").write_text(text, encoding="utf-8")
    for part in ("data", "logs", "tmp"):
        (folder / part).mkdir()
    for path in (folder, *folder.rglob("*")):
        give(path, user)


def _java_home() -> Path:
    java = os.environ.get("JAVA_HOME")
    found = shutil.which("java")
    if java and (Path(java) / "bin" / "java").exists():
        return Path(java)
    return Path(found or "/usr/bin/java").resolve().parents[1]


def _environment(home: Path, folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOSTNAME": "localhost",
        "JAVA_HOME": str(_java_home()),
        "ES_JAVA_HOME": str(_java_home()),
        "ES_HOME": str(home),
        "ES_PATH_CONF": str(folder / "config"),
        "ES_TMPDIR": str(folder / "tmp"),
    }


def _command(home: Path, folder: Path) -> list[str]:
    """The start of `bin/elasticsearch`, which is not in the archive."""
    return [
        str(_java_home() / "bin" / "java"),
        "-Xms4m",
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-Dcli.name=server",
        "-Dcli.script=./bin/elasticsearch",
        "-Dcli.libs=lib/tools/server-cli",
        f"-Des.path.home={home}",
        f"-Des.path.conf={folder / 'config'}",
        "-Des.distribution.type=tar",
        "-cp",
        "lib/*:lib/cli-launcher/*",
        "org.elasticsearch.launcher.CliToolLauncher",
    ]
