"""The virtual environment with exactly the pinned packages; instant when nothing changed.

Also the image's build step: `python -m tools.install --into /opt/venv`.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from .console import Problem, Progress, main, step
from .paths import REPOSITORY, VENV, venv_python

RUN = ("requirements.txt",)
DEVELOP = ("requirements.txt", "requirements-dev.txt")
NEEDED_MEGABYTES = {RUN: 600, DEVELOP: 1000}  # installed they take 393 and 715 MB; the rest is for unpacking
NETWORK = re.compile(
    r"NewConnectionError|name resolution|Name or service not known|Network is unreachable|ProxyError|"
    r"ConnectTimeout|ReadTimeout|Connection refused|Connection aborted|Max retries exceeded|SSLError",
    re.IGNORECASE,
)


def install(files: tuple[str, ...], venv: Path = VENV) -> bool:
    """Bring the virtual environment to the pins of the files.

    Returns whether anything had to be done. Raises Problem with what to do, and leaves no
    environment that would pass for a complete one.
    """
    mark = _mark_of(files, venv)
    if _is_marked(venv, files, mark):
        return False
    _need_venv_module()
    _need_space(venv, NEEDED_MEGABYTES[files])
    if not _belongs_here(venv):
        step("Tạo môi trường Python riêng của Đình")
        _make(venv)
    pins = sum(_count_pins(REPOSITORY / name) for name in files)
    step(f"Cài {pins} gói Python đúng bản đã chốt (chỉ lần đầu, hoặc khi danh sách đổi)")
    _pip_install(venv, files, pins)
    _write_marks(venv, files)
    return True


def _mark_of(files: Iterable[str], venv: Path) -> str:
    """What an installation is valid for: these pins, this Python, this place (scripts hold absolute paths)."""
    digest = hashlib.sha256(f"{sys.version}\0{venv.absolute()}".encode())
    for name in files:
        digest.update((REPOSITORY / name).read_bytes())
    return digest.hexdigest()


def _mark_file(venv: Path, files: tuple[str, ...]) -> Path:
    return venv / f"dinh-installed-{'dev' if files == DEVELOP else 'run'}"


def _is_marked(venv: Path, files: tuple[str, ...], mark: str) -> bool:
    path = _mark_file(venv, files)
    return path.exists() and path.read_text(encoding="ascii") == mark and venv_python(venv).exists()


def _write_marks(venv: Path, files: tuple[str, ...]) -> None:
    """What serves development serves running, too."""
    for done in {RUN, files}:
        _mark_file(venv, done).write_text(_mark_of(done, venv), encoding="ascii")
    (venv / "dinh-place").write_text(str(venv.absolute()), encoding="utf-8")


def _belongs_here(venv: Path) -> bool:
    """False for no environment, one made in another folder, and one whose Python is gone or too old."""
    place = venv / "dinh-place"
    if place.exists() and place.read_text(encoding="utf-8") != str(venv.absolute()):
        return False
    if not venv_python(venv).exists():
        return False
    check = "import sys, pip; print(sys.version)"
    found = subprocess.run([venv_python(venv), "-c", check], capture_output=True, text=True, check=False)
    return found.returncode == 0 and found.stdout.strip() == sys.version.strip()


def _make(venv: Path) -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", venv], capture_output=True, text=True, check=False)
    if made.returncode:
        raise Problem(_explain(made.stdout + made.stderr))


def _need_venv_module() -> None:
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise Problem(
        f"Python của máy này thiếu mô-đun venv: hãy cài (trên Debian, Ubuntu: sudo apt-get install "
        f"python{version}-venv) rồi chạy lại."
    )


def _need_space(venv: Path, needed: int) -> None:
    there = next(folder for folder in (venv, *venv.parents) if folder.exists())
    free = shutil.disk_usage(there).free // 1024**2
    if free < needed and not venv_python(venv).exists():
        raise Problem(f"Ổ đĩa chỉ còn {free} MB, cần khoảng {needed} MB: hãy giải phóng chỗ trống rồi chạy lại.")


def _count_pins(path: Path) -> int:
    return sum("==" in line for line in path.read_text(encoding="utf-8").splitlines())


def _pip_install(venv: Path, files: Iterable[str], pins: int) -> None:
    for mark in (*venv.glob("dinh-installed-*"),):
        mark.unlink()
    command: list[str | Path] = [venv_python(venv), "-m", "pip", "install", "--no-input"]
    command += ["--disable-pip-version-check", "--retries", "2", "--timeout", "30"]
    for name in files:
        command += ["-r", REPOSITORY / name]
    progress, output = Progress(pins), []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        assert pip.stdout
        for line in pip.stdout:
            output.append(line)
            with contextlib.suppress(IndexError):
                if line.startswith(("Collecting ", "Requirement already")):
                    progress.advance(re.split(r"[: ]+", line.removeprefix("Requirement already satisfied"))[1])
    progress.close()
    if pip.returncode:
        raise Problem(_explain("".join(output)))


def _explain(output: str) -> str:
    """One sentence from pip's or venv's output: what is wrong with the machine, else the last error line."""
    if "No space left on device" in output or "Errno 28" in output:
        return "Ổ đĩa đã đầy trong khi cài gói: hãy giải phóng chỗ trống rồi chạy lại."
    if NETWORK.search(output):
        return "Không tải được gói Python vì máy không nối được mạng: hãy kiểm tra mạng (hoặc proxy) rồi chạy lại."
    if "ensurepip" in output:
        return "Không tạo được môi trường Python vì thiếu gói python3-venv: hãy cài gói ấy rồi chạy lại."
    if "Permission denied" in output:
        return f"Không có quyền ghi vào {REPOSITORY}: hãy chạy bằng người dùng sở hữu thư mục này."
    errors = [line.strip() for line in output.splitlines() if "error" in line.lower()] or ["không rõ lý do"]
    return f"Không cài được gói Python: {errors[-1]}"


def _command() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.install", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what testing needs")
    parser.add_argument("--into", type=Path, default=VENV, help="folder of the virtual environment")
    chosen = parser.parse_args()
    if not install(DEVELOP if chosen.dev else RUN, chosen.into):
        step("Các gói Python đã đúng bản, không phải cài gì.")
    return 0


if __name__ == "__main__":
    sys.exit(main(_command))
