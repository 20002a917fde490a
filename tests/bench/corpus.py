"""Vietnamese texts of any number, the same at every run: the demo covenants' own clauses put together anew, with
names and numbers between them, so that a large corpus has rare words, too. Pure but for the demo's files."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from cms.demo.files import read_texts
from content_models.covenants.plain_text import read_covenant
from tools.paths import REPOSITORY

SEED = 2026
CLAUSES = (2, 6)  # of one article
ARTICLES = (12, 28)  # of one covenant
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Danh", "Lý", "Thạch", "Đỗ", "Ngô", "Võ", "Lâm", "Dương", "Mai")
_WAYS = ("kinh", "rạch", "lộ", "xẻo", "vàm", "hẻm", "cầu", "bến")
_LINKS = (
    "Việc này giao ông {person} ở {way} theo dõi, mỗi năm báo lại một lần.",
    "Điểm hẹn là nhà bà {person}, {way}, cách trụ sở {number} mét.",
    "Năm {year}, {way} đã làm như vậy với {number} hộ cùng tham gia.",
    "Hộ {person} được bà con cử ra nhắc nhở dọc {way}.",
    "Số tiền {number} nghìn đồng được ghi vào sổ và đọc trước cuộc họp tháng {month}.",
)


@dataclass(frozen=True)
class Passage:
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A made document: its number, title, day and passages."""

    number: int
    title: str
    day: dt.date
    passages: tuple[Passage, ...]


def covenants(passages: int, *, first: int = 0) -> Iterator[Text]:
    """Texts of several articles from number `first` on, together with so many passages and not one more."""
    left, number = passages, first
    while left > 0:
        text = covenant(number, most=left)
        left -= len(text.passages)
        number += 1
        yield text


def covenant(number: int, *, most: int = ARTICLES[1]) -> Text:
    chance = random.Random(f"{SEED}:covenant:{number}")
    count = min(most, chance.randint(*ARTICLES))
    articles = tuple(_passage(chance) for _ in range(count))
    return Text(number, f"Hương ước {_way(chance)} {number}", _day(chance), articles)


def notice(number: int) -> Text:
    """A document of one passage, as an old portal has them."""
    chance = random.Random(f"{SEED}:notice:{number}")
    passage = _passage(chance)
    title = f"{chance.choice(_TITLES)} {passage.heading[:1].lower()}{passage.heading[1:]} {_way(chance)} số {number}"
    return Text(number, title[:250], _day(chance), (passage,))


def import_line(text: Text, commune: str) -> dict[str, Any]:
    """A notice as `import_documents` takes it."""
    (passage,) = text.passages
    kind = "material" if text.number % 5 == 0 else "disclosure"
    return {
        "key": f"cong-cu-{text.number}", "title": text.title, "date": text.day.isoformat(), "kind": kind,
        "commune": commune, "heading": passage.heading, "paragraphs": list(passage.lines),
    }  # fmt: skip


_TITLES = (
    "Thông báo về",
    "Kế hoạch",
    "Báo cáo kết quả",
    "Quyết định về",
    "Công khai",
    "Tờ trình về",
    "Biên bản họp về",
)


def _passage(chance: random.Random) -> Passage:
    headings, clauses, _words = _demo()
    lines = chance.sample(clauses, chance.randint(*CLAUSES))
    lines.insert(chance.randrange(len(lines)), _link(chance))
    numbered = tuple(f"{place}. {line}" for place, line in enumerate(lines, start=1))
    return Passage(chance.choice(headings), numbered)


def _link(chance: random.Random) -> str:
    return chance.choice(_LINKS).format(
        person=f"{chance.choice(_FAMILY)} {_name(chance)}",
        way=_way(chance),
        number=chance.randint(2, 9_999),
        year=chance.randint(1990, 2025),
        month=chance.randint(1, 12),
    )


def _way(chance: random.Random) -> str:
    return f"{chance.choice(_WAYS)} {_name(chance)}"


def _name(chance: random.Random) -> str:
    """Two syllables of the demo's own, the frequent ones more often: names repeat as names do."""
    words = _demo()[2]
    return " ".join(words[int(len(words) * chance.random() ** 2)].capitalize() for _ in range(2))


def _day(chance: random.Random) -> dt.date:
    return dt.date(2018, 1, 1) + dt.timedelta(days=chance.randrange(365 * 8))


@cache
def _demo() -> tuple[list[str], list[str], list[str]]:
    """Headings, clauses without their numbers, and syllables in order of first use, of the demo's covenants."""
    texts = read_texts(REPOSITORY / "fixtures" / "demo" / "covenants")
    values = [b["value"] for t in texts for b in read_covenant(t.text).blocks if b["type"] == "article"]
    headings = list(dict.fromkeys(value["heading"] for value in values if value["heading"]))
    lines = [line.lstrip("0123456789abcdđeghi.) ") for value in values for line in value["body"].split("\n")]
    clauses = list(dict.fromkeys(line for line in lines if len(line) > 40))
    words = list(dict.fromkeys(word.strip(",.;:()“”") for clause in clauses for word in clause.lower().split()))
    return headings, clauses, [word for word in words if word.isalpha()]
