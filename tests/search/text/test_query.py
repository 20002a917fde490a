"""What a person typed, read into terms."""

from hypothesis import given
from hypothesis import strategies as st

from search.text.operators import MAX_PHRASES, Phrase
from search.text.query import MAX_CHARACTERS, MAX_WORDS, read_query


def test_a_query_is_its_words() -> None:
    query = read_query('  Hương ước "ấp 3" AND xã*  ')
    assert query.accented == ("hương", "ước", "ấp", "3", "and", "xã")
    assert query.folded == ("huong", "uoc", "ap", "3", "and", "xa")
    assert query.phrases == (Phrase(("ấp", "3"), True),)
    assert query.has_marks and not query.cut and not query.is_empty


def test_without_diacritics_there_are_no_marks_to_prefer() -> None:
    assert not read_query("huong uoc ap 3").has_marks


def test_only_punctuation_is_nothing_to_look_for() -> None:
    for typed in ("", "   ", '"" * ? () -- ~', "\x00\x01\x02", "\ue000", "...", "_ _"):
        assert read_query(typed).is_empty


def test_a_word_typed_twice_is_one_term() -> None:
    assert read_query("Cá ca CÀ mau").terms == ("ca", "mau")


def test_a_long_query_is_cut_and_says_so() -> None:
    many = read_query(" ".join(f"chu{n}" for n in range(200)))
    assert many.cut and len(many.folded) == MAX_WORDS
    long = read_query("a" * 10_000)
    assert long.cut and len(long.folded) == 1 and len(long.typed) == MAX_CHARACTERS
    exactly = read_query("a " * (MAX_WORDS - 1) + "a")
    assert not exactly.cut


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=3000))
def test_every_string_can_be_read(typed: str) -> None:
    query = read_query(typed)
    assert len(query.folded) == len(query.accented) <= MAX_WORDS
    assert len(query.phrases) <= MAX_PHRASES and len(query.excluded) <= MAX_PHRASES
    assert all(word.isalnum() for word in (*query.folded, *query.accented))


def test_phrases_and_what_is_left_out_are_told() -> None:
    told = [(step.name, step.result) for step in read_query('"đám tang" "dam cuoi" -chợ').steps]
    assert told[:3] == [
        ("nguyên cụm", "“đám tang”"),
        ("nguyên cụm", "“dam cuoi” (dấu nào cũng được)"),
        ("loại trừ", "“chợ”"),
    ]
