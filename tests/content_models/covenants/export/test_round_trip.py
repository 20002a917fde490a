"""Exported, then imported: the same tree, title, kind and signers' places, for the demo and for generated texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content_models.covenants.docx_import import read_docx
from content_models.covenants.export import covenant_docx
from content_models.covenants.provisions import Covenant, number_blocks, text_sha256, to_json

from ..texts import block
from .papers import DEMO, demo_paper, paper

WORDS = st.sampled_from(
    [
        "bà con", "giữ gìn", "vệ sinh", "bờ rạch", "không xả rác", "nhắc nhau", "giúp nhà neo đơn", "theo Điều 2",
        "kể cả ở trọ", "30 hộ",
    ]
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=3, max_size=12).map(lambda words: f"Trong ấp, {' '.join(words)}.")
HEADINGS = st.sampled_from(["", "Vệ sinh", "Giữ rừng, giữ biển", "Khen – nhắc", "Ai làm theo"])
TITLES = st.sampled_from(["Quy định chung", "QUY ĐỊNH CHUNG", "Nếp sống, Nếp nhà", "Tổ chức thực hiện"])
CELLS = st.sampled_from(["Ba", "Dọn kinh", "Tám, chín", "10 kg", "Tổ 5"])


def _clauses(texts: list[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _points(texts: list[str]) -> str:
    return "1. Trong ấp có những việc sau:\n" + "\n".join(
        f"{letter}) {text}" for letter, text in zip("abcdđ", texts, strict=False)
    )


BODIES = st.one_of(
    SENTENCES,
    st.lists(SENTENCES, min_size=1, max_size=3).map("\n".join),
    st.lists(SENTENCES, min_size=1, max_size=6).map(_clauses),
    st.lists(SENTENCES, min_size=1, max_size=5).map(_points),
)


@st.composite
def covenants(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A preamble or none; articles with or without chapters and sections; a table after an article now and then."""
    blocks: list[dict[str, Any]] = []
    if draw(st.booleans()):
        blocks.append(block("preamble", "\n".join(draw(st.lists(SENTENCES, min_size=1, max_size=3)))))
    chapters, sections = draw(st.integers(0, 3)), draw(st.booleans())
    for _ in range(max(chapters, 1)):
        if chapters:
            blocks.append(block("chapter", {"title": draw(TITLES), "printed_number": ""}))
        if chapters and sections:
            blocks.append(block("section", {"title": draw(TITLES), "printed_number": ""}))
        for _ in range(draw(st.integers(1, 4))):
            heading = draw(HEADINGS)
            blocks.append(block("article", {"heading": heading, "body": draw(BODIES), "printed_number": ""}))
            if draw(st.integers(0, 5)) == 0:
                rows = [["Tháng", "Việc"], [draw(CELLS), draw(CELLS)]]
                caption = draw(st.sampled_from(["", "Việc chung trong năm"]))
                blocks.append(block("table", {"caption": caption, "rows": rows}))
    return blocks


def _plain(covenant: Covenant) -> list[dict[str, Any]]:
    """The tree without the ids of blocks, which no Word file holds."""
    return [{key: value for key, value in entry.items() if key != "id"} for entry in to_json(covenant)]


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_demo_covenant_comes_back(path: Path) -> None:
    made = demo_paper(path)
    read = read_docx(covenant_docx(made))
    assert _plain(number_blocks(read.blocks)) == _plain(made.covenant)
    assert text_sha256(number_blocks(read.blocks), read.title) == made.sha256
    assert sorted(signer.role for signer in read.signers) == ["front", "head", "household", "household"]
    assert not read.doubts


@given(covenants())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_generated_covenant_comes_back(made: list[dict[str, Any]]) -> None:
    covenant = number_blocks(made)
    read = read_docx(covenant_docx(paper(covenant=covenant)))
    assert _plain(number_blocks(read.blocks)) == _plain(covenant)
    assert read.title == "Hương ước ấp Rạch Tàu"


@given(covenants(), st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_marks_of_state_do_not_come_back_as_text(made: list[dict[str, Any]], data: st.DataObject) -> None:
    covenant = number_blocks(made)
    anchors = [article.anchor for article in covenant.articles]
    marks = {
        data.draw(st.sampled_from(anchors)): "Điều này tạm ngừng thực hiện từ ngày 02/03/2026",
        "": "Văn bản này cũ",
    }
    read = read_docx(covenant_docx(paper(covenant=covenant, marks=marks)))
    assert _plain(number_blocks(read.blocks)) == _plain(covenant)


def test_an_untouched_draft_comes_back_too() -> None:
    made = paper(address="", sha256="", recognition="", state="", stamp="DỰ THẢO")
    assert _plain(number_blocks(read_docx(covenant_docx(made)).blocks)) == _plain(made.covenant)
