"""Two texts word by word, by paragraph first, in stretches that a person can read. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from .changes import Span
from .paragraphs import MOST_EQUAL_PAIRS, Stretch, equal_pairs, stretches
from .readable import Step, readable
from .tokens import tokens

MOST_WORDS = 40_000  # words of both sides of one paragraph beyond which it is shown as replaced


def word_spans(old: str, new: str) -> tuple[Span, ...]:
    """What stayed, went and came. "same" and "removed" spans joined are the old text, "same" and "added" the new one.

    No span begins or ends inside a syllable, number or date. A paragraph that shares less than 30 % of its words
    with any other is shown as replaced whole, as is one of more than 40,000 words.
    """
    spans: list[Span] = []
    for stretch in stretches(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        for span in _stretch_spans(stretch):
            if spans and spans[-1].kind == span.kind:
                spans[-1] = Span(span.kind, spans[-1].text + span.text)
            else:
                spans.append(span)
    return tuple(spans)


def _stretch_spans(stretch: Stretch) -> Iterator[Span]:
    before, after = "".join(stretch.old), "".join(stretch.new)
    if stretch.same:
        return iter([Span("same", before)])
    if not before or not after:
        return _replaced(before, after)
    words, new_words = tokens(before), tokens(after)
    if len(words) + len(new_words) > MOST_WORDS:
        return _replaced(before, after)
    return _spans_of(readable(_steps(words, new_words)))


def _steps(before: list[str], after: list[str]) -> list[Step]:
    """Words that are equal (but for the spaces after them) and words that are not, in turn."""
    old, new = ([token.rstrip() for token in side] for side in (before, after))
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    steps = [Step(True, before[:start], after[:start])]
    if equal_pairs(*middle) > MOST_EQUAL_PAIRS:
        steps.append(Step(False, before[start : len(old) - end], after[start : len(new) - end]))
    else:
        for tag, a, b, c, d in difflib.SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            steps.append(Step(tag == "equal", before[start + a : start + b], after[start + c : start + d]))
    steps.append(Step(True, before[len(old) - end :], after[len(new) - end :]))
    return [step for step in steps if step.old or step.new]


def _common_start(old: Sequence[str], new: Sequence[str]) -> int:
    for position, (a, b) in enumerate(zip(old, new, strict=False)):
        if a != b:
            return position
    return min(len(old), len(new))


def _spans_of(steps: Iterable[Step]) -> Iterator[Span]:
    for step in steps:
        if step.same:
            yield from _same_words(step.old, step.new)
        else:
            yield from _replaced("".join(step.old), "".join(step.new))


def _replaced(old: str, new: str) -> Iterator[Span]:
    if old:
        yield Span("removed", old)
    if new:
        yield Span("added", new)


def _same_words(before: Sequence[str], after: Sequence[str]) -> Iterator[Span]:
    """The same words on both sides; only the spaces and line ends after them may differ, and change alone."""
    kept = ""
    for old, new in zip(before, after, strict=True):
        if old == new:
            kept += new
            continue
        word = new.rstrip()
        if kept + word:
            yield Span("same", kept + word)
        kept = ""
        yield from _replaced(old[len(word) :], new[len(word) :])
    if kept:
        yield Span("same", kept)
