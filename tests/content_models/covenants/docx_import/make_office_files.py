"""Makes the files in `files/` with LibreOffice.

    python -m tests.content_models.covenants.docx_import.make_office_files

The tests read the stored files, so that they need no LibreOffice. Each file went through a format that people
have: an old .doc, an .rtf, an .odt, a web page pasted into Word.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from . import layout_samples, list_samples, typed_samples

FILES = Path(__file__).parent / "files"
PAGE = """<html><head><meta charset="utf-8"></head><body>
<p align="center"><b>HƯƠNG ƯỚC<br>ẤP RẠCH TÀU</b></p><h2>Chương I. Quy định chung</h2><h3>Điều 1. Phạm vi</h3>
<ol><li>Mọi hộ:<ol type="a"><li>Hộ cũ;</li><li>Hộ mới.</li></ol></li><li>Khách đến ấp.</li></ol>
<h3>Điều 2. Lịch</h3><p>Theo bảng:</p>
<table border="1"><tr><td>Tháng</td><td>Tổ</td></tr><tr><td>Một</td><td>1</td></tr></table>
<h3>Điều 3. Hiệu lực</h3><p>Từ ngày&nbsp;công nhận.</p></body></html>"""


def convert(file: Path, to: str) -> Path:
    """The file in another format, beside it."""
    web = ["--infilter=HTML (StarWriter)"] if file.suffix == ".html" else []
    command = ["soffice", "--headless", *web, "--convert-to", to, "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return file.with_suffix(f".{to}")


def main() -> None:
    """Write every file."""
    samples = {s.name: s for s in (*typed_samples.SAMPLES, *layout_samples.SAMPLES, *list_samples.SAMPLES)}
    FILES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for sample, through in (
            ("whole", "doc"), ("whole", "odt"), ("whole", "rtf"), ("signed_table", "odt"), ("four_levels", "odt"),
            ("four_levels", "doc"), ("data_table", "rtf"),
        ):  # fmt: skip
            file = folder / f"{sample}_{through}.docx"
            file.write_bytes(samples[sample].make())
            there = convert(file, through)
            file.unlink()
            back = convert(there, "docx")
            (FILES / back.name).write_bytes(back.read_bytes())
        page = folder / "web_page.html"
        page.write_text(PAGE, encoding="utf-8")
        there = convert(page, "doc")
        (FILES / "web_page.docx").write_bytes(convert(there, "docx").read_bytes())
        sources = {"old_word.doc": there, "old_word.odt": convert(there, "odt"), "old_word.rtf": convert(there, "rtf")}
        for target, made in sources.items():
            (FILES / target).write_bytes(made.read_bytes())


if __name__ == "__main__":
    main()
