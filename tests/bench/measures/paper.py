"""A covenant on paper: PDF and Word of 60 articles, and the check of a copy of it."""

from __future__ import annotations

import datetime as dt

from content_models.covenants.copies.matching import match, text_lines
from content_models.covenants.export import CovenantPaper, covenant_docx, covenant_pdf
from content_models.covenants.provisions import number_blocks, plain_text, text_sha256
from tests.bench.installation import Installation
from tests.bench.table import Row
from tests.bench.texts import covenant_blocks
from tests.bench.timing import repeated

ARTICLES = 60
ROUNDS = 15
BAR = 1000  # milliseconds
TITLE = "Hương ước ấp Đo Lường"


def measure(made: Installation) -> list[Row]:
    """No database is asked: the text is there, the paper is made. Typst remembers what it has set, so each round
    prints another text: the same articles in another order, with other words in each."""
    paper = _paper(0)
    papers = [_paper(number) for number in range(3 + ROUNDS)]
    prints, words = iter(papers), iter(papers)
    copy = plain_text(paper.covenant).replace(" | ", " ")
    lines = text_lines(paper.covenant)
    taken = {
        "PDF": repeated(lambda: covenant_pdf(next(prints)), rounds=ROUNDS),
        "Word": repeated(lambda: covenant_docx(next(words)), rounds=ROUNDS),
        "comparison with a copy": repeated(lambda: match(lines, copy), rounds=ROUNDS),
    }
    return [Row(f"paper, {ARTICLES} articles: {name}", "ms", one.median, BAR, one) for name, one in taken.items()]


def _paper(number: int) -> CovenantPaper:
    blocks = covenant_blocks(ARTICLES)
    for block in blocks:
        if block["type"] == "article":
            block["value"]["body"] = block["value"]["body"].replace(" ", f" {number} ", 1)
    covenant = number_blocks(blocks[number:] + blocks[:number])
    return CovenantPaper(
        title=TITLE,
        kind="Hương ước",
        place=("Xã Đo Lường", "Ấp Đo Lường"),
        covenant=covenant,
        recognition="Được Ủy ban nhân dân xã công nhận tại Quyết định số 15/QĐ-UBND ngày 02 tháng 3 năm 2026",
        address="https://dinh.example.vn/b/1/",
        sha256=text_sha256(covenant, TITLE),
        day=dt.date(2026, 11, 24),
        state="đang có hiệu lực",
    )
