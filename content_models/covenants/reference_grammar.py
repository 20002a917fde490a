"""How people write references to articles: "theo Điều 5", "khoản 2 Điều 7", "các Điều 3, 4 và 6". Pure.

A chain is a run of such references that belong together; what stands after its last one says whose articles
they are: "Điều 15 và khoản 1 Điều 21 Luật …" names two articles of a law, "Điều 5 Hương ước này" one of the text
itself. A chain without such words is about the text in which it stands (forms.md: papers name the law each time).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FAR = 200  # code points before a reference in which the name of its law is looked for
NUMBER = r"[0-9]{1,3}[a-zđ]?(?!\w)"
_SIGN = r"(?:[0-9]{1,3}|[^\W\d_])(?!\w)"
_PART = rf"(?:điểm|khoản|đoạn)\s++{_SIGN}"
_AND = r"\s*+(?:,|(?<!\w)(?:và|hoặc)(?!\w))\s*+"
# "điểm a, b khoản 2 và khoản 3 ": bounded, so that a hostile line costs nothing.
_PARTS = rf"(?:{_PART}(?:{_AND}{_SIGN}|{_AND}{_PART}|\s++{_PART}){{0,8}}\s*+,?\s*+)?"
_MENTION = re.compile(rf"(?P<parts>{_PARTS})(?<!\w)(?P<word>điều)\s++(?P<number>{NUMBER})", re.IGNORECASE)
_JOINT = re.compile(r"\s*+(?:,|;|và|hoặc|hay|cùng|với|đến|tới|[-–])\s*+(?:(?:tại|theo|ở|cả|từ)\s++)?", re.IGNORECASE)
_BARE = re.compile(rf"\s*+(?:,|và|hoặc|hay|đến|tới|[-–])\s*+(?P<number>{NUMBER})", re.IGNORECASE)
_MANY = re.compile(r"\b(?:các|những|từ)\s+$", re.IGNORECASE)
_ENDS_LIST = re.compile(
    r"\s*(?:$|[.,;:)\]”\"\n]|[-–]|(?:và|hoặc|hay|đến|tới|của|trong|hương ước|quy ước|này)\b)", re.IGNORECASE
)
# "Có điều 3 hộ chưa đồng ý", "một điều 3 nhà cùng hẹn": the everyday word with a count after it.
_EVERYDAY_BEFORE = re.compile(r"\b(?:có|một|hai|ba|mấy|vài|nhiều|mọi|lắm)\s+$", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:hộ|nhà|người|ngày|tháng|năm|lần|giờ|phút|đồng|nghìn|ngàn|triệu|mét|đoạn|bên|tổ|ấp|khóm|xóm|gia đình)\b",
    re.IGNORECASE,
)
_HEADING_LINE = re.compile(rf"^\s*điều\s+{NUMBER}\s*[.:]", re.IGNORECASE)

_WITHIN = r"(?:\s*+[,(]?\s*+(?:mục|chương|phần)\s++[0-9IVXLC]+){0,3}"  # "Điều 5 Mục 2 Chương I Nghị định …"
_UP_TO = rf"{_WITHIN}\s*+[,(]?\s*+(?:(?:của|trong|tại|thuộc)\s++)?(?:bản\s++|các\s++|những\s++)?"
_OWN = re.compile(rf"{_UP_TO}(?:hương\s+ước|quy\s+ước)(?!\w)(?P<rest>[^.;,\n]{{0,40}})", re.IGNORECASE)
_OTHERS = re.compile(
    r"\s+(?:cũ|trước đây|năm\s+[0-9]{4}|của\s+(?:ấp|khóm)\s|(?:ấp|khóm)\s+(?!này|ta|mình)\S)", re.IGNORECASE
)
_LAWS = (
    r"bộ\s+luật|luật|nghị\s+định|nđ|thông\s+tư(?:\s+liên\s+tịch)?|pháp\s+lệnh|hiến\s+pháp|nghị\s+quyết|chỉ\s+thị"
    r"|điều\s+lệ|nội\s+quy|quy\s+chế|hợp\s+đồng|công\s+ước|công\s+văn|văn\s+bản"
)
_FOREIGN = re.compile(rf"{_UP_TO}(?:{_LAWS})(?!\w)", re.IGNORECASE)
# Verbs as well as names of papers: "Điều 5 quy định về rác" is about the text itself.
_FOREIGN_NAME = re.compile(
    r"\s*+,?\s*+(?:(?i:của|trong|tại|thuộc)\s+(?i:quyết\s+định|quy\s+định|hướng\s+dẫn|kế\s+hoạch)(?!\w)"
    r"|(?:Quyết định|QĐ|Quy định|Hướng dẫn|Kế hoạch)(?!\w)"
    r"|(?i:quyết\s+định|quy\s+định|hướng\s+dẫn|kế\s+hoạch)\s+số(?!\w)|[0-9]+/[0-9]{4}/)"
)
# "Luật Hôn nhân và gia đình (Điều 8)", "Nghị định số 61/2023/NĐ-CP, tại Điều 5": the law stands before.
_LAW_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:{_LAWS})(?!\w)[^.;()\n]{{0,90}}\(\s*(?:tại\s+|theo\s+|xem\s+)?"
    r"|[0-9]+/[0-9]{4}/[^\W_]+(?:-[^\W_]+)*\s*[,:(]?\s*(?:tại\s+|ở\s+|theo\s+)?"
    rf"|(?<!\w)(?:{_LAWS})(?:\s+(?!theo\b|thì\b|là\b|được\b|bị\b)[^\s.,;:()]+){{1,9}}\s*,?\s+(?:tại|ở)\s+)(?:các\s+|những\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """One article named in a text: `start`–`end` is the whole mention ("khoản 2 Điều 7", "4" in "các Điều 3, 4"),
    `number_start` where its number begins; code points. `parts` is what stands before "Điều" ("khoản 2 ")."""

    start: int
    end: int
    number_start: int
    number: str
    parts: str = ""


def own_mentions(text: str) -> Iterator[Mention]:
    """References to articles of the text itself, in reading order. `text` is in NFC; a line is a paragraph."""
    offset = 0
    for line in text.split("\n"):
        start = match.end() if (match := _HEADING_LINE.match(line)) else 0
        for chain in _chains(line, start):
            if not _is_foreign(line, chain):
                for found in chain:
                    yield Mention(
                        found.start + offset, found.end + offset, found.number_start + offset, found.number, found.parts
                    )
        offset += len(line) + 1


def _chains(line: str, start: int) -> Iterator[list[Mention]]:
    position = start
    while match := _MENTION.search(line, position):
        position = match.end()
        if _is_everyday(line, match):
            continue
        chain = [_mention(match), *_bare(line, match)]
        while following := _next_of_chain(line, chain):
            chain += [_mention(following), *_bare(line, following)]
        position = chain[-1].end
        yield chain


def _mention(match: re.Match[str]) -> Mention:
    return Mention(match.start(), match.end(), match.start("number"), match["number"], match["parts"])


def _is_everyday(line: str, match: re.Match[str]) -> bool:
    if match["word"][0] == "Đ":
        return False
    return bool(_EVERYDAY_BEFORE.search(_before(line, match.start())) or _COUNTED.match(line, match.end()))


def _bare(line: str, first: re.Match[str]) -> list[Mention]:
    """Numbers without the word: "các Điều 3, 4 và 6"; without "các" only where no counted thing can follow."""
    found, end = [], first.end()
    many = _MANY.search(_before(line, first.start()))
    while match := _BARE.match(line, end):
        if _COUNTED.match(line, match.end()) or not (many or _ENDS_LIST.match(line, match.end())):
            break
        found.append(Mention(match.start("number"), match.end(), match.start("number"), match["number"]))
        end = match.end()
    return found


def _before(line: str, position: int) -> str:
    return line[max(0, position - FAR) : position]


def _next_of_chain(line: str, chain: list[Mention]) -> re.Match[str] | None:
    """The reference joined to the chain, unless whose articles they are has been said already."""
    end = chain[-1].end
    joint = _JOINT.match(line, end)
    return _MENTION.match(line, joint.end()) if joint else None


def _is_foreign(line: str, chain: list[Mention]) -> bool:
    end = chain[-1].end
    if own := _OWN.match(line, end):
        return _is_of_others(own["rest"])
    if _FOREIGN.match(line, end) or _FOREIGN_NAME.match(line, end):
        return True
    return bool(_LAW_BEFORE.search(_before(line, chain[0].start)))


def _is_of_others(rest: str) -> bool:
    """ "Điều 5 Hương ước ấp Rạch Gốc", "Điều 5 hương ước cũ": not the text in which it stands."""
    return bool(_OTHERS.match(rest))
