"""What stands around the articles: preamble, titles of chapters and sections, tables. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..provisions import Covenant, Part
from .changes import ArticleChange
from .word_spans import word_spans

_OTHER_PARTS = (("Lời nói đầu", ("preamble",)), ("Chương, mục", ("chapter", "section")), ("Bảng", ("table",)))


def other_parts(old: Covenant, new: Covenant, partner: Mapping[int, int]) -> Iterator[ArticleChange]:
    """One change a kind, when words or places differ. `partner`: new position of an article → old position."""
    old_keys = {index: index for index in partner.values()}
    for name, kinds in _OTHER_PARTS:
        before, after = _standing(old, kinds, old_keys), _standing(new, kinds, partner)
        if [part.text for part in before] != [part.text for part in after]:
            texts = ["\n".join(part.text for part in parts) for parts in (before, after)]
        elif [part.key for part in before] != [part.key for part in after]:
            texts = ["\n".join(lines) for lines in zip(*map(_placed, before, after), strict=True)]
            if texts[0] == texts[1]:  # articles moved below it; they say so themselves
                continue
        else:
            continue
        yield ArticleChange("changed", None, None, word_spans(*texts), name)


def _placed(before: _Standing, after: _Standing) -> tuple[str, str]:
    """Both with their place, when it is another one: a new number of the article below is none."""
    if before.key == after.key:
        return before.text, after.text
    return f"{before.text} (trước {before.follower})", f"{after.text} (trước {after.follower})"


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
            place = position if part.kind == "preamble" else key  # it stands first, whatever the first article is
            found.append(_Standing(_words(part), follower, place))
    return found[::-1]


def _words(part: Part) -> str:
    if part.kind == "preamble":
        return "\n".join(part.paragraphs)
    if part.kind == "table":
        return "\n".join([*([part.title] if part.title else []), *(" | ".join(row) for row in part.rows)])
    return f"{part.label}. {part.title}" if part.kind == "chapter" else part.label
