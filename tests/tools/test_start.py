"""What a newcomer meets when something is wrong: one clear sentence, and nothing lost."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools.install import RUN, _explain, _mark_of
from tools.ports import free_port, is_free
from tools.site import site_environment

pytestmark = pytest.mark.once

REPOSITORY = Path(__file__).resolve().parents[2]


def start(var: Path, *arguments: str, answer: str = "") -> subprocess.CompletedProcess[str]:
    """`./run` in a run-time folder of its own, with what the person types."""
    environment = os.environ | {"DINH_VAR": str(var)}
    command = [sys.executable, "-m", "tools.start", *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, env=environment, input=answer, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_busy_port_is_named_with_another_that_is_free(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ended = start(tmp_path, "--port", str(port))
    assert ended.returncode == 1
    assert f"Cổng {port} đang có chương trình khác dùng" in ended.stderr
    assert is_free(int(ended.stderr.rsplit("--port ", 1)[1]))


@pytest.mark.parametrize("port", ["abc", "-1", "0", "65536", "８０００"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    ended = start(tmp_path, f"--port={port}")
    assert ended.returncode == 1
    assert "65535" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("answer", ["", "\n", "không\n", "x\n", "yes\n"])
def test_fresh_deletes_nothing_without_agreement(tmp_path: Path, answer: str) -> None:
    (tmp_path / "dinh.sqlite3").write_text("precious", encoding="utf-8")
    ended = start(tmp_path, "--fresh", f"--port={free_port()}", answer=answer)
    assert ended.returncode == 1
    assert (tmp_path / "dinh.sqlite3").read_text(encoding="utf-8") == "precious"
    assert str(tmp_path / "dinh.sqlite3") in ended.stdout


def test_two_runs_on_the_same_data_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = start(tmp_path, f"--port={free_port()}")
    assert ended.returncode == 1
    assert "đang chạy từ thư mục" in ended.stderr


def test_demo_data_never_reach_a_database_that_the_shell_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://production/")
    monkeypatch.setenv("ELASTICSEARCH_URL", "http://production:9200")
    environment = site_environment(tmp_path, 8000)
    assert "DATABASE_URL" not in environment
    assert "ELASTICSEARCH_URL" not in environment
    assert environment["DINH_VAR"] == str(tmp_path)


def test_an_installation_is_valid_for_its_place_only(tmp_path: Path) -> None:
    assert _mark_of(RUN, tmp_path / "a") != _mark_of(RUN, tmp_path / "b")
    assert _mark_of(RUN, tmp_path / "a") == _mark_of(RUN, tmp_path / "a")


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "Ổ đĩa đã đầy"),
        ("WARNING: Retrying … NewConnectionError('Network is unreachable')", "không nối được mạng"),
        ("WARNING: Retrying … ProxyError('Cannot connect to proxy.')", "không nối được mạng"),
        ("Temporary failure in name resolution", "không nối được mạng"),
        ("ERROR: Could not install packages: [Errno 13] Permission denied: 'x'", "Không có quyền ghi"),
        ("The virtual environment was not created because ensurepip is not available", "python3-venv"),
        ("ERROR: No matching distribution found for wagtail==99", "No matching distribution found for wagtail==99"),
        ("", "không rõ lý do"),
    ],
)
def test_what_pip_says_becomes_one_sentence(output: str, sentence: str) -> None:
    explained = _explain(output)
    assert sentence in explained
    assert "\n" not in explained
