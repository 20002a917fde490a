"""Files whose numbers are made by Word's lists: nothing of "Điều 5." stands in the paragraph itself."""

from __future__ import annotations

from .builders import level, lists, package, para, style
from .sample import Sample
from .typed_samples import UNSIGNED

TITLE = para("HƯƠNG ƯỚC ẤP MỘT")
LAW = (  # chapters, articles through the whole text, clauses, points
    level(0, "upperRoman", "Chương %1"),
    level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'),
    level(2, "decimal", "%3."),
    level(3, "lowerLetter", "%4)"),
)
NUMBERS = {1: (0, "")}
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def _four_levels() -> bytes:
    def at(depth: int, text: str) -> str:
        return para(text, number=(1, depth))

    return package(
        TITLE,
        at(0, "QUY ĐỊNH CHUNG"),
        at(1, "Phạm vi"),
        at(2, "Mọi hộ:"),
        at(3, "Hộ cũ;"),
        at(3, "Hộ mới."),
        at(2, "Khách."),
        at(1, "Nguyên tắc"),
        at(2, "Tự nguyện."),
        at(0, "Thực hiện"),
        at(1, "Hiệu lực"),
        at(2, "Từ hôm nay."),
        numbering=lists({0: LAW}, NUMBERS),
    )


def _by_style() -> bytes:
    """The numbers hang on styles; the list knows its levels by the names of the styles."""
    levels = (
        level(0, "upperRoman", "CHƯƠNG %1", '<w:pStyle w:val="C"/>'),
        level(1, "decimal", "Điều %2:", '<w:pStyle w:val="D"/><w:lvlRestart w:val="0"/>'),
        level(2, "decimal", "%3)", '<w:pStyle w:val="K"/>'),
    )
    styles = style("C", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>', "Tên chương của tôi")
    styles += style("D", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>', "aaa")
    styles += style("D2", name="bbb", based="D") + style(
        "K", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>', "x"
    )
    return package(
        TITLE,
        para("CHUNG", style="C"),
        para("Phạm vi", style="D"),
        para("Mọi hộ.", style="K"),
        para("Khách.", style="K"),
        para("RIÊNG", style="C"),
        para("Hiệu lực", style="D"),
        para("Từ hôm nay.", style="K"),
        numbering=lists({7: levels}, {3: (7, "")}),
        styles=styles,
    )


def _multi_level() -> bytes:
    levels = (level(0, "decimal", "Điều %1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "%3)"))
    return package(
        TITLE,
        para("Phạm vi", number=(1, 0)),
        para("Mọi hộ.", number=(1, 1)),
        para("Khách.", number=(1, 1)),
        para("Hiệu lực", number=(1, 0)),
        para("Từ hôm nay:", number=(1, 1)),
        para("Ngay.", number=(1, 2)),
        numbering=lists({0: levels}, NUMBERS),
    )


def _restarted() -> bytes:
    """Articles typed; each has a list of its own that begins anew. Word's letters know no đ."""
    abstract = {0: (level(0, "decimal", "%1."),), 1: (level(0, "lowerLetter", "%1)"),)}
    numbers = {1: (0, ""), 2: (0, RESTART), 3: (1, ""), 4: (1, RESTART)}
    return package(
        TITLE,
        para("Điều 1. A"),
        para("Một.", number=(1, 0)),
        para("Hai:", number=(1, 0)),
        *(para(f"Ý {n};", number=(3, 0)) for n in range(1, 6)),
        para("Ba.", number=(1, 0)),
        para("Điều 2. B"),
        para("Một.", number=(2, 0)),
        para("Hai.", number=(2, 0)),
        para("Ý một;", number=(4, 0)),
        numbering=lists(abstract, numbers),
    )


def _vietnamese_letter() -> bytes:
    """People help themselves: a) to d), then a list that prints "đ)", then one that starts at e."""
    abstract = {0: (level(0, "lowerLetter", "%1)"),), 1: (level(0, "none", "đ)"),)}
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    return package(
        TITLE,
        para("Điều 1. A"),
        para("Gồm:"),
        *(para(f"Ý {n};", number=(1, 0)) for n in range(1, 5)),
        para("Ý đ;", number=(2, 0)),
        para("Ý e.", number=(3, 0)),
        numbering=lists(abstract, {1: (0, ""), 2: (1, ""), 3: (0, start)}),
    )


def _bullets() -> bytes:
    symbol = '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    wing = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    levels = (
        level(0, "bullet", "\uf0b7").replace("</w:lvl>", f"{symbol}</w:lvl>"),
        level(1, "bullet", "§").replace("</w:lvl>", f"{wing}</w:lvl>"),
        level(2, "bullet", "+"),
    )
    return package(
        TITLE,
        para("Điều 1. A"),
        para("1. Gồm:"),
        para("chấm", number=(1, 0)),
        para("vuông", number=(1, 1)),
        para("cộng", number=(1, 2)),
        numbering=lists({0: levels}, NUMBERS),
    )


def _linked() -> bytes:
    """The list only points to a numbering style, which points to another list."""
    numbering = lists(
        {0: ('<w:numStyleLink w:val="LuatVN"/>',), 1: (level(0, "decimal", "Điều %1."),)}, {1: (0, ""), 2: (1, "")}
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="LuatVN"><w:name w:val="Luật VN"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    return package(
        TITLE,
        para("A", number=(1, 0)),
        para("Một."),
        para("B", number=(1, 0)),
        para("Hai."),
        numbering=numbering,
        styles=styles,
    )


def _legal() -> bytes:
    """Roman chapters, but "1.1" and not "I.1" below them (w:isLgl); a level is skipped; a number is hidden by 0."""
    levels = (
        level(0, "upperRoman", "Chương %1."),
        level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/><w:isLgl/>'),
        level(2, "decimal", "%1.%2.%3.", "<w:isLgl/>"),
    )
    return package(
        TITLE,
        para("CHUNG", number=(1, 0)),
        para("A", number=(1, 1)),
        para("Một.", number=(1, 2)),
        para("RIÊNG", number=(1, 0)),
        para("B", number=(1, 1)),
        para("Hai.", number=(1, 2)),
        para("Không số.", number=(0, 0)),
        numbering=lists({0: levels}, NUMBERS),
    )


def _typed_and_automatic() -> bytes:
    """Half typed, half automatic; an empty numbered paragraph counts as Word counts it."""
    return package(
        TITLE,
        para("A", number=(1, 0)),
        para("Một."),
        para("Điều 2. B"),
        para("Hai."),
        para("", number=(1, 0)),
        para("C", number=(1, 0)),
        para("Ba."),
        numbering=lists({0: (level(0, "decimal", "Điều %1."),)}, NUMBERS),
    )


def _rare_formats() -> bytes:
    levels = (
        level(0, "decimalZero", "Điều %1."),
        level(1, "lowerRoman", "(%2)"),
        level(2, "vietnameseCounting", "Việc %3:"),
    )
    return package(
        TITLE,
        para("A", number=(1, 0)),
        para("Một.", number=(1, 1)),
        para("Hai.", number=(1, 1)),
        para("ba", number=(1, 2)),
        para("B", number=(1, 0)),
        para("Bốn."),
        numbering=lists({0: levels}, NUMBERS),
    )


SAMPLES = (
    Sample(
        "four_levels",
        _four_levels,
        "C I QUY ĐỊNH CHUNG\nĐ 1 Phạm vi: 1(a b) 2\nĐ 2 Nguyên tắc: 1\nC II Thực hiện\nĐ 3 Hiệu lực: 1",
        (UNSIGNED,),
    ),
    Sample("by_style", _by_style, "C I CHUNG\nĐ 1 Phạm vi: 1 2\nC II RIÊNG\nĐ 2 Hiệu lực: 1", (UNSIGNED,)),
    Sample(
        "multi_level",
        _multi_level,
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực: a",
        (UNSIGNED, *["không phải số khoản"] * 3),
        bodies={"1": "1.1. Mọi hộ.\n1.2. Khách."},
    ),
    Sample(
        "restarted",
        _restarted,
        "Đ 1 A: 1 2(a b c d e) 3\nĐ 2 B: 1 2(a)",
        (UNSIGNED, "Điều 1: thiếu điểm đ trước điểm e"),
    ),
    Sample("vietnamese_letter", _vietnamese_letter, "Đ 1 A: a b c d đ e", (UNSIGNED,)),
    Sample("bullets", _bullets, "Đ 1 A: 1", (UNSIGNED,), bodies={"1": "1. Gồm:\n- chấm\n- vuông\n+ cộng"}),
    Sample("linked_lists", _linked, "Đ 1 A\nĐ 2 B", (UNSIGNED,)),
    Sample(
        "legal_numbers",
        _legal,
        "C I CHUNG\nĐ 1 A\nC II RIÊNG\nĐ 2 B",
        (UNSIGNED, *["không phải số khoản"] * 2),
        bodies={"1": "1.1.1. Một.", "2": "2.2.1. Hai.\nKhông số."},
    ),
    Sample(
        "typed_and_automatic",
        _typed_and_automatic,
        "Đ 1 A\nĐ 2 B\nĐ 3 C",
        (UNSIGNED,),
    ),
    Sample(
        "rare_formats",
        _rare_formats,
        "Đ 1 A: i\nĐ 2 B",
        (UNSIGNED, "Điều 1: thiếu điểm a trước điểm i"),
        bodies={"1": "(i) Một.\n(ii) Hai.\nViệc một: ba"},
    ),
)
