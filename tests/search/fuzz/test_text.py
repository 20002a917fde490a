"""Every function of `search.text` on strings from all of Unicode: no exception, and what each one promises."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import time
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import search.text
from search.text import hints, legal_documents, normalise, operators, query, references
from search.text.highlight import Found, marked, marked_fragment
from search.text.normalise import fold, fold_word, nfc, pairs, tokens, words
from search.text.query import MAX_CHARACTERS, MAX_WORDS, ReadQuery, read_query
from search.text.reference_parts import parts

from .strings import AWKWARD, TELLING, texts, tries

pytestmark = pytest.mark.once
# The functions that are tried here and in `test_text_words`; a new one wants its place.
TRIED = {
    "abbreviations": {"find"},
    "counts": {"counted", "counted_form", "made", "packed", "unpacked"},
    "highlight": {"marked", "marked_fragment"},
    "hints": {"find"},
    "keys": {"syllables_with", "telex", "vni"},
    "legal_documents": {"document_of", "flatten", "numbered", "of_year"},
    "normalise": {"fold", "fold_word", "nfc", "normalise", "pairs", "tokens", "words"},
    "operators": {"read_operators"},
    "place_words": {"kind_word_at", "split_kind"},
    "query": {"read_query"},
    "reference_parts": {"parts"},
    "references": {"find", "passage_keywords", "query_keywords"},
    "restoration": {"best_path", "forms_with", "restored"},
    "slips": {"as_typed", "candidates", "is_slip", "mended", "near_syllables"},
    "syllables": {
        "apart", "fold", "is_accented_syllable", "is_folded_syllable", "is_stopped", "marks_of", "together",
        "word_list",
    },
    "synonyms": {"read_table"},
    "telex": {"repaired", "repaired_words"},
}  # fmt: skip


def test_no_function_is_forgotten() -> None:
    found = {}
    for info in pkgutil.iter_modules(search.text.__path__):
        module = importlib.import_module(f"search.text.{info.name}")
        own = {
            name
            for name, one in vars(module).items()
            if callable(one) and not inspect.isclass(one) and not name.startswith("_")
            if getattr(one, "__module__", "") == module.__name__
        }
        found |= {info.name: own} if own else {}
    assert found == TRIED


class Seen(HTMLParser):
    """The text of a piece of HTML and the tags in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.depth = "", set[Any](), 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add((tag, *attrs))
        self.depth += 1
        assert self.depth == 1, "marks never stand in one another"

    def handle_endtag(self, tag: str) -> None:
        self.tags.add((tag,))
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.add(("!", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


@tries()
@given(texts)
def test_normal_forms_are_fixed_points(text: str) -> None:
    clean, normal, folded = nfc(text), normalise.normalise(text), fold(text)
    assert nfc(clean) == clean == unicodedata.normalize("NFC", clean)
    assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Co") and letter < "\U000f0000" for letter in clean)
    assert normalise.normalise(normal) == normal == normalise.normalise(clean)
    assert fold(folded) == folded == fold(normal) == fold(clean)
    for form in ("NFC", "NFD"):
        assert normalise.normalise(unicodedata.normalize(form, text)) == normal


@tries()
@given(texts)
def test_words_are_letters_and_digits_in_their_places(text: str) -> None:
    clean, end = nfc(text), 0
    assert words(clean) == [(token.folded, token.accented) for token in tokens(clean)]
    for token in tokens(clean):
        assert end <= token.start < token.end <= len(clean)
        end = token.end
        assert token.folded.isalnum() and token.accented.isalnum()
        assert fold_word(token.accented) == token.folded == fold_word(token.folded)
        assert [one.accented for one in tokens(token.accented)] == [token.accented]
    joined = pairs([token.folded for token in tokens(clean)])
    assert len(joined) == max(0, len(tokens(clean)) - 1) and all(pair.count("_") == 1 for pair in joined)


@tries()
@given(texts, texts)
def test_marks_leave_the_text_as_it_is(text: str, typed: str) -> None:
    asked = Found.of(read_query(typed))
    own = Found({token.folded: frozenset() for token in tokens(nfc(text))[::2]}, phrases=asked.phrases)
    for found in (asked, own):
        whole = Seen(marked(text, found))
        assert whole.tags <= {("mark",)} and not whole.depth
        assert whole.text == nfc(text)
        part = Seen(marked_fragment(text, found, window=10))
        assert part.tags <= {("mark",)} and not part.depth
        assert part.text.removeprefix("… ").removesuffix(" …") in nfc(text) or part.text in nfc(text)


@tries()
@given(texts)
def test_any_string_is_read_as_a_query(typed: str) -> None:
    read = read_query(typed)
    _holds_together(read)
    literally = read_query(typed, literally=True)
    _holds_together(literally)
    assert not literally.expansions and not literally.mended
    as_typed = operators.read_operators(read.typed).words[:MAX_WORDS]
    assert literally.accented == tuple(token.accented for token in as_typed)


def _holds_together(read: ReadQuery) -> None:
    size = len(read.folded)
    assert size == len(read.accented) == len(read.likely) <= MAX_WORDS
    assert nfc(read.typed) == read.typed and len(read.typed) <= MAX_CHARACTERS
    assert all(word.isalnum() for word in (*read.folded, *read.accented, *read.likely))
    assert read.folded == tuple(map(fold_word, read.accented))
    for span in (*read.expansions, *read.offers, *read.places):
        assert 0 <= span.start < span.end <= size
    for expansion in read.expansions:
        assert expansion.others and all(expansion.others) and expansion.why in query.WHY
        assert all(word.isalnum() and fold_word(word) for other in expansion.others for word in other)
    for phrase in (*read.phrases, *read.excluded):
        assert phrase.words and all(word.isalnum() for word in phrase.words)
    assert all(read.references) and all(" " not in keyword for one in read.references for keyword in one)
    assert all(step.name and step.result for step in read.steps)


@tries()
@given(texts)
def test_references_stand_in_the_text(text: str) -> None:
    clean = nfc(text)
    for reference in references.find(text):
        assert 0 <= reference.start < reference.end <= len(clean)
        assert reference.keywords() and references.query_keywords(reference)
        assert all(keyword == keyword.strip() and " " not in keyword for keyword in reference.keywords())
        assert reference.article or reference.document
    end = 0
    for part in parts(clean, tokens(clean)):
        assert end <= part.start < part.end <= len(clean)
        end = part.end
    assert all(references.passage_keywords([text, text[::2]]))
    assert len(legal_documents.flatten(clean)) == len(clean)
    assert legal_documents.flatten(legal_documents.flatten(clean)) == legal_documents.flatten(clean)


@tries()
@given(texts, st.from_regex(r"(19|20)[0-9]{2}", fullmatch=True))
def test_numbers_of_documents(text: str, year: str) -> None:
    document = legal_documents.document_of(text)
    assert legal_documents.numbered(text, year, text, text).names() or not text
    assert document.canonical == document.canonical.strip() and document.asked() is not None
    assert legal_documents.of_year((document,), year) == (document,)


@tries()
@given(texts)
def test_operators_and_hints_keep_their_places(text: str) -> None:
    clean = nfc(text)
    read = operators.read_operators(clean)
    assert len(read.text) == len(clean)
    assert all(0 <= place < len(read.words) for place in read.quoted)
    for offer in hints.find(read.words, references.find(read.text)):
        assert 0 <= offer.start < offer.end <= len(read.words) and offer.value


LENGTH, LONGEST = 20_000, 1.5  # characters, seconds: what is quadratic would take many more
READERS: tuple[Callable[[str], Any], ...] = (
    normalise.normalise,
    fold,
    lambda text: tokens(nfc(text)),
    references.find,
    operators.read_operators,
    read_query,
    lambda text: marked_fragment(
        text, Found(dict.fromkeys(("dieu", "a", "1"), frozenset()), phrases=frozenset({("a", "a"), ("a", "dieu")}))
    ),
    lambda text: marked(text, Found({}, phrases=frozenset({("a",) * 5}))),
)
units = st.lists(st.sampled_from((*TELLING, *AWKWARD, "a", "1", " ", "\n")), min_size=1, max_size=4).map("".join)


@tries(20, 1_000)
@given(units, st.sampled_from(("", " ", ",")))
def test_long_texts_take_no_longer_than_their_length(unit: str, between: str) -> None:
    text = f"{unit}{between}" * (LENGTH // len(f"{unit}{between}"))
    for read in READERS:
        assert any(_seconds(read, text) < LONGEST for _attempt in range(3))


def _seconds(read: Callable[[str], Any], text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started
