"""`./run`: from a fresh clone to a working site with demo data, and nothing left running afterwards."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from .children import Child, ends_on_signals
from .console import Problem, main, step
from .install import RUN, install
from .paths import run_time_folder
from .ports import require_free
from .site import address, prepare, running_site, site_environment

DATA = ("dinh.sqlite3*", "search.sqlite3*", "media", "mail", "logs")
AGREED = {"xóa", "xoá", "xoa"}


def run() -> int:
    """Exit code 0 when the person stopped the site, 1 when something went wrong."""
    began = time.monotonic()
    options = _options()
    ends_on_signals()
    require_free(options.port)
    var = run_time_folder()
    var.mkdir(parents=True, exist_ok=True)
    with _only_one(var):
        if options.fresh and not _start_over(var):
            return 1
        install(RUN)
        _say_what_is_left_alone()
        _serve(var, options.port, began)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run", description="Chạy Đình trên máy này với dữ liệu dùng thử.", add_help=False
    )
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="cổng của trang (mặc định 8000)")
    parser.add_argument("--fresh", action="store_true", help="xóa dữ liệu cũ (có hỏi lại) và bắt đầu từ đầu")
    parser.add_argument("-h", "--help", action="help", help="in lời hướng dẫn này")
    return parser.parse_args()


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Problem(f"Cổng phải là một số từ 1 đến 65535, không phải “{text}”.")
    return int(text)


@contextlib.contextmanager
def _only_one(var: Path) -> Iterator[None]:
    """Hold the run-time folder; raises Problem when another `./run` works on it."""
    with (var / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise Problem(f"Đình đang chạy từ thư mục {var} rồi: hãy dừng lần chạy ấy trước.") from taken
        yield


def _start_over(var: Path) -> bool:
    """Ask, then delete the data; False when the person did not agree."""
    found = sorted(path for pattern in DATA for path in var.glob(pattern))
    if not found:
        return True
    print("Sẽ xóa hết dữ liệu cũ, không lấy lại được:")
    for path in found:
        print(f"  {path}")
    try:
        answer = input("Gõ “xóa” rồi nhấn Enter để đồng ý, hoặc chỉ nhấn Enter để thôi: ")
    except EOFError:
        answer = ""
    if unicodedata.normalize("NFC", answer).strip().lower() not in AGREED:
        print("Không xóa gì. Chạy ./run (không có --fresh) để dùng tiếp dữ liệu đang có.")
        return False
    for path in found:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    step("Đã xóa dữ liệu cũ")
    return True


def _say_what_is_left_alone() -> None:
    named = [name for name in ("DATABASE_URL", "ELASTICSEARCH_URL") if os.environ.get(name)]
    if named:
        step(f"Bỏ qua {' và '.join(named)}: bản dùng thử luôn dùng SQLite và máy tìm kiếm đi kèm")


def _serve(var: Path, port: int, began: float) -> None:
    environment = site_environment(var, port)
    with tempfile.TemporaryDirectory(prefix="dinh-run-") as scratch:
        accounts = Path(scratch) / "accounts.txt"
        prepare(environment, accounts)
        step("Khởi động trang và các tiến trình nền")
        with running_site(environment) as site:
            _announce(port, accounts.read_text(encoding="utf-8"), time.monotonic() - began, site.log)
            _until_stopped(site)
    print("Đã dừng tất cả.")


def _announce(port: int, accounts: str, seconds: float, log: Path) -> None:
    print(f"\nĐình đã chạy sau {seconds:.0f} giây.")
    print(f"\n  Trang công khai:  {address(port)}/")
    print(f"  Trang quản trị:   {address(port)}/quan-tri/\n")
    print(accounts.rstrip())
    print(f"\nNhật ký: {log}")
    print("Dừng: nhấn Ctrl-C. Dữ liệu vẫn còn cho lần chạy sau; ./run --fresh để bắt đầu lại từ đầu.", flush=True)


def _until_stopped(site: Child) -> None:
    """Wait for Ctrl-C; raises Problem when the site ends by itself."""
    try:
        site.process.wait()
    except KeyboardInterrupt:
        print("\nĐang dừng…", flush=True)
        return
    raise Problem(f"Một tiến trình của Đình đã dừng nên tất cả cùng dừng. Nhật ký:\n{site.last_lines()}")


if __name__ == "__main__":
    sys.exit(main(run))
