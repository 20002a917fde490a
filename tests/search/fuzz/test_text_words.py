"""The readers of words in `search.text`: whatever the words, they answer, and within what they were given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import (
    abbreviations,
    counts,
    hints,
    keys,
    place_words,
    references,
    restoration,
    slips,
    syllables,
    telex,
)
from search.text.counts import Counts
from search.text.gazetteer import FormerName, Gazetteer, PlaceRow
from search.text.knowledge import Knowledge
from search.text.language import Language
from search.text.normalise import fold, nfc, normalise, tokens
from search.text.query import read_query
from search.text.synonyms import Synonyms, read_table

from .strings import any_text, texts, tries, words

pytestmark = pytest.mark.once
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyzwfj"
typed_words = st.one_of(
    words,
    st.lists(st.text(alphabet=LETTERS + "0123456789", min_size=1, max_size=13), max_size=8),
    texts.map(lambda text: [token.accented for token in tokens(nfc(text))][:40]),
)
toneless = st.sampled_from(sorted(syllables.TONE_PLACE))


def is_syllable(word: str) -> bool:
    return syllables.is_folded_syllable(word) or syllables.is_accented_syllable(word)


@tries()
@given(typed_words)
def test_every_word_stays_one_word(typed: list[str]) -> None:
    """Restored, mended and repaired words stand in the places of the typed ones."""
    language = Language.shipped()
    for read in (language.restore, language.mended, telex.repaired_words):
        assert len(read(typed)) == len(typed)
    assert len(telex.repaired_words(typed, language)) == len(typed)
    assert slips.mended(language, typed, range(len(typed))) == tuple(typed)
    restored = restoration.restored(language, typed)
    assert restoration.restored(language, restored) == restored or not all(map(is_syllable, restored))
    for word in language.restore([token.accented for token in tokens(nfc(" ".join(typed)))]):
        assert word.isalnum()


@tries()
@given(texts)
def test_a_word_of_any_letters(word: str) -> None:
    language, normal = Language.shipped(), normalise(word)
    for repaired in (telex.repaired(word), telex.repaired(word, language)):
        assert repaired is None or (repaired.isalnum() and normalise(repaired) == repaired)
    assert slips.candidates(language, normal, True) and slips.candidates(language, normal, False)
    assert slips.as_typed(language, normal, True) and slips.as_typed(language, normal, False)
    assert isinstance(slips.is_slip(language, normal), bool) and isinstance(is_syllable(normal), bool)
    assert set(slips.near_syllables(fold(word))) <= set(syllables.TONELESS)
    assert all(syllables.fold(form) == syllables.fold(normal) for form in restoration.forms_with(language, normal))
    assert restoration.best_path(language, [[(normal, 0.0), (word, -1.0)]]) != ()
    assert language.pair_score(normal, word) < 0 and language.alone(normal) < 0 and language.count(normal) >= 0
    assert isinstance(language.has_pair(normal, normal), bool) and language.word_share(normal) > 0
    assert counts.counted_form(counts.counted_form(normal)) == counts.counted_form(normal)


@tries()
@given(texts, toneless)
def test_shapes_of_syllables(word: str, syllable: str) -> None:
    normal = normalise(word)
    shape = syllables.apart(normal)
    assert shape is None or len(shape.toneless) == len(normal)
    assert len(syllables.fold(normal)) == len(normal) and syllables.fold(syllables.fold(normal)) == syllables.fold(
        normal
    )
    assert isinstance(syllables.marks_of(normal), frozenset) and isinstance(syllables.is_stopped(normal), bool)
    assert not (syllables.is_accented_syllable(normal) and not normal.isalpha())
    assert syllables.is_folded_syllable(fold(syllable)) and syllables.word_list(syllable) == (syllable,)
    for tone in ("", *syllables.TONES.values()):
        whole = syllables.together(syllable, tone)
        assert normalise(whole) == whole
        assert syllables.is_accented_syllable(whole) or syllables.is_stopped(syllable)
    for read in (keys.vni(normal), *keys.telex(normal)):
        if read is not None:
            assert set(keys.syllables_with(syllable, read)) <= set(_toned(syllable)) | {syllable}


def _toned(syllable: str) -> list[str]:
    return [syllables.together(syllable, tone) for tone in syllables.TONES.values()]


@tries()
@given(typed_words, st.booleans())
def test_tables_answer_inside_the_query(typed: list[str], places: bool) -> None:
    accented = [normalise(word) for word in typed]
    folded = [fold(word) for word in typed]
    restored = Language.shipped().restore(accented)
    found = (
        *abbreviations.find(accented, folded, (lambda words, at: at % 2 == 0) if places else None),
        *Synonyms.shipped().find(accented, restored),
    )
    for one in found:
        assert 0 <= one.start < one.end <= len(typed) and one.others and all(one.others) and one.why
    for at in range(len(typed)):
        kind = place_words.kind_word_at(accented, folded, at)
        assert kind is None or at < kind.end <= len(typed)
    cut = tokens(nfc(" ".join(typed)))
    for offer in hints.find(cut, references.find(" ".join(typed))):
        assert 0 <= offer.start < offer.end <= len(cut)


typed_names = st.sampled_from(("", "3", "03", "Đất Mũi", "Xã Đất Mũi", "Huyện", "thị trấn Ngan Dừa", "—", "tổ dân phố"))
rows = st.lists(
    st.builds(
        PlaceRow,
        id=st.sampled_from("123456"),
        level=st.sampled_from(("province", "commune", "hamlet")),
        kind=st.one_of(st.sampled_from(("tinh", "xa", "phuong", "ap", "khom")), any_text),
        name=st.one_of(typed_names, texts),
        parent_id=st.sampled_from(("", "1", "2", "3", "none")),
        former=st.lists(st.builds(FormerName, texts, typed_names, typed_names, any_text), max_size=2).map(tuple),
    ),
    max_size=5,
)


@tries()
@given(rows, texts, st.booleans())
def test_any_register_of_places(register: list[PlaceRow], typed: str, has_marks: bool) -> None:
    gazetteer = Gazetteer.made(register)
    for text in (typed, *(f"xã {row.name} cũ, {row.name}" for row in register)):
        cut = tokens(nfc(text))[:60]
        accented, folded = [token.accented for token in cut], [token.folded for token in cut]
        for mention in gazetteer.find(accented, folded, has_marks):
            assert 0 <= mention.start < mention.end <= len(cut)
            assert set(mention.place_ids) <= {row.id for row in register}
            assert len(gazetteer.names_of(mention.place_ids)) <= len(mention.place_ids)
        assert not cut or isinstance(gazetteer.starts_name(folded, len(cut) - 1), bool)
        kind, name = place_words.split_kind(text)
        assert kind in ("", "tinh", "huyen", "thi xa", "thanh pho", "xa", "phuong", "thi tran", "ap", "khom")
        assert name == " ".join(name.split())
    read_query(typed, Knowledge(Language.shipped(), Synonyms.shipped(), gazetteer))


@tries(40, 1_000)
@given(st.lists(texts, max_size=4), typed_words)
def test_what_a_site_teaches_is_kept(taught: list[str], typed: list[str]) -> None:
    language = Language.shipped().learned(taught)
    stored = Language.from_bytes(language.to_bytes())
    assert stored.site == language.site == counts.counted([], language.site)
    own = [token.accented for text in taught for token in tokens(nfc(text))][:30]
    assert all(language.is_own(counts.counted_form(word)) and not language.is_slip(word) for word in own)
    assert stored.restore([*typed, *own]) == language.restore([*typed, *own])
    assert counts.made(dict(language.site.words), {}).words == language.site.words


plain = st.one_of(st.none(), st.booleans(), st.integers(-3, 2**64), st.floats(), any_text)
json_values = st.one_of(plain, st.lists(plain, max_size=4), st.dictionaries(any_text, st.lists(plain, max_size=3)))
stores = st.fixed_dictionaries(
    {
        name: st.one_of(json_values, st.lists(st.integers(-1, 9), max_size=3))
        for name in ("words", "counts", "pairs", "pair_counts")
    }
)


@tries()
@given(st.one_of(st.binary(max_size=60), stores), json_values)
def test_what_was_not_stored_by_us_is_refused(stored: bytes | dict[str, Any], value: Any) -> None:
    for broken in (stored if isinstance(stored, dict) else value, value):
        try:
            Counts.from_json(broken)
        except ValueError:
            continue
        assert isinstance(broken, dict)
    with pytest.raises(ValueError):
        Language.from_bytes(stored if isinstance(stored, bytes) else json.dumps(stored).encode())
    if isinstance(stored, dict) and "\\ud" not in json.dumps(stored):
        packed = counts.packed("language", 1, stored)
        assert json.dumps(counts.unpacked("language", 1, packed)["words"]) == json.dumps(stored["words"])
        with pytest.raises(ValueError):
            counts.unpacked("other", 1, packed)


@tries()
@given(st.lists(st.lists(texts, max_size=5).map("\t".join), max_size=3).map("\n".join), typed_words)
def test_any_table_of_synonyms(tmp_path_factory: pytest.TempPathFactory, table: str, typed: list[str]) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "table.tsv"
    path.write_bytes(table.encode("utf-8", "replace"))
    try:
        entries = read_table(path)
    except ValueError:
        return
    accented = [token.accented for token in tokens(nfc(" ".join([*typed, table])))][:48]
    for one in Synonyms(entries).find(accented, accented):
        assert 0 <= one.start < one.end <= len(accented) and all(one.others)
