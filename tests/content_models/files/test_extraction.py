"""Text out of files, in a child process that a hostile file cannot leave."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from content_models.files import extraction, reader
from content_models.files.extraction import extract_text, ocr_available

from . import samples

TEXT = samples.TEXT


def read(folder: Path, content: bytes) -> extraction.Extracted:
    return extract_text(samples.saved(folder, content))


def plain(text: str) -> str:
    return " ".join(text.split())


def test_pdf(tmp_path: Path) -> None:
    found = read(tmp_path, samples.pdf(pages=2))
    assert (found.source, found.pages, found.problem, found.note) == ("pdf", 2, None, "")
    assert plain(found.text) == f"{TEXT} {TEXT}"


def test_word_with_a_table(tmp_path: Path) -> None:
    found = read(tmp_path, samples.docx("Lịch dọn rạch", TEXT, rows=[["Tháng", "Tổ"], ["Một", "Tổ 1"]]))
    assert (found.source, found.pages, found.problem) == ("docx", 0, None)
    assert found.text.split("\n") == ["Lịch dọn rạch", TEXT, "Tháng", "Tổ", "Một", "Tổ 1"]


def test_word_text_boxes_are_read_once(tmp_path: Path) -> None:
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:document {names}><w:body><w:p><w:r><w:t>Ngoài</w:t><w:tab/><w:t>khung</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p></w:body></w:document>"
    )
    found = read(tmp_path, samples.rezipped(samples.docx(), {"word/document.xml": body.encode()}))
    assert found.text == "Ngoài khung\nTrong khung"


def test_a_pdf_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    assert plain(read(tmp_path, samples.locked_pdf("")).text) == TEXT


def test_pdfium_reads_what_pypdf_cannot(tmp_path: Path) -> None:
    path = samples.saved(tmp_path, samples.pdf())
    texts, pages = reader._pdfium_texts(path)
    assert (plain(texts[0]), pages) == (TEXT, 1)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (samples.locked_pdf("mật khẩu"), reader.LOCKED_PDF),
        (b"%PDF-1.7\n" + b"rubbish " * 50, reader.DAMAGED_PDF),
        (samples.docx()[:2000], reader.DAMAGED_WORD),
        (b"", reader.DAMAGED_WORD),
        (samples.docx(""), reader.EMPTY_WORD),
        (samples.rezipped(samples.docx(), {"word/document.xml": b"<w:document"}), reader.DAMAGED_WORD),
        (samples.rezipped(samples.docx(), {"word/vbaProject.bin": b"x"}), extraction.MACROS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, extraction.OLD_WORD),
    ],
    ids=["locked", "rubbish", "cut", "empty", "no text", "broken xml", "macros", "old word"],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, problem: str) -> None:
    found = read(tmp_path, content)
    assert (found.problem, found.text, found.source) == (problem, "", "")


def test_entities_of_a_word_file_reach_no_file_of_the_server(tmp_path: Path) -> None:
    body = (
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>a&x;b</w:t></w:r></w:p></w:body></w:document>"
    )
    found = read(tmp_path, samples.rezipped(samples.docx(), {"word/document.xml": body.encode()}))
    assert "root:" not in found.text


def test_missing_and_too_big_files(tmp_path: Path) -> None:
    assert extract_text(tmp_path / "none.pdf").problem == extraction.MISSING
    big = samples.saved(tmp_path, b"%PDF-1.4")
    os.truncate(big, extraction.MAX_BYTES + 1)
    assert extract_text(big).problem == extraction.TOO_BIG


def test_a_file_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    before = set(Path(tempfile.gettempdir()).glob("dinh-read-*"))
    found = extract_text(samples.saved(tmp_path, samples.pdf()), seconds=0.05)
    assert found.problem == extraction.TOO_SLOW
    assert set(Path(tempfile.gettempdir()).glob("dinh-read-*")) <= before
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(tmp_path) not in listed


def test_a_pdf_that_swells_ends_only_the_child(tmp_path: Path) -> None:
    started = time.monotonic()
    found = read(tmp_path, samples.endless_pdf())
    assert found.problem
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    ("greed", "code", "output"),
    [
        ("bytearray(3 * 2**30)", 0, "problem"),  # more memory than the limit: told as a sentence
        ("any(iter(int, 1))", -24, ""),  # a loop without end: SIGXCPU
    ],
    ids=["memory", "processor"],
)
def test_the_child_is_held_by_its_limits(greed: str, code: int, output: str) -> None:
    script = (
        "import sys; from content_models.files import reader; reader.CPU_SECONDS = 1; "
        f"sys.argv = ['', '']; reader.read = lambda path: {greed}; reader.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=extraction._ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert output in done.stdout


def test_the_child_does_not_see_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not-for-files")
    monkeypatch.setattr(extraction, "_ROOT", tmp_path)  # the child takes its modules from here
    package = tmp_path / "content_models" / "files"
    package.mkdir(parents=True)
    (package / "reader.py").write_text(
        "import json, os\nprint(json.dumps({'text': ' '.join(os.environ), 'source': 'pdf'}))"
    )
    found = extract_text(samples.saved(tmp_path, b"x"))
    assert "PATH" in found.text and "SECRET_KEY" not in found.text


def test_an_answer_that_is_none_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "_ROOT", tmp_path)
    package = tmp_path / "content_models" / "files"
    package.mkdir(parents=True)
    (package / "reader.py").write_text("print('no json')")
    assert extract_text(samples.saved(tmp_path, b"x")).problem == extraction.DAMAGED


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_end_in_text_or_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes overwritten anywhere: the reader itself (here without its process) never raises."""
    content = bytearray(data.draw(st.sampled_from([samples.PDF, samples.DOCX, samples.LOCKED])))
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(content) - 1))
        content[start : start + 20] = data.draw(st.binary(max_size=20))
    found = reader.read(samples.saved(tmp_path, bytes(content)))
    assert bool(found.text) != bool(found.problem)


def test_more_pages_and_letters_than_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 100)
    found = reader.read(samples.saved(tmp_path, samples.pdf(pages=3)))
    assert found.pages == 3
    assert len(found.text) == 100
    assert found.note == ("Chỉ đọc 2 trang đầu trong 3 trang. Tệp rất dài: chỉ phần đầu được đưa vào tìm kiếm.")


def test_a_scan_without_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "PROGRAMS", str(tmp_path))
    assert not ocr_available()
    assert reader.read(samples.saved(tmp_path, samples.scan())).problem == reader.NO_TESSERACT
    mixed = reader.read(samples.saved(tmp_path, samples.joined(samples.pdf(), samples.scan())))
    assert (mixed.source, mixed.note) == ("pdf", "Còn 1 trang là ảnh quét chưa nhận dạng được chữ.")


@pytest.mark.ocr
class TestScans:
    """With `tesseract` and Vietnamese."""

    def test_a_scan_is_recognised(self, tmp_path: Path) -> None:
        found = read(tmp_path, samples.scan(pages=2))
        assert (found.source, found.pages, found.problem) == ("ocr", 2, None)
        assert plain(found.text).count("Hộ nuôi tôm không xả nước ao bệnh ra kinh chung") == 2

    def test_a_scanned_page_among_pages_with_text(self, tmp_path: Path) -> None:
        long = samples.pdf(f"{TEXT} {TEXT}")
        found = read(tmp_path, samples.joined(long, samples.scan("Biên bản họp ấp Rạch Tàu")))
        assert (found.source, found.note) == ("pdf", "")
        assert plain(found.text).endswith("Biên bản họp ấp Rạch Tàu")

    def test_an_empty_scan(self, tmp_path: Path) -> None:
        assert read(tmp_path, samples.empty_pdf()).problem == reader.NO_TEXT

    def test_a_page_as_big_as_a_house_is_drawn_small(self, tmp_path: Path) -> None:
        stream = b"<< /Length 35 >>\nstream\n0 0 7000 14400 re f 0 0 5000 5000 re f\nendstream"
        found = read(tmp_path, samples.raw_pdf(stream, b"[0 0 14400 14400]"))
        assert found.problem == reader.NO_TEXT

    def test_pages_left_out_do_not_lose_the_others(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "_STARTED", time.monotonic())  # this process has been running for longer
        monkeypatch.setattr(reader, "MAX_SCANNED_PAGES", 1)
        found = reader.read(samples.saved(tmp_path, samples.scan(pages=2)))
        assert (found.source, found.note) == ("ocr", "Còn 1 trang là ảnh quét chưa nhận dạng được chữ.")

    def test_no_time_is_left_for_scans(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reader, "SCAN_SECONDS", 0)
        assert reader.read(samples.saved(tmp_path, samples.scan())).problem == extraction.TOO_SLOW

    def test_a_grey_photograph_has_no_text(self, tmp_path: Path) -> None:
        picture = tmp_path / "anh.pdf"
        Image.linear_gradient("L").resize((800, 800)).save(picture)
        assert extract_text(picture).problem == reader.NO_TEXT
