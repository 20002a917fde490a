"""References to articles of the same covenant: what they lead to, and how they follow a move of their target. Pure.

Articles are told apart by their block ids. When numbers change between two saved texts, a reference that stood
in the old text gets its target's new number; one whose target is gone is left as written and reported; one that
was typed since is taken as its writer meant it, by the numbers of the new text.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from .articles import slug
from .provisions import Article, Covenant
from .reference_grammar import Mention, own_mentions

PREAMBLE = "loi-noi-dau"  # the anchor that stands for an id where there is none
_CLAUSE = re.compile(r"khoản\s+([0-9]{1,3})\s*,?\s*$", re.IGNORECASE)
_POINT = re.compile(r"điểm\s+([^\W\d_])\s*,?\s*(?:khoản\s+([0-9]{1,3})\s*,?\s*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """A reference in the body of the article (or the preamble) at `anchor`; `start`, `end`, `number_start` are
    code points in that body. `target_anchor` is the narrowest provision that exists: the point, the clause or the
    article; None when there is no such article."""

    anchor: str
    key: str
    start: int
    end: int
    number_start: int
    number: str
    text: str
    target_anchor: str | None
    target_id: str = ""


@dataclass(frozen=True)
class Renumbered:
    """A reference that got another number: "Điều 7: “theo Điều 5” thành “theo Điều 6”"."""

    where: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.where}: “{self.before}” thành “{self.after}”"


@dataclass(frozen=True)
class Gone:
    """A reference in the text `key` whose article was taken out. `number` is what it says, `target` what that was."""

    key: str
    number: str
    target: str


@dataclass(frozen=True)
class Following:
    """What follows from a change of numbers: bodies to be stored (block id, or `PREAMBLE`, → text), sentences'
    matter, and references without a target."""

    bodies: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Renumbered, ...] = ()
    gone: tuple[Gone, ...] = ()


def references(covenant: Covenant) -> list[Reference]:
    """All references to articles of the covenant itself, in reading order. A number that two articles bear (as
    in old printed texts) leads to the first."""
    by_number = _by_number(covenant)
    return [
        _reference(covenant, key, anchor, mention, body, by_number)
        for key, anchor, _label, body in _bodies(covenant)
        for mention in own_mentions(body)
    ]


def follow_renumbering(old: Covenant, new: Covenant, known_gone: Collection[Gone] = ()) -> Following:
    """How the new text's references follow the change of numbers from `old` to `new`.

    A reference that already lost its target (`known_gone`) keeps its words and stays reported as long as it is
    there, whatever article bears its number now.
    """
    before, targets = _by_number(old), {article.block_id: article for article in new.articles}
    old_bodies = {key: body for key, _anchor, _label, body in _bodies(old)}
    lost = {(gone.key, gone.number): gone for gone in known_gone}
    bodies: dict[str, str] = {}
    changes: list[Renumbered] = []
    gone: dict[Gone, None] = {}
    for key, _anchor, label, body in _bodies(new):
        kept = _kept(old_bodies.get(key, ""), body)
        edits = []
        for mention in own_mentions(body):
            if known := lost.get((key, mention.number.lower())):
                gone[known] = None
                continue
            target = before.get(mention.number.lower()) if (mention.number_start, mention.number) in kept else None
            if target is None or not target.block_id:
                continue
            moved = targets.get(target.block_id)
            if moved is None:
                gone[Gone(key, mention.number.lower(), target.label)] = None
            elif moved.number.lower() != mention.number.lower():
                edits.append((mention, moved.number))
        if edits:
            bodies[key] = _with_numbers(body, edits)
            changes += [_change(label, body, mention, number) for mention, number in edits]
    return Following(bodies, tuple(changes), tuple(gone))


def still_gone(covenant: Covenant, known: Collection[Gone]) -> list[Gone]:
    """Those lost references that are still in the text."""
    there = {(key, m.number.lower()) for key, _a, _l, body in _bodies(covenant) for m in own_mentions(body)}
    return [gone for gone in known if (gone.key, gone.number) in there]


def _bodies(covenant: Covenant) -> Iterator[tuple[str, str, str, str]]:
    """Key (block id, or the anchor of a preamble), anchor, label without title, text."""
    for part in covenant.parts:
        if part.article:
            yield part.article.block_id or part.anchor, part.anchor, f"Điều {part.number}", part.article.body
        elif part.kind == "preamble":
            yield part.anchor, part.anchor, part.label, part.text


def _by_number(covenant: Covenant) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for article in covenant.articles:
        found.setdefault(article.number.lower(), article)
    return found


def _reference(
    covenant: Covenant, key: str, anchor: str, mention: Mention, body: str, by_number: Mapping[str, Article]
) -> Reference:
    target = by_number.get(mention.number.lower())
    return Reference(
        anchor=anchor,
        key=key,
        start=mention.start,
        end=mention.end,
        number_start=mention.number_start,
        number=mention.number,
        text=body[mention.start : mention.end],
        target_anchor=_narrowest(target, mention.parts) if target else None,
        target_id=target.block_id if target else "",
    )


def _narrowest(article: Article, parts: str) -> str:
    """ "điểm a khoản 2 " of an article: the anchor of the point, of the clause when there is no such point …"""
    anchors = {provision.anchor for clause in article.clauses for provision in clause.walk()}
    wanted = [article.anchor]
    if clause := _CLAUSE.search(parts):
        wanted.append(f"{article.anchor}-khoan-{clause[1]}")
    if point := _POINT.search(parts):
        above = f"{article.anchor}-khoan-{point[2]}" if point[2] else article.anchor
        wanted.append(f"{above}-diem-{slug(point[1])}")
    return next((anchor for anchor in reversed(wanted) if anchor in anchors), article.anchor)


def _kept(old: str, new: str) -> set[tuple[int, str]]:
    """Where numbers of the new text begin that stood in the old one within the same words."""
    if old == new:
        return {(mention.number_start, mention.number) for mention in own_mentions(new)}
    places = [m.number_start for m in own_mentions(old)]
    kept: set[tuple[int, str]] = set()
    if not places:
        return kept
    mentions = {mention.number_start: mention for mention in own_mentions(new)}
    for a, b, size in _equal_stretches(old, new):
        for place in places:
            mention = mentions.get(place - a + b)
            if mention and a <= place and place + len(mention.number) <= a + size:
                kept.add((mention.number_start, mention.number))
    return kept


_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def _equal_stretches(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """(start in old, start in new, length) of what is the same, word by word: digits are never matched apart."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    starts, ends = _offsets(before), _offsets(after)
    for block in difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        if block.size:
            yield starts[block.a], ends[block.b], starts[block.a + block.size] - starts[block.a]


def _offsets(words: list[str]) -> list[int]:
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets


def _with_numbers(body: str, edits: list[tuple[Mention, str]]) -> str:
    for mention, number in reversed(edits):
        end = mention.number_start + len(mention.number)
        body = f"{body[: mention.number_start]}{number}{body[end:]}"
    return body


def _change(label: str, body: str, mention: Mention, number: str) -> Renumbered:
    before = body[_word_before(body, mention.start) : mention.end]
    cut = len(before) - (mention.end - mention.number_start)
    return Renumbered(label, before, f"{before[:cut]}{number}")


def _word_before(body: str, start: int) -> int:
    """Where the word in front begins ("theo Điều 5"), if it stands on the same line."""
    found = re.search(r"\w+\s$", body[:start])
    return found.start() if found else start
