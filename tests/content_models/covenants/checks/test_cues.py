"""The small language of the cue lists, and what the grammar makes of it."""

from __future__ import annotations

import pytest

from content_models.covenants.checks.amounts import mark_amounts
from content_models.covenants.checks.checking import classes_of
from content_models.covenants.checks.clause import Clause
from content_models.covenants.checks.cues import Lexicon, lexicon, read_clause
from content_models.covenants.checks.grammar import by_authority, denied, of_free_will
from content_models.covenants.checks.words import tokens


def marked(text: str, **lists: list[str]) -> list[str]:
    clause = Lexicon(lists).mark(mark_amounts(Clause(text, tokens(text))))
    return [" ".join(clause.words(span.start, span.end)) for span in clause.found(list(lists)[-1])]


@pytest.mark.parametrize(
    ("cue", "text", "met"),
    [
        ("bêu tên", "Không BÊU TÊN ai", True),
        ("bêu tên", "bêu. tên", False),
        ("đọc/nêu tên", "nêu tên", True),
        ("báo công+an/kiểm+lâm", "báo kiểm lâm", True),
        ("báo công+an/kiểm+lâm", "báo kiểm", False),
        ("giữ … xe", "giữ lại chiếc cái này xe", True),
        ("giữ … xe", "giữ lại một chiếc cái này xe", False),
        ("giữ …1 xe", "giữ lại xe", True),
        ("nộp …2 <money>", "nộp cho ấp 20.000 đồng", True),
        ("nộp …2 <money>", "nộp; 20.000 đồng", False),
        ("vào xóm", "vô ấp", True),
        ("hoà giải", "hòa giải", True),
    ],
)
def test_a_cue_is_met(cue: str, text: str, met: bool) -> None:
    assert bool(marked(text, cue=[cue])) is met


def test_longer_phrases_take_a_word_out_of_a_list() -> None:
    assert marked("cha mẹ và người mẹ", mother_not=["cha mẹ"], mother=["mẹ"]) == ["mẹ"]


def test_a_list_may_use_only_earlier_ones() -> None:
    with pytest.raises(KeyError, match="later"):
        Lexicon({"first": ["<later> a"], "later": ["b"]})
    with pytest.raises(ValueError, match="gap"):
        Lexicon({"first": ["… a"]})


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("nộp 200.000 đồng", "money", "200.000 đồng"),
        ("nộp 500k", "money", "500 k"),
        ("nộp hai trăm ngàn", "money", "hai trăm nghìn"),
        ("nộp năm chục ngàn một lần", "money", "năm chục nghìn"),
        ("nộp một triệu rưỡi", "money", "một triệu rưỡi"),
        ("đưa hai trăm rưỡi một ngày", "money", "hai trăm rưỡi"),
        ("thấp nhất là trăm rưỡi", "money", "trăm rưỡi"),
        ("mua năm chục cuốn tập", "goods", "năm chục cuốn tập"),
        ("in mỗi hộ một cuốn", "goods", None),
        ("chịu một chỉ vàng", "money", "một chỉ vàng"),
        ("trích 2% tiền", "money", "2 %"),
        ("mang hai ký gạo", "goods", "hai ký"),
        ("bắt một con gà", "goods", "một con gà"),
        ("góp ba ngày công", "workdays", "ba ngày công"),
        ("ở mười năm", "money", None),
        ("có hai con đường", "goods", None),
        ("xong 2", "money", None),
    ],
)
def test_amounts(text: str, kind: str, amount: str | None) -> None:
    clause = mark_amounts(Clause(text, tokens(text)))
    assert [" ".join(clause.words(s.start, s.end)) for s in clause.found(kind)] == ([amount] if amount else [])


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("Không bêu tên ai", True),
        ("Không ai được bêu tên hộ khác", True),
        ("Cấm bêu tên", True),
        ("Hộ không dự họp thì bêu tên", False),
        ("Ai không họp bị bêu tên", False),
        ("Bêu tên là trái luật", True),
        ("Không xả rác; bêu tên", False),
    ],
)
def test_denial(text: str, is_denied: bool) -> None:
    clause = read_clause(text)
    assert denied(clause, clause.found("shame_sure")[0]) is is_denied


def test_who_acts_and_who_wants() -> None:
    by_police, by_hamlet = read_clause("bị công an phạt tiền"), read_clause("bị ấp phạt tiền")
    assert by_authority(by_police, by_police.found("fine_words")[0])
    assert not by_authority(by_hamlet, by_hamlet.found("fine_words")[0])
    free = read_clause("góp quỹ một trăm ngàn. Ai không muốn thì thôi, không ép.")
    assert of_free_will(free, free.found("money")[0])


@pytest.mark.parametrize(
    ("text", "class_name", "told"),
    [
        ("Ai giật nợ thì không dán hình, réo tên người ta giữa chợ.", "naming_shaming", False),
        ("Ai giật nợ thì dán hình, réo tên giữa chợ.", "naming_shaming", True),
        ("Đàn bà mới sinh chưa đầy cữ không được bước qua cửa đình.", "unequal_women", True),
        ("Vụ trộm dưới một triệu thì hai bên dàn xếp cho êm, khỏi trình xã.", "money_fine", False),
        ("Vụ trộm dưới một triệu thì hai bên dàn xếp cho êm, khỏi trình xã.", "replaces_sanction", True),
        ("Trạm bơm ngưng đưa nước vô ruộng những hộ còn dùng bẫy điện.", "replaces_sanction", True),
        ("Trạm bơm ngưng đưa nước vô ruộng để sửa máy.", "replaces_sanction", False),
        ("Chỗ chòi lấn lộ thì bà con kéo tới dỡ giùm, hư bể chủ tự chịu.", "replaces_sanction", True),
        ("Công nhân ở trọ phải khóa cổng lúc mười giờ; gia đình khác thì tùy nghi.", "unequal_newcomers", True),
        ("Công nhân ở trọ và gia đình khác đều khóa cổng lúc mười giờ.", "unequal_newcomers", False),
    ],
)
def test_turns_of_speech(text: str, class_name: str, told: bool) -> None:
    assert (class_name in classes_of(text)) is told


def test_the_shipped_lists_can_be_read() -> None:
    assert lexicon() is lexicon()
