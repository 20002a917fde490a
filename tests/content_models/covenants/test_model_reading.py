"""Model texts: hints stand with their parts and never in the text; the shipped ones are whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.model_reading import read_file, read_model, with_names
from content_models.covenants.plain_text import read_covenant

FILES = sorted((Path(__file__).parents[3] / "fixtures/model_texts").glob("*.txt"))
TEXT = """LỜI NÓI ĐẦU
» Kể chuyện ấp mình.
Bà con cùng lập.
» Hỏi các cụ.
Chương I
» Đổi tên chương nếu cần.
CHUNG
Điều 1. Phạm vi
» Ai cũng có phần.
1. Mọi hộ.
» Ghi số hộ.
Điều 2. Vệ sinh
Không đổ rác."""


def test_a_hint_belongs_to_the_part_before_it() -> None:
    content = read_model(TEXT)
    assert [block["type"] for block in content.blocks] == ["preamble", "chapter", "article", "article"]
    assert content.hints == {
        0: ("Kể chuyện ấp mình.", "Hỏi các cụ."),
        1: ("Đổi tên chương nếu cần.",),
        2: ("Ai cũng có phần.", "Ghi số hộ."),
    }
    assert content.blocks[1]["value"]["title"] == "CHUNG"
    assert content.blocks[2]["value"]["body"] == "1. Mọi hộ."
    assert content.problems == ()


@given(st.lists(st.tuples(st.integers(min_value=0, max_value=13), st.text("abc đ1.", max_size=12)), max_size=8))
def test_hints_change_no_letter_of_the_text(hints: list[tuple[int, str]]) -> None:
    plain = [line for line in TEXT.split("\n") if not line.startswith("»")]
    lines = list(plain)
    for place, words in hints:
        lines.insert(min(place, len(lines)), f"» {words}")
    content = read_model("\n".join(lines))
    assert list(content.blocks) == read_covenant("\n".join(plain)).blocks
    assert sum(len(found) for found in content.hints.values()) == len(hints)
    assert all(0 <= position < len(content.blocks) for position in content.hints)


def test_known_names_are_filled_in_and_other_blanks_stay() -> None:
    text = "Ấp …… ở xã ……, cạnh kinh ……. Hương ước ấp ……"
    assert with_names(text, hamlet="Ấp Rạch Tàu", commune="Xã Đất Mũi") == (
        "Ấp Rạch Tàu ở xã Đất Mũi, cạnh kinh ……. Hương ước ấp Rạch Tàu"
    )
    assert with_names("Khóm …… có …… hộ", hamlet="Ấp 3", commune="Xã A") == "Khóm …… có …… hộ"
    assert with_names("ấp ……", hamlet=r"Ấp \1 & Co", commune="Xã A") == r"ấp \1 & Co"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_shipped_models_are_whole(path: Path) -> None:
    fields = read_file(path.read_text(encoding="utf-8"))
    content = read_model(fields["text"])
    covenant = content.covenant
    assert fields["kind"] in ("ap", "khom") and len(fields["name"]) <= 120 and len(fields["summary"]) <= 300
    assert 8 <= len(covenant.articles) <= 35  # domain §2
    assert covenant.problems == () and content.problems == ()
    assert sum(len(hints) for hints in content.hints.values()) >= 10
    assert "»" not in "\n".join(article.body for article in covenant.articles)
    assert "22/2018" not in fields["text"]  # lapsed


def test_five_models_are_shipped() -> None:
    assert len(FILES) == 5


def test_a_file_without_a_header_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        read_file("name: A\nkind: ap\nsummary: B\n\nĐiều 1. C\nD")
