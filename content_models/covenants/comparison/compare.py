"""Two covenants, article by article. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

from ..provisions import Article, Covenant
from .alignment import Alignment, align
from .changes import ArticleChange, Span, full_text, group_text
from .other_parts import other_parts
from .word_spans import word_spans

_ONE_ARTICLE = 1_000_000  # outweighs any number of words: as few articles as possible are called moved


def compare(old: Covenant, new: Covenant, by_identity: bool = True) -> list[ArticleChange]:
    """Every article of both texts once, in the order of the new text, removed ones where they stood and merged ones
    behind the article that they went into; then the other parts that changed.

    With `by_identity` articles with the same block id are the same one; without it, as between two hamlets whose
    texts were copied from one model, only their words count.
    """
    found = align(old.articles, new.articles, by_identity)
    return [*_Comparison(old.articles, new.articles, found).entries(), *other_parts(old, new, found.pairs)]


class _Comparison:
    """Turns an alignment into entries in reading order."""

    def __init__(self, old: Sequence[Article], new: Sequence[Article], found: Alignment) -> None:
        self._old, self._new, self._found = old, new, found
        self._parts, self._sources = _grouped(found.parts), _grouped(found.sources)
        taken = {*found.pairs.values(), *found.sources}
        self._removed = [i for i in range(len(old)) if i not in taken]
        self._kept = in_order([(found.pairs[j], self._worth(j)) for j in sorted(found.pairs)])

    def entries(self) -> Iterator[ArticleChange]:
        removed = list(self._removed)
        for position, article in enumerate(self._new):
            index = self._found.pairs.get(position)
            if index is None:
                yield self._new_one(position, article)
                continue
            while index in self._kept and removed and removed[0] < index:
                yield self._removal(removed.pop(0))
            yield from self._paired(position, index)
        yield from map(self._removal, removed)

    def _worth(self, position: int) -> int:
        """What it costs to call a pair moved: one article, and less for short ones; the same from both sides."""
        texts = sorted((full_text(self._old[self._found.pairs[position]]), full_text(self._new[position])))
        return _ONE_ARTICLE + min(map(len, texts)) + zlib.crc32("\n".join(texts).encode("utf-8", "replace")) % 997

    def _new_one(self, position: int, article: Article) -> ArticleChange:
        whole = self._found.parts.get(position)
        if whole is None:
            return ArticleChange("added", None, article, (Span("added", full_text(article)),))
        main = next(j for j, i in self._found.pairs.items() if i == whole)
        return ArticleChange("split", None, article, olds=(self._old[whole],), news=self._split(main, whole))

    def _split(self, position: int, index: int) -> tuple[Article, ...]:
        return tuple(self._new[j] for j in sorted([position, *self._parts.get(index, ())]))

    def _removal(self, index: int) -> ArticleChange:
        return ArticleChange("removed", self._old[index], None, (Span("removed", full_text(self._old[index])),))

    def _paired(self, position: int, index: int) -> Iterator[ArticleChange]:
        old, new, moved = self._old[index], self._new[position], index not in self._kept
        if index in self._parts:
            news = self._split(position, index)
            spans = word_spans(group_text([old]), group_text(news))
            yield ArticleChange("split", old, new, spans, moved=moved, olds=(old,), news=news)
        elif position in self._sources:
            olds = tuple(self._old[i] for i in sorted([index, *self._sources[position]]))
            spans = word_spans(group_text(olds), group_text([new]))
            yield ArticleChange("merged", old, new, spans, moved=moved, olds=olds, news=(new,))
            for i in sorted(self._sources[position]):
                yield ArticleChange("merged", self._old[i], None, olds=olds, news=(new,))
        elif full_text(old) == full_text(new):
            yield ArticleChange("moved" if moved else "same", old, new, moved=moved)
        else:
            yield ArticleChange("changed", old, new, word_spans(full_text(old), full_text(new)), moved=moved)


def in_order(entries: Sequence[tuple[int, int]]) -> set[int]:
    """Of (old position, weight) in the order of the new text the positions of a heaviest run that keeps the old
    order: the others have moved."""
    best: list[tuple[int, int]] = []  # weight of the heaviest run that ends here, and where it came from
    for here, (index, weight) in enumerate(entries):
        before = max(((best[j][0], j) for j in range(here) if entries[j][0] < index), default=(0, -1))
        best.append((before[0] + weight, before[1]))
    here = max(range(len(best)), key=lambda j: best[j][0], default=-1)
    kept: set[int] = set()
    while here >= 0:
        kept.add(entries[here][0])
        here = best[here][1]
    return kept


def _grouped(mains: Mapping[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for further, main in mains.items():
        found.setdefault(main, []).append(further)
    return found
