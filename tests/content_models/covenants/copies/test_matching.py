"""A copy against its text, line by line: nothing changed goes unseen, nothing of the print is taken for a change."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_models.covenants.copies.matching import Line, match, text_lines
from content_models.covenants.copies.squeezed import bare, squeeze
from content_models.covenants.plain_text import read_covenant
from content_models.covenants.provisions import number_blocks, plain_text

TEXT = """LỜI NÓI ĐẦU
Bà con ấp Rạch Tàu sống bên rừng đước.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Ai làm theo
1. Người ở trong ấp, kể cả ở trọ:
a) người lớn;
b) trẻ em, có cha mẹ nhắc.
2. Khách tới chơi.
Điều 2. Giữ rừng
1. Không chặt cây đước non.
2. Ai thấy người chặt thì báo Trưởng ấp.
| Tháng | Việc |
| Ba | Dọn kinh |
Điều 3. Thi hành
Quy ước có hiệu lực từ ngày được công nhận."""
COVENANT = number_blocks(read_covenant(TEXT).blocks)
LINES = text_lines(COVENANT)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.replace(" | ", " ").replace("|", ""),
        TEXT.replace("rừng đước", "rừng\nđước").replace("được công nhận", "được   công\n\nnhận"),
        TEXT.upper(),
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("Quy ước có", "Quy\u00ad ước\u200b có"),
    ],
)
def test_line_ends_capitals_and_forms_of_letters_are_no_difference(copy: str) -> None:
    found = match(LINES, copy.replace("|", ""))
    assert (found.is_same, found.extra, found.share) == (True, (), 1)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("Không chặt cây đước non", "Được chặt cây đước non", "Điều 2"),
        ("1. Không chặt cây đước non.\n", "", "Điều 2"),
        ("2. Khách tới chơi.", "2. Khách tới chơi. Phạt 500.000 đồng.", "Điều 1"),
        ("Điều 2. Giữ rừng", "Điều 2. Giữ biển", "Điều 2"),
        ("sống bên rừng đước", "sống bên rừng tràm", "Lời nói đầu"),
        ("QUY ĐỊNH CHUNG", "QUY ĐỊNH RIÊNG", "Chương I"),
        ("| Ba | Dọn kinh |", "| Tư | Dọn kinh |", "Bảng"),
        ("đước non.", "đước non", "Điều 2"),
        ("trẻ em", "trẻ êm", "Điều 1"),
    ],
)
def test_a_changed_place_is_named(old: str, new: str, where: str) -> None:
    found = match(LINES, TEXT.replace(old, new).replace("|", ""))
    assert where in {difference.where for difference in found.differences}, found


def test_what_was_put_in_between_is_a_difference() -> None:
    found = match(
        LINES, TEXT.replace("|", "").replace("Điều 3. Thi", "3. Ai chặt thì nộp một triệu đồng.\nĐiều 3. Thi")
    )
    assert [one.copy for one in found.differences] == ["3. Ai chặt thì nộp một triệu đồng."]
    assert found.differences[0].text == ""


def test_what_was_put_before_or_after_is_said() -> None:
    found = match(LINES, f"BẢN SAO\n{TEXT.replace('|', '')}\nĐiều 4. Mỗi hộ nộp 100.000 đồng.")
    assert found.is_same
    assert found.extra == ("BẢN SAO", "Điều 4. Mỗi hộ nộp 100.000 đồng.")


def test_known_words_of_the_print_are_no_difference_where_they_belong() -> None:
    marks, frame = [re.compile(re.escape(bare("[Điều này tạm ngừng]")))], [re.compile(re.escape(bare("CỘNG HÒA")))]
    copy = f"Cộng hòa\n{TEXT.replace('|', '').replace('Giữ rừng', 'Giữ rừng [Điều này tạm ngừng]')}"
    assert match(LINES, copy, marks, frame).is_same
    assert not match(LINES, copy, marks, frame).extra
    inside = copy.replace("1. Không chặt", "CỘNG HÒA\n1. Không chặt")
    assert not match(LINES, inside, marks, frame).is_same


def test_a_forged_mark_is_a_difference() -> None:
    marks = [re.compile(re.escape(bare("[Điều này tạm ngừng]")))]
    copy = TEXT.replace("|", "").replace("Giữ rừng", "Giữ rừng [Điều này bị bãi bỏ]")
    assert [one.copy for one in match(LINES, copy, marks).differences] == ["[Điều này bị bãi bỏ]"]


def test_articles_in_another_order_are_a_difference() -> None:
    first, second = TEXT.index("Điều 1."), TEXT.index("Điều 2.")
    third = TEXT.index("Điều 3.")
    copy = TEXT[:first] + TEXT[second:third] + TEXT[first:second] + TEXT[third:]
    assert not match(LINES, copy.replace("|", "")).is_same


def test_a_foreign_text_shares_little() -> None:
    found = match(LINES, "Hóa đơn tiền điện tháng 3 năm 2026. Kính gửi quý khách hàng. Số tiền phải trả.")
    assert found.share < 0.2


@given(st.integers(0, 10_000), st.sampled_from("aăđ5.;"))
def test_no_changed_letter_goes_unseen(seed: int, letter: str) -> None:
    copy = plain_text(COVENANT).replace(" | ", " ")
    place = random.Random(seed).randrange(len(copy))
    changed = copy[:place] + letter + copy[place + 1 :]
    found = match(LINES, changed)
    same = bare(changed) == bare(copy)
    assert (found.is_same and not found.extra) == same


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_compared(text: str, copy: str) -> None:
    found = match([Line(text, "Điều 1")], copy)
    assert 0 <= found.share <= 1
    assert not bare(text) or found.is_same == (bare(text) in bare(copy))


@given(st.text(max_size=80))
def test_squeezed_letters_know_where_they_stood(text: str) -> None:
    made = squeeze(text)
    assert len(made.letters) == len(made.places)
    assert all(made.source[place].casefold() in made.source.casefold() for place in made.places)
    assert not any(letter.isspace() for letter in made.letters)
