"""Text out of PDF and DOCX files, and the check of an upload by its content. Pure of Django.

A hostile file must not take the worker down: reading happens in a child process (`reader`) with limits on
memory, processor seconds, written bytes and time, without the environment of the server (its secrets), and in
a folder of its own that is removed with it.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

SECONDS = 180
MAX_BYTES = 30 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200  # unpacked ÷ packed; Word's own files stay below 30
MAX_ENTRIES = 5_000
MAX_DIRECTORY = 2 * 1024 * 1024  # bytes of a ZIP's table of contents
PROGRAMS = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"  # where tesseract may lie
_ROOT = Path(__file__).resolve().parents[2]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EXTENSIONS = {".pdf": "pdf", ".docx": "docx"}
_BAD_ZIP = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    struct.error,
    zlib.error,
)

NOT_WORD = "Tệp mang đuôi .docx nhưng không phải là tệp Word. Hãy lưu lại bằng Word rồi gửi."
NOT_PDF = "Tệp mang đuôi .pdf nhưng không phải là PDF. Hãy xuất lại tệp PDF."
UNKNOWN = "Chỉ nhận tệp PDF (.pdf) hoặc Word (.docx)."
TOO_BIG = f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB. Hãy giảm dung lượng rồi gửi lại."
OLD_WORD = "Đây là tệp đời cũ (.doc, .xls). Hãy mở bằng Word và lưu thành .docx."
LOCKED_WORD = "Tệp Word đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."
MACROS = "Tệp có chứa macro nên bị từ chối. Hãy lưu lại thành .docx không có macro."
SWOLLEN = "Tệp phình ra quá lớn khi mở nên bị từ chối. Hãy lưu lại bằng Word rồi gửi."
TOO_SLOW = "Tệp đọc quá lâu nên được bỏ qua. Hãy chia tệp thành nhiều tệp nhỏ."
DAMAGED = "Tệp bị hỏng hoặc quá lớn nên không đọc được chữ bên trong."
MISSING = "Không tìm thấy tệp trên máy chủ. Hãy gửi lại tệp."


@dataclass(frozen=True)
class Extracted:
    """Text of a file.

    `source` is "pdf", "docx", "ocr" (most of the text was recognised from pictures) or "" with a `problem`, the
    sentence that says why nothing could be read. `note` says what was left out of a text that was read.
    `pages` is 0 where the format has none.
    """

    text: str
    source: str
    problem: str | None = None
    pages: int = 0
    note: str = ""


def extract_text(path: str | Path, *, seconds: float = SECONDS) -> Extracted:
    """Read a stored file in a child process. Never raises for a bad file: `problem` says what is wrong."""
    file = Path(path).resolve()
    if not file.is_file():
        return Extracted("", "", MISSING)
    if file.stat().st_size > MAX_BYTES:
        return Extracted("", "", TOO_BIG)
    try:
        code, output = run_apart("content_models.files.reader", file, seconds)
    except subprocess.TimeoutExpired:
        return Extracted("", "", TOO_SLOW)
    if code == -signal.SIGXCPU:
        return Extracted("", "", TOO_SLOW)
    return _answer(output) if code == 0 else Extracted("", "", DAMAGED)


def ocr_available() -> bool:
    """True when the program `tesseract` with the language `vie` is installed."""
    program = shutil.which("tesseract", path=PROGRAMS)
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return "vie" in (listed.stdout + listed.stderr).split()


def sniff(source: bytes | Path | BinaryIO) -> str | None:
    """What a file is by its content: "pdf", "docx", "png", "jpeg", or None. A stream is left at its start."""
    if isinstance(source, bytes):
        return sniff(io.BytesIO(source))
    if isinstance(source, Path):
        with source.open("rb") as file:
            return sniff(file)
    source.seek(0)
    head = source.read(1024)
    source.seek(0)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if b"%PDF-" in head:
        return "pdf"
    kind = "docx" if head.startswith(b"PK") and _is_word(source) else None
    source.seek(0)
    return kind


def upload_problem(upload: BinaryIO, name: str) -> str | None:
    """Why an upload is refused, or None. Name and content must agree; nothing is trusted but the bytes."""
    wanted = _EXTENSIONS.get(Path(name).suffix.lower())
    if wanted is None:
        return UNKNOWN
    if upload.seek(0, 2) > MAX_BYTES:
        return TOO_BIG
    upload.seek(0)
    problem = _ole_problem(upload) or (_pdf_problem(upload) if wanted == "pdf" else docx_problem(upload))
    upload.seek(0)
    return problem


def docx_problem(file: BinaryIO | Path) -> str | None:
    """Why a file is no safe DOCX: not one, locked, macros, or a bomb (by its table of contents, not unpacked)."""
    if isinstance(file, Path):
        with file.open("rb") as opened:
            return _ole_problem(opened) or docx_problem(opened)
    if directory_bytes(file) > MAX_DIRECTORY:
        return SWOLLEN
    try:
        with zipfile.ZipFile(file) as archive:
            return _archive_problem(archive)
    except _BAD_ZIP:
        return NOT_WORD


def _archive_problem(archive: zipfile.ZipFile) -> str | None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked / packed > MAX_RATIO:
        return SWOLLEN
    names = {entry.filename.lower() for entry in entries}
    if "word/document.xml" not in names:
        return NOT_WORD
    if any(entry.flag_bits & 1 for entry in entries):
        return LOCKED_WORD
    if any(name.endswith("vbaproject.bin") for name in names) or _declares_macros(archive):
        return MACROS
    return None


def _declares_macros(archive: zipfile.ZipFile) -> bool:
    """A .docm that was renamed says so in its list of content types."""
    listed = next((e for e in archive.infolist() if e.filename == "[Content_Types].xml"), None)
    if listed is None or listed.file_size > 1024 * 1024:
        return False
    return b"macroenabled" in archive.read(listed).lower()


def directory_bytes(file: BinaryIO) -> int:
    """Size of a ZIP's table of contents by its end record; Python reads that many bytes before anything else.
    0 without an end record; a ZIP64 file, which no document of 30 MB needs, counts as endless."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    start = tail.rfind(b"PK\x05\x06")
    if start < 0 or len(tail) < start + 22:
        return 0
    entries, directory = struct.unpack("<H", tail[start + 10 : start + 12])[0], tail[start + 12 : start + 16]
    return sys.maxsize if entries == 0xFFFF else int(struct.unpack("<I", directory)[0])


def _is_word(file: BinaryIO) -> bool:
    if directory_bytes(file) > MAX_DIRECTORY:
        return False
    try:
        with zipfile.ZipFile(file) as archive:
            return "word/document.xml" in archive.namelist()
    except _BAD_ZIP:
        return False


def _ole_problem(file: BinaryIO) -> str | None:
    """The container of old Office files; Word puts a document with a password into one, too."""
    file.seek(0)
    is_ole = file.read(8) == _OLE
    file.seek(0)
    if not is_ole:
        return None
    locked = _OLE_ENCRYPTED in file.read(MAX_BYTES)
    file.seek(0)
    return LOCKED_WORD if locked else OLD_WORD


def _pdf_problem(file: BinaryIO) -> str | None:
    file.seek(0)
    return None if b"%PDF-" in file.read(1024) else NOT_PDF


def run_apart(module: str, file: Path, seconds: float) -> tuple[int, bytes]:
    """Run a module on a file in a child process without the server's environment: exit code and output.

    It and all that it started are gone afterwards. Raises TimeoutExpired.
    """
    command = [sys.executable, "-m", module, str(file)]
    with tempfile.TemporaryDirectory(prefix="dinh-read-") as folder:
        environment = {"PATH": PROGRAMS, "LANG": "C.UTF-8", "TMPDIR": folder, "OMP_THREAD_LIMIT": "1"}
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=environment,
            start_new_session=True,
        )
        try:
            output, _ = child.communicate(timeout=seconds)
        finally:
            _end(child)
        return child.returncode, output


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child's whole group: a tesseract that it started would go on without it."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # nothing of it is left
    finally:
        child.wait()
        if child.stdout:
            child.stdout.close()


def _answer(output: bytes) -> Extracted:
    try:
        return Extracted(**json.loads(output))
    except (ValueError, TypeError):
        return Extracted("", "", DAMAGED)
