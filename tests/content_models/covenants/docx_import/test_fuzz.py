"""Damaged files: truncated, with flipped bytes, with nonsense inside well-formed XML. Nothing but a Refusal comes."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_models.covenants.docx_import import ReadDocument, Refusal, read_docx, read_pasted

from . import font_samples, list_samples, part_samples, typed_samples
from .builders import NAMESPACES, zipped

NAMES = ("whole", "four_levels", "tracked_changes", "footnotes", "tcvn3", "contents_field", "wrapped_words")
BASES = [
    sample.make()
    for samples in (typed_samples, list_samples, part_samples, font_samples)
    for sample in samples.SAMPLES
    if sample.name in NAMES
]
TAG_LIST = """
p r t tbl tr tc sdt sdtContent ins del pPr numPr numId ilvl fldChar instrText br tab sym txbxContent rPr rFonts pStyle
gridSpan tcPr outlineLvl
"""
TAGS = TAG_LIST.split()
VALUES = st.sampled_from(
    ["", "0", "1", "-1", "99999999999", "x", "Điều %1.", "%9", "begin", "end", "center", "1.5", "NaN"]
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_or_refuse(data: bytes) -> ReadDocument | None:
    try:
        return read_docx(data)
    except Refusal as refusal:
        assert refusal.sentence.endswith(".")
        return None


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("base", range(len(BASES)))
def test_truncated_at_every_step(base: int) -> None:
    data = BASES[base]
    for end in range(0, len(data), max(1, len(data) // 60)):
        assert read_or_refuse(data[:end]) is None


@quick
@given(
    st.integers(0, len(BASES) - 1),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=8),
)
def test_flipped_bytes(base: int, flips: list[tuple[int, int]]) -> None:
    data = bytearray(BASES[base])
    for at, mask in flips:
        data[at % len(data)] ^= mask
    read_or_refuse(bytes(data))


@quick
@given(st.integers(0, len(BASES) - 1), st.data())
def test_flipped_bytes_inside(base: int, data: st.DataObject) -> None:
    """The ZIP is whole, what it holds is not."""
    parts = unpacked(BASES[base])
    name = data.draw(st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))]))
    inside = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 5))):
        inside[data.draw(st.integers(0, len(inside) - 1))] ^= data.draw(st.integers(1, 255))
    read_or_refuse(zipped(parts | {name: bytes(inside)}))


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> str:
    """Words of WordprocessingML in any order, nested as nobody would."""
    tag, inside = draw(st.sampled_from(TAGS)), ""
    if depth < 4:
        inside = "".join(draw(st.lists(trees(depth + 1), max_size=3)))
    text = (
        draw(st.sampled_from(["", "Điều 1. A", "| a | b |", "TRƯỞNG ẤP", "1. x", "Mục lục", "Điều 1 ... 3"]))
        if not inside
        else ""
    )
    value = draw(VALUES)
    return f'<w:{tag} w:val="{value}" w:id="{value}" w:fldCharType="{value}" w:char="{value}">{inside}{text}</w:{tag}>'


@quick
@given(st.lists(trees(), max_size=6), st.lists(trees(), max_size=4), st.lists(trees(), max_size=4))
def test_nonsense_that_is_well_formed(body: list[str], numbering: list[str], styles: list[str]) -> None:
    parts = unpacked(BASES[1])
    parts["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>".encode()
    parts["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{''.join(numbering)}</w:numbering>".encode()
    parts["word/styles.xml"] = f"<w:styles {NAMESPACES}>{''.join(styles)}</w:styles>".encode()
    read_or_refuse(zipped(parts))


LINES = st.sampled_from(
    [
        "HƯƠNG ƯỚC",
        "ẤP MỘT",
        "LỜI NÓI ĐẦU",
        "Chương I",
        "CHUNG",
        "Mục 1. A",
        "Điều 1. A",
        "Điều 2",
        "Điều 2.",
        "1. x",
        "a) y",
        "+ z",
        "TRƯỞNG ẤP",
        "Nguyễn Văn A",
        "",
        "",
        " a ",
        " b ",
        "QUYẾT ĐỊNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Mục lục",
        "Điều 1 ..... 3",
        "I. PHẦN MỘT",
        "TRƯỞNG ẤP\tTRƯỞNG BAN CTMT",
        "dòng chữ thường không có dấu ở cuối và khá là dài",
        "3",
        "Cà Mau, ngày 1 tháng 2 năm 2026",
        "Nơi nhận:",
        "(Ký tên)",
    ]
)


@quick
@given(st.lists(LINES | st.text(max_size=30), max_size=40))
def test_any_pasted_text_keeps_its_words(lines: list[str]) -> None:
    from .test_samples import kept_words, words

    try:
        read = read_pasted("\n".join(lines))
    except Refusal:
        return
    kept = kept_words(read) + words(" ".join(line.text for line in read.lines if line.role == "heading"))
    source = words("\n".join(line.text for line in read.lines))
    assert {word for word, count in source.items() if count > kept[word]} == set()
    assert [line for line in read.lines if line.role in ("text", "heading", "table") and line.block < 0] == []
