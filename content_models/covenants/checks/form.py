"""Form: parts that are missing, numbering, references, blanks, length, names. NĐ 61/2023 Đ.6, NĐ 30/2020. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..internal_references import references
from ..provisions import Covenant, Part
from .findings import CheckContext

LONG_ARTICLE, LONG_PARAGRAPH, LONG_TEXT = 600, 200, 9000  # words
Found = tuple[str, str, str, str]  # rule id, anchor, excerpt, ground ("" for the rule's own sentence)

_BLANK = re.compile(r"…{1,}\s{0,2}…|\.{4,}|…{2,}|_{3,}|\[…\]|\(…\)")
_LETTER = re.compile(r"điểm “[^”]*” không có trong thứ tự")
_LAPSED = re.compile(
    r"(?:22/2018/QĐ-TTg|24/1998/CT-TTg|34/2007/PL-UBTVQH11|Pháp lệnh\s+(?:\S+\s+){0,3}dân chủ ở xã)", re.IGNORECASE
)
_EFFECT = re.compile(r"hiệu lực|thi hành|có giá trị|bắt đầu thực hiện|được thực hiện kể từ", re.IGNORECASE)
_OWN_DATE = re.compile(
    r"hiệu lực\s+(?:thi hành\s+)?(?:kể\s+)?từ\s+(?:ngày\s+)?(?:được\s+)?(?:ký|thông qua|biểu quyết|bà con thông qua|"
    r"hội nghị|cuộc họp|ban hành)(?!\s+quyết định)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"(?<![\w/-])[A-ZĐƯÂÊÔƠĂ]{2,6}(?![\w/-])")
_KNOWN = frozenset(
    [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XX",
        "XXI",
        "UBND",
        "HĐND",
        "MTTQ",
        "AIDS",
        "HIV",
        "VNEID",
        "SOS",
        "QR",
        "USD",
        "TV",
        "LED",
        "SMS",
    ]
)


def form_findings(covenant: Covenant, context: CheckContext) -> Iterator[Found]:
    """Everything odd in the form, part by part, then of the whole text."""
    yield from _numbering(covenant)
    titled = any(article.heading for article in covenant.articles)
    for part in covenant.parts:
        yield from _part(part)
        if part.article and titled and not part.article.heading and part.article.body.strip():
            yield "untitled_article", part.anchor, "", ""
    yield from _references(covenant)
    yield from _abbreviations(covenant)
    yield from _whole(covenant, context)


def paragraphs(part: Part) -> Iterator[tuple[str, str]]:
    """Anchor and text of every paragraph of an article or preamble; those of a provision have its anchor."""
    if not part.article:
        yield from ((part.anchor, line) for line in part.paragraphs)
        return
    anchor = part.anchor
    for line in part.article.lines:
        anchor = line.anchor or anchor
        if line.text.strip():
            yield anchor, line.text.strip()


def _numbering(covenant: Covenant) -> Iterator[Found]:
    """What the reader of covenants found odd, an empty article apart: it has a rule of its own."""
    for problem in covenant.problems:
        if not problem.message.endswith("chưa có nội dung."):
            rule = "point_letter" if _LETTER.search(problem.message) else "numbering"
            yield rule, problem.anchor, "", problem.message


def _part(part: Part) -> Iterator[Found]:
    if part.article and not part.article.body.strip():
        yield "empty_article", part.anchor, "", ""
    words = 0
    for anchor, text in paragraphs(part):
        count = len(text.split())
        words += count
        if count > LONG_PARAGRAPH:
            yield "long_clause", anchor, text[:80], ""
        yield from _sentences(anchor, text)
    if part.article and _BLANK.search(part.article.heading):
        yield "blank", part.anchor, part.article.heading, ""
    if words > LONG_ARTICLE:
        yield "long_article", part.anchor, "", f"{part.label.partition('.')[0]} dài {words} chữ."


def _sentences(anchor: str, text: str) -> Iterator[Found]:
    if blank := _BLANK.search(text):
        yield "blank", anchor, text[max(0, blank.start() - 30) : blank.end() + 30], ""
    if lapsed := _LAPSED.search(text):
        yield "lapsed_law", anchor, lapsed[0], ""
    if own := _OWN_DATE.search(text):
        yield "own_effect_date", anchor, text[max(0, own.start() - 30) : own.end() + 30], ""


def _references(covenant: Covenant) -> Iterator[Found]:
    for reference in references(covenant):
        if reference.target_anchor is None:
            ground = f"Văn bản này không có Điều {reference.number}."
            yield "dead_reference", reference.anchor, reference.text, ground


def _abbreviations(covenant: Covenant) -> Iterator[Found]:
    """Each abbreviation once, at its first use, when no brackets explain it. Lines in capitals are headings."""
    whole = "\n".join(text for part in covenant.parts for _anchor, text in paragraphs(part))
    seen: set[str] = set(_KNOWN)
    for part in covenant.parts:
        for anchor, text in paragraphs(part):
            for match in _ABBREVIATION.finditer("" if text.isupper() else text):
                if match[0] not in seen and f"({match[0]})" not in whole:
                    yield "abbreviation", anchor, match[0], f"Chữ viết tắt “{match[0]}” chưa được giải thích."
                seen.add(match[0])


def _whole(covenant: Covenant, context: CheckContext) -> Iterator[Found]:
    if not covenant.articles:
        yield "no_articles", "", "", ""
        return
    texts = [text for part in covenant.parts for _anchor, text in paragraphs(part)]
    whole = "\n".join([*texts, *(article.heading for article in covenant.articles)]).lower()
    if not _EFFECT.search(whole):
        yield "no_effect_article", "", "", ""
    if context.title and not re.search(r"hương ước|quy ước", context.title, re.IGNORECASE):
        yield "title_name", "", context.title, ""
    if "hương ước này" in whole and "quy ước này" in whole:
        yield "two_names", "", "", ""
    if len(whole.split()) > LONG_TEXT:
        yield "very_long", "", "", ""
