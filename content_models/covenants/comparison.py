"""What changed between two texts, article by article. Pure.

Articles are paired by their identity (block id); those without a partner by heading, then by likeness of
text. Inside an article the difference is shown word by word.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .provisions import Article, Covenant

Change = Literal["same", "changed", "added", "removed", "moved"]
LIKE = 0.6  # share of equal words above which two articles without common identity are the same one
_WORD = re.compile(r"\s+|\S+")


@dataclass(frozen=True)
class Span:
    """A stretch of words: "same", "removed" (old text) or "added" (new text)."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True)
class ArticleChange:
    """One article: its old and new form (None when added or removed), and the words between them."""

    kind: Change
    old: Article | None
    new: Article | None
    spans: tuple[Span, ...] = ()

    @property
    def label(self) -> str:
        article = self.new or self.old
        return article.label if article else ""


def compare(old: Covenant, new: Covenant) -> list[ArticleChange]:
    """Every article of both texts once, in the order of the new text; removed ones where they stood."""
    partner = pair_articles(old.articles, new.articles)
    kept = _in_order(list(partner.values()))
    changes: list[ArticleChange] = []
    shown: set[int] = set()
    for position, article in enumerate(new.articles):
        index = partner.get(position)
        if index is None:
            changes.append(ArticleChange("added", None, article, (Span("added", _full(article)),)))
            continue
        changes += _removed_before(old.articles, index, set(partner.values()) | shown, shown)
        changes.append(_paired(old.articles[index], article, moved=index not in kept))
    rest = [i for i in range(len(old.articles)) if i not in partner.values() and i not in shown]
    return changes + [_removal(old.articles[i]) for i in rest]


def summary(changes: Sequence[ArticleChange]) -> str:
    """One sentence: "3 điều sửa, 1 điều mới, 1 điều bỏ; Điều 7 chuyển thành Điều 9." """
    counts: Counter[str] = Counter(change.kind for change in changes)
    words = [("changed", "điều sửa"), ("added", "điều mới"), ("removed", "điều bỏ")]
    parts = [f"{counts[kind]} {word}" for kind, word in words if counts[kind]]
    moved = [
        f"Điều {c.old.number} chuyển thành Điều {c.new.number}"
        for c in changes
        if c.kind == "moved" and c.old and c.new
    ]
    if not parts and not moved:
        return "Không có điều nào thay đổi."
    return "; ".join([", ".join(parts)] * bool(parts) + moved) + "."


def word_spans(old: str, new: str) -> tuple[Span, ...]:
    """Two texts word by word; spaces go with the words, so that joining the parts gives the texts back."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    spans: list[Span] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span("same", "".join(before[a:b])))
            continue
        if a < b:
            spans.append(Span("removed", "".join(before[a:b])))
        if c < d:
            spans.append(Span("added", "".join(after[c:d])))
    return tuple(spans)


def _paired(old: Article, new: Article, *, moved: bool) -> ArticleChange:
    same = (old.heading, old.body) == (new.heading, new.body)
    if same:
        return ArticleChange("moved" if moved else "same", old, new)
    return ArticleChange("changed", old, new, word_spans(_full(old), _full(new)))


def pair_articles(old: Sequence[Article], new: Sequence[Article]) -> dict[int, int]:
    """Which articles are the same one: new position → old position (both from 0)."""
    found: dict[int, int] = {}
    by_id = {article.block_id: i for i, article in enumerate(old) if article.block_id}
    for position, article in enumerate(new):
        if article.block_id in by_id:
            found[position] = by_id.pop(article.block_id)
    for alike in (_same_heading, _same_words):
        free = [i for i in range(len(old)) if i not in found.values()]
        for position in [p for p in range(len(new)) if p not in found]:
            match = next((i for i in free if alike(old[i], new[position])), None)
            if match is not None:
                found[position] = match
                free.remove(match)
    return found


def _same_heading(old: Article, new: Article) -> bool:
    return bool(old.heading) and old.heading.casefold() == new.heading.casefold()


def _same_words(old: Article, new: Article) -> bool:
    matcher = difflib.SequenceMatcher(None, _full(old).split(), _full(new).split(), autojunk=False)
    return matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE


def _in_order(indexes: list[int]) -> set[int]:
    """Old positions of a longest run of articles that keep their order: the others have moved."""
    best: list[list[int]] = []
    for index in indexes:
        longest = max((run for run in best if run[-1] < index), key=len, default=[])
        best.append([*longest, index])
    longest_run: list[int] = max(best, key=len, default=[])
    return set(longest_run)


def _removed_before(old: Sequence[Article], index: int, used: set[int], shown: set[int]) -> list[ArticleChange]:
    """Removed articles that stood directly before an old position."""
    gone = []
    for i in range(index - 1, -1, -1):
        if i in used:
            break
        gone.append(i)
    shown.update(gone)
    return [_removal(old[i]) for i in reversed(gone)]


def _removal(article: Article) -> ArticleChange:
    return ArticleChange("removed", article, None, (Span("removed", _full(article)),))


def _full(article: Article) -> str:
    return f"{article.heading}\n{article.body}" if article.heading else article.body
