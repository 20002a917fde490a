"""Text out of PDF and DOCX files, and the check of an upload by its content. Pure of Django.

A hostile file must not take the worker down: reading happens in a child process (`reader`) with limits on
memory, processor seconds and time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

SECONDS = 180
MAX_BYTES = 30 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 5_000
_ROOT = Path(__file__).resolve().parents[2]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXTENSIONS = {".pdf": "pdf", ".docx": "docx"}


@dataclass(frozen=True)
class Extracted:
    """Text of a file. `source` is "pdf", "docx" or "ocr"; `problem` a sentence when it could not be read."""

    text: str
    source: str
    problem: str | None = None


def extract_text(path: str | Path) -> Extracted:
    """Read a stored file in a child process. Never raises for a bad file: `problem` says what is wrong."""
    command = [sys.executable, "-m", "content_models.files.reader", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, cwd=_ROOT, check=False)
    except subprocess.TimeoutExpired:
        return Extracted("", "", "Tệp đọc quá lâu nên được bỏ qua. Hãy chia tệp thành nhiều tệp nhỏ.")
    if done.returncode != 0:
        return Extracted("", "", "Tệp bị hỏng hoặc quá lớn nên không đọc được chữ bên trong.")
    answer = json.loads(done.stdout)
    return Extracted(answer["text"], answer["source"], answer["problem"])


def upload_problem(upload: BinaryIO, name: str) -> str | None:
    """Why an upload is refused, or None. Name and content must agree; nothing is trusted but the bytes."""
    wanted = _EXTENSIONS.get(Path(name).suffix.lower())
    upload.seek(0, 2)
    size = upload.tell()
    upload.seek(0)
    head = upload.read(1024)
    upload.seek(0)
    if wanted is None:
        return "Chỉ nhận tệp PDF (.pdf) hoặc Word (.docx)."
    if size > MAX_BYTES:
        return f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB. Hãy giảm dung lượng rồi gửi lại."
    if head.startswith(_OLE):
        return "Đây là tệp Word đời cũ (.doc) hoặc tệp đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu và lưu thành .docx."
    if wanted == "pdf":
        return None if b"%PDF-" in head else "Tệp mang đuôi .pdf nhưng không phải là PDF. Hãy xuất lại tệp PDF."
    problem = docx_problem(upload)
    upload.seek(0)
    return problem


def docx_problem(file: BinaryIO | Path) -> str | None:
    """Why a file is no safe DOCX: not one, macros, or a bomb (looked at in the directory, not unpacked)."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        return "Tệp mang đuôi .docx nhưng không phải là tệp Word. Hãy lưu lại bằng Word rồi gửi."
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked / packed > MAX_RATIO:
        return "Tệp phình ra quá lớn khi mở nên bị từ chối. Hãy lưu lại bằng Word rồi gửi."
    names = {entry.filename for entry in entries}
    if "word/document.xml" not in names:
        return "Tệp mang đuôi .docx nhưng không phải là tệp Word. Hãy lưu lại bằng Word rồi gửi."
    if any(name.endswith("vbaProject.bin") for name in names):
        return "Tệp có chứa macro nên bị từ chối. Hãy lưu lại thành .docx không có macro."
    return None
