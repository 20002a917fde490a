"""An Elasticsearch of our own for the tests: unpacked once, started on free ports, never part of an image."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from . import debian, elastic_download
from .children import Child, running
from .console import step
from .ports import LOCALHOST, free_port
from .service_user import give, service_user
from .waiting import answers, wait_until

CONFIGURATION = """\
path.data: {folder}/data
path.logs: {folder}/logs
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
xpack.security.autoconfiguration.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""
ALONE = ("cluster.name: dinh-test", "discovery.type: single-node", "xpack.security.enabled: false")
START_SECONDS = 120.0
HEALTH = "/_cluster/health?wait_for_status=yellow&timeout=1s"


def why_not() -> str:
    """Install and download what is missing where that is allowed; "" or why there is no Elasticsearch here."""
    if reason := debian.ensure(["java"], ["openjdk-17-jre-headless"]):
        return reason
    return elastic_download.why_not()


@contextlib.contextmanager
def own_elasticsearch() -> Iterator[str]:
    """Start the server and give its address; raises Problem with its log when it does not come up."""
    step("Khởi động Elasticsearch riêng cho kiểm thử (khoảng 15 giây)")
    with own_node() as node:
        yield node.address


@contextlib.contextmanager
def own_node(heap_megabytes: int = 512) -> Iterator[Node]:
    """A running server that may be killed and started again; it is stopped, and its data gone, at the end."""
    with tempfile.TemporaryDirectory(prefix="dinh-elasticsearch-") as name:
        node = Node(Path(name), heap_megabytes=heap_megabytes)
        try:
            node.start()
            node.wait(lambda: answers(node.address + HEALTH))
            yield node
        finally:
            node.stop()


class Node:
    """One server with a folder of its own. `lines` are what its configuration holds besides paths and ports."""

    def __init__(
        self,
        folder: Path,
        *,
        heap_megabytes: int,
        lines: Iterable[str] = ALONE,
        transport: int = 0,
        scheme: str = "http",
    ) -> None:
        self.folder = folder
        self.http = free_port()
        self.transport = transport or free_port()
        self.address = f"{scheme}://{LOCALHOST}:{self.http}"
        self._user = service_user()
        self._running: contextlib.ExitStack | None = None
        self._child: Child | None = None
        self._configure(heap_megabytes, lines)

    def start(self) -> None:
        """Start the process on what the folder holds; whether it answers is asked with `wait`."""
        home = elastic_download.home()
        self._running = contextlib.ExitStack()
        self._child = self._running.enter_context(
            running(
                "Elasticsearch",
                _command(home, self.folder),
                log=self.folder / "console.log",
                environment=_environment(home, self.folder),
                folder=home,
                user=self._user,
            )
        )

    def wait(self, ready: Callable[[], bool], seconds: float = START_SECONDS) -> None:
        """Until it is ready; raises Problem with the log's last lines."""
        assert self._child is not None
        wait_until(ready, self._child, seconds)

    def kill(self) -> None:
        """What a power cut does: launcher and server end at once (signal 9)."""
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.process.pid, signal.SIGKILL)
            self._child.process.wait()
        self.stop()

    def stop(self) -> None:
        if self._running is not None:
            self._running.close()
        self._running = self._child = None

    def _configure(self, heap_megabytes: int, lines: Iterable[str]) -> None:
        conf = self.folder / "config"
        shutil.copytree(elastic_download.home() / "config", conf)
        (conf / "jvm.options.d").mkdir(exist_ok=True)
        heap = f"-Xms{heap_megabytes}m\n-Xmx{heap_megabytes}m\n"
        (conf / "jvm.options.d" / "heap.options").write_text(heap, encoding="ascii")
        text = CONFIGURATION.format(folder=self.folder, http=self.http, transport=self.transport)
        (conf / "elasticsearch.yml").write_text(text + "\n".join([*lines, ""]), encoding="utf-8")
        for part in ("data", "logs", "tmp"):
            (self.folder / part).mkdir()
        self.give_folder()

    def give_folder(self) -> None:
        """Make everything in the folder the server's own; again after files were added."""
        for path in (self.folder, *self.folder.rglob("*")):
            give(path, self._user)


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
