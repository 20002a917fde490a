"""Files in the old fonts, TCVN3 (.VnTime) and VNI, alone and mixed with Unicode."""

from __future__ import annotations

from .builders import font, package, para, run, style
from .old_letters import to_tcvn3, to_vni
from .sample import Sample
from .typed_samples import UNSIGNED

TREE = "C I QUY ĐỊNH CHUNG\nĐ 1 Phạm vi: 1(a đ) 2\nĐ 2 Hiệu lực"
BODY = """1. Mọi hộ gia đình ở ấp đều thực hiện, giữ gìn đường nước:
a) Hộ cư trú thường xuyên;
đ) Người ở nhờ.
2. Khách quý."""
LINES = ("Điều 1. Phạm vi", *BODY.split("\n"), "Điều 2. Hiệu lực", "Từ ngày được công nhận.")
MISSED = "Điều 1: thiếu điểm b trước điểm đ"


def _tcvn3() -> bytes:
    def small(text: str) -> str:
        return para(run(to_tcvn3(text), font(".VnTime")))

    def capitals(text: str) -> str:
        return para(run(to_tcvn3(text.lower()), font(".VnTimeH")))

    return package(
        capitals("HƯƠNG ƯỚC ẤP TÂN THÀNH"), small("Chương I"), capitals("QUY ĐỊNH CHUNG"), *map(small, LINES)
    )


def _vni() -> bytes:
    """Every run ends in the middle of a letter, as Word's spelling checker leaves them."""

    def line(text: str) -> str:
        old, half = to_vni(text), len(to_vni(text)) // 2
        return para(run(old[:half], font("VNI-Times")), run(old[half:], font("VNI-Times")))

    return package(line("HƯƠNG ƯỚC ẤP TÂN THÀNH"), line("Chương I"), line("QUY ĐỊNH CHUNG"), *map(line, LINES))


def _mixed() -> bytes:
    """Headings in Unicode, text in .VnTime, one line in VNI, one in two fonts."""
    old = [para(run(to_tcvn3(text), font(".VnArial"))) for text in LINES[1:4]]
    two = para(
        run("2. ", font("Times New Roman")),
        run(to_tcvn3("Khách "), font(".VnTime")),
        run("quý.", font("Times New Roman")),
    )
    last = para(run(to_vni(LINES[-1]), font("VNI-Helve")))
    return package(
        para("HƯƠNG ƯỚC ẤP TÂN THÀNH"),
        para("Chương I"),
        para("QUY ĐỊNH CHUNG"),
        para(LINES[0]),
        *old,
        two,
        para(LINES[-2]),
        last,
    )


def _by_style_and_theme() -> bytes:
    """No run names a font: the style does for the articles, the theme for everything else."""
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
        '<a:minorFont><a:latin typeface="VNI-Times"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
    )
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    styles = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    styles += style("Cu", '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime" w:asciiTheme=""/></w:rPr>') + style(
        "Con", based="Cu"
    )
    return package(
        *(para(to_vni(text)) for text in ("HƯƠNG ƯỚC ẤP TÂN THÀNH", "Chương I", "QUY ĐỊNH CHUNG")),
        *(para(to_tcvn3(text), style="Con") for text in LINES),
        styles=styles,
        theme=theme,
    )


def _font_lost() -> bytes:
    """Somebody selected all and chose Times New Roman: the letters are still those of TCVN3."""
    lines = ("hương ước ấp Tân Thành", *LINES)
    return package(*(para(run(to_tcvn3(text), font("Times New Roman"))) for text in lines))


def _unicode_in_old_font() -> bytes:
    """Typed with a Unicode keyboard while the font was still .VnTime."""
    lines = ("HƯƠNG ƯỚC ẤP TÂN THÀNH", "Chương I", "QUY ĐỊNH CHUNG", *LINES)
    return package(*(para(run(text, font(".VnTime"))) for text in lines))


def _symbol_area() -> bytes:
    """Word takes .VnTime for a symbol font and moves its letters to U+F000."""

    def line(text: str) -> str:
        moved = "".join(chr(ord(c) + 0xF000) if ord(c) > 0x7F else c for c in to_tcvn3(text))
        return para(run(moved, font(".VnTime")))

    return package(*map(line, ("Hương ước ấp Tân Thành", "Chương I", "QUY ĐỊNH CHUNG".title(), *LINES)))


GARBLED = "Phông chữ không ghi là TCVN3"
SAMPLES = (
    Sample("tcvn3", _tcvn3, TREE, (UNSIGNED, MISSED), title="HƯƠNG ƯỚC ẤP TÂN THÀNH", bodies={"1": BODY}, legacy=True),
    Sample("vni", _vni, TREE, (UNSIGNED, MISSED), title="HƯƠNG ƯỚC ẤP TÂN THÀNH", bodies={"1": BODY}, legacy=True),
    Sample("mixed_fonts", _mixed, TREE, (UNSIGNED, MISSED), bodies={"1": BODY}, legacy=True),
    Sample("font_by_style_and_theme", _by_style_and_theme, TREE, (UNSIGNED, MISSED), bodies={"1": BODY}, legacy=True),
    Sample(
        "font_lost",
        _font_lost,
        TREE.split("\n", 1)[1],
        (UNSIGNED, MISSED, GARBLED),
        bodies={"1": BODY},
        legacy=True,
        title="hương ước ấp Tân Thành",
    ),
    Sample(
        "unicode_in_old_font",
        _unicode_in_old_font,
        TREE,
        (UNSIGNED, MISSED, "Phông chữ ghi là TCVN3 (ABC) nhưng chữ đọc được như Unicode"),
        bodies={"1": BODY},
    ),
    Sample(
        "symbol_area",
        _symbol_area,
        TREE.replace("QUY ĐỊNH CHUNG", "Quy Định Chung"),
        (UNSIGNED, MISSED),
        bodies={"1": BODY},
        legacy=True,
    ),
)
