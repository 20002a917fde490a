"""What changed between two texts, article by article. Pure.

Articles are paired by their identity (block id); those without a partner by heading, then by likeness of
text. Inside an article the difference is shown word by word. What stands around the articles (preamble, titles
of chapters and sections, tables) is compared as well, so that no change goes unseen.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .provisions import Article, Covenant, Part

Change = Literal["same", "changed", "added", "removed", "moved"]
LIKE = 0.6  # share of equal words above which two articles without common identity are the same one
MOST_PAIRS = 4_000_000  # words of one text times words of the other that are compared word by word
_OTHER_PARTS = (("Lời nói đầu", ("preamble",)), ("Chương, mục", ("chapter", "section")), ("Bảng", ("table",)))
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Span:
    """A stretch of words: "same", "removed" (old text) or "added" (new text)."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True)
class ArticleChange:
    """One article: its old and new form (None when added or removed), and the words between them.

    "moved" is an article whose place among the others changed and whose words did not. For what is no article
    both forms are None and `part` names it in Vietnamese.
    """

    kind: Change
    old: Article | None
    new: Article | None
    spans: tuple[Span, ...] = ()
    part: str = ""

    @property
    def label(self) -> str:
        """ "Điều 5. Giữ gìn vệ sinh" by the new text, or what part it is."""
        article = self.new or self.old
        return article.label if article else self.part

    @property
    def renumbered(self) -> bool:
        """The article is in both texts, under another number."""
        return bool(self.old and self.new and self.old.number != self.new.number)


def compare(old: Covenant, new: Covenant) -> list[ArticleChange]:
    """Every article of both texts once, in the order of the new text, removed ones where they stood; then the
    other parts that changed."""
    partner = pair_articles(old.articles, new.articles)
    removed = [i for i in range(len(old.articles)) if i not in set(partner.values())]
    kept = _in_order([partner[position] for position in sorted(partner)])
    changes: list[ArticleChange] = []
    for position, article in enumerate(new.articles):
        index = partner.get(position)
        if index is None:
            changes.append(ArticleChange("added", None, article, (Span("added", _full(article)),)))
            continue
        while index in kept and removed and removed[0] < index:
            changes.append(_removal(old.articles[removed.pop(0)]))
        changes.append(_paired(old.articles[index], article, moved=index not in kept))
    changes += [_removal(old.articles[i]) for i in removed]
    return [*changes, *_other_parts(old, new, partner)]


def summary(changes: Sequence[ArticleChange]) -> str:
    """One sentence: "3 điều sửa, 1 điều mới, 1 điều bỏ; Điều 7–8 chuyển thành Điều 9–10; sửa lời nói đầu." """
    counts: Counter[str] = Counter(change.kind for change in changes if not change.part)
    words = [("changed", "điều sửa"), ("added", "điều mới"), ("removed", "điều bỏ")]
    counted = ", ".join(f"{counts[kind]} {word}" for kind, word in words if counts[kind])
    others = [f"sửa {change.part[0].lower()}{change.part[1:]}" for change in changes if change.part]
    sentences = [counted] * bool(counted) + _renumberings(changes) + others
    if not sentences:
        return "Không có điều nào thay đổi."
    sentence = "; ".join(sentences)
    return f"{sentence[0].upper()}{sentence[1:]}."


def word_spans(old: str, new: str) -> tuple[Span, ...]:
    """Two texts word by word; spaces go with the word before them. "same" and "removed" spans joined are the old
    text, "same" and "added" the new one. Very long texts are compared by paragraph."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > MOST_PAIRS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(before) * len(after) > MOST_PAIRS:
        before, after = [old], [new]
    spans: list[Span] = []
    old_words, new_words = ([word.rstrip() for word in side] for side in (before, after))
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if tag == "equal":
            spans += _same_words_spans(before[a:b], after[c:d])
            continue
        if a < b:
            spans.append(Span("removed", "".join(before[a:b])))
        if c < d:
            spans.append(Span("added", "".join(after[c:d])))
    return tuple(spans)


def _same_words_spans(before: Sequence[str], after: Sequence[str]) -> Iterator[Span]:
    """The same words on both sides; only the spaces and line ends after them may differ, and change alone."""
    kept = ""
    for old, new in zip(before, after, strict=True):
        word = new.rstrip()
        if old == new:
            kept += new
            continue
        if kept + word:
            yield Span("same", kept + word)
        kept = ""
        if old != word:
            yield Span("removed", old[len(word) :])
        if new != word:
            yield Span("added", new[len(word) :])
    if kept:
        yield Span("same", kept)


def pair_articles(old: Sequence[Article], new: Sequence[Article]) -> dict[int, int]:
    """Which articles are the same one: new position → old position (both from 0)."""
    found: dict[int, int] = {}
    by_id = {article.block_id: i for i, article in enumerate(old) if article.block_id}
    for position, article in enumerate(new):
        if article.block_id in by_id:
            found[position] = by_id.pop(article.block_id)
    for alike in (_same_heading, _same_words):
        taken = set(found.values())
        free = [i for i in range(len(old)) if i not in taken]
        for position in [p for p in range(len(new)) if p not in found]:
            match = next((i for i in free if alike(old[i], new[position])), None)
            if match is not None:
                found[position] = match
                free.remove(match)
    return found


def _paired(old: Article, new: Article, *, moved: bool) -> ArticleChange:
    if _full(old) == _full(new):
        return ArticleChange("moved" if moved else "same", old, new)
    return ArticleChange("changed", old, new, word_spans(_full(old), _full(new)))


def _same_heading(old: Article, new: Article) -> bool:
    return bool(old.heading) and old.heading.casefold() == new.heading.casefold()


def _same_words(old: Article, new: Article) -> bool:
    before, after = _full(old).split(), _full(new).split()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.real_quick_ratio() < LIKE or matcher.quick_ratio() < LIKE:
        return False
    return len(before) * len(after) <= MOST_PAIRS and matcher.ratio() >= LIKE


def _in_order(indexes: Sequence[int]) -> set[int]:
    """Old positions of a longest run of articles that keep their order: the others have moved."""
    best: list[list[int]] = []
    for index in indexes:
        longest = _longest(run for run in best if run[-1] < index)
        best.append([*longest, index])
    return set(_longest(best))


def _longest(runs: Iterable[list[int]]) -> list[int]:
    return max(runs, key=lambda run: len(run), default=[])


def _removal(article: Article) -> ArticleChange:
    return ArticleChange("removed", article, None, (Span("removed", _full(article)),))


def _full(article: Article) -> str:
    """Heading and paragraphs as a reader sees them: spaces and blank lines at the ends are no change."""
    return "\n".join([*([article.heading] if article.heading else []), *article.printed_lines])


def _renumberings(changes: Sequence[ArticleChange]) -> list[str]:
    """ "Điều 7–9 chuyển thành Điều 8–10": neighbours that shift by the same number in one phrase."""
    runs: list[list[tuple[str, str]]] = []
    for change in changes:
        if not (change.old and change.new and change.renumbered):
            continue
        pair = (change.old.number, change.new.number)
        if runs and _follows(runs[-1][-1], pair):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return [f"Điều {_range(run, 0)} chuyển thành Điều {_range(run, 1)}" for run in runs]


def _follows(before: tuple[str, str], after: tuple[str, str]) -> bool:
    return all(a.isdecimal() and b.isdecimal() and int(b) == int(a) + 1 for a, b in zip(before, after, strict=True))


def _range(run: Sequence[tuple[str, str]], side: int) -> str:
    first, last = run[0][side], run[-1][side]
    return first if first == last else f"{first}–{last}"


def _other_parts(old: Covenant, new: Covenant, partner: dict[int, int]) -> Iterator[ArticleChange]:
    """Preamble, titles of chapters and sections, tables: one change a kind, when words or places differ."""
    old_keys = {index: index for index in partner.values()}
    for name, kinds in _OTHER_PARTS:
        before, after = _standing(old, kinds, old_keys), _standing(new, kinds, partner)
        if [part.text for part in before] != [part.text for part in after]:
            texts = ["\n".join(part.text for part in parts) for parts in (before, after)]
        elif [part.key for part in before] != [part.key for part in after]:
            texts = ["\n".join(f"{part.text} (trước {part.follower})" for part in parts) for parts in (before, after)]
        else:
            continue
        yield ArticleChange("changed", None, None, word_spans(*texts), name)


@dataclass(frozen=True)
class _Standing:
    """A part that is no article; `follower` and `key` say before which article of both texts it stands."""

    text: str
    follower: str
    key: int


def _standing(covenant: Covenant, kinds: Collection[str], keys: Mapping[int, int]) -> list[_Standing]:
    """`keys`: position of an article here → its position in the old text, for those that are in both."""
    found: list[_Standing] = []
    position = len(covenant.articles)
    follower, key = "chỗ kết thúc", -1
    for part in reversed(covenant.parts):
        if part.article:
            position -= 1
            if position in keys:
                follower, key = f"Điều {part.number}", keys[position]
        elif part.kind in kinds:
            found.append(_Standing(_words(part), follower, key))
    return found[::-1]


def _words(part: Part) -> str:
    if part.kind == "preamble":
        return "\n".join(part.paragraphs)
    if part.kind == "table":
        return "\n".join([*([part.title] if part.title else []), *(" | ".join(row) for row in part.rows)])
    return f"{part.label}. {part.title}" if part.kind == "chapter" else part.label
