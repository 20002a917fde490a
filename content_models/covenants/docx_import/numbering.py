"""Word's automatic numbers as text. Pure.

A number is not in the paragraph: the paragraph (or its style) names a list and a level, the list counts. Rules:
ECMA-376 Part 1, 17.9. All lists of one abstract list count together; a list that overrides a start begins anew
when it first appears; a level begins anew after a higher one, unless w:lvlRestart says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .names import W, child, switch, value, whole
from .number_formats import formatted
from .styles import NO_LOOK, Look, Styles

_DEEPEST = 9  # levels of a list
_FAR = 10  # links from list to style to list


@dataclass(frozen=True)
class Level:
    """One level of a list. `text` as written: "Điều %1.", "%1.%2", "-"."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int = -1  # -1: after any higher level; 0: never; n: after level n (from 1)
    legal: bool = False  # all numbers as digits
    suffix: str = "tab"
    style: str = ""
    look: Look = NO_LOOK


@dataclass(frozen=True)
class Label:
    """A number as printed, with the sign that follows it, and the look of its own letters."""

    text: str
    look: Look
    bullet: bool
    joined: bool  # nothing stands between the number and the text


class Numbering:
    """Counts through the document: `label` must be asked once for each numbered paragraph, in reading order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        nodes = (lambda name: root.findall(f"{W}{name}")) if root is not None else (lambda name: [])
        self._abstract = {node.get(f"{W}abstractNumId", ""): node for node in nodes("abstractNum")}
        self._lists = {node.get(f"{W}numId", ""): node for node in nodes("num")}
        self._levels: dict[tuple[str, int], Level] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, number_id: str, style_id: str) -> int | None:
        """The level that a list ties to a style (w:pStyle), None without one."""
        levels = (n for n in range(_DEEPEST) if self._level(number_id, n).style == style_id)
        return next(levels, None) if style_id else None

    def label(self, number_id: str, level: int) -> Label | None:
        """Count on, and give the number. None when the list or the level prints none."""
        if number_id not in self._lists or not 0 <= level < _DEEPEST:
            return None
        counts = self._count(number_id, level)
        here = self._level(number_id, level)
        text = re.sub(r"%([1-9])", lambda found: self._printed(number_id, counts, int(found[1]) - 1, here), here.text)
        if not text.strip():
            return None
        return Label(text.strip(), here.look, here.form == "bullet", here.suffix == "nothing")

    def _count(self, number_id: str, level: int) -> list[int | None]:
        abstract = self._abstract_id(number_id, 0)
        counts = self._counts.setdefault(abstract, [None] * _DEEPEST)
        here, last = self._level(number_id, level), counts[level]
        override = self._override(number_id, level)
        is_new = override is not None and (number_id, level) not in self._begun
        first = here.start if override is None else override
        counts[level] = first if is_new or last is None else last + 1
        self._begun.add((number_id, level))
        for below in range(level + 1, _DEEPEST):
            restart = self._level(number_id, below).restart
            if restart == -1 or (restart > 0 and level < restart):
                counts[below] = None
        return counts

    def _printed(self, number_id: str, counts: list[int | None], level: int, here: Level) -> str:
        """A higher level that was not used yet prints its start."""
        of = self._level(number_id, level)
        count = counts[level]
        form = "decimal" if here.legal and of.form not in ("none", "bullet") else of.form
        return formatted(of.start if count is None else count, form)

    def _override(self, number_id: str, level: int) -> int | None:
        start = value(self._override_node(number_id, level), "startOverride")
        return None if start is None else whole(start, 1)

    def _override_node(self, number_id: str, level: int) -> Any:
        nodes = self._lists[number_id].findall(f"{W}lvlOverride")
        return next((node for node in nodes if whole(node.get(f"{W}ilvl"), -1) == level), None)

    def _level(self, number_id: str, level: int) -> Level:
        key = (number_id, level)
        if key not in self._levels:
            self._levels[key] = self._read_level(number_id, level)
        return self._levels[key]

    def _read_level(self, number_id: str, level: int) -> Level:
        if number_id not in self._lists:
            return Level()
        node = child(self._override_node(number_id, level), "lvl")
        if node is None:
            abstract = self._abstract.get(self._abstract_id(number_id, 0))
            levels = abstract.findall(f"{W}lvl") if abstract is not None else []
            node = next((one for one in levels if whole(one.get(f"{W}ilvl"), -1) == level), None)
        if node is None:
            return Level()
        return Level(
            form=value(node, "numFmt") or "decimal",
            text=value(node, "lvlText") or "",
            start=whole(value(node, "start"), 1),
            restart=whole(value(node, "lvlRestart"), -1),
            legal=bool(switch(node, "isLgl")),
            suffix=value(node, "suff") or "tab",
            style=value(node, "pStyle") or "",
            look=self._styles.look_of(child(node, "rPr")),
        )

    def _abstract_id(self, number_id: str, far: int) -> str:
        """Through a numbering style, when the abstract list only points to one."""
        node = self._lists.get(number_id)
        abstract = value(node, "abstractNumId") or ""
        link = value(self._abstract.get(abstract), "numStyleLink")
        linked = self._styles.number_id_of(link) if link else ""
        return self._abstract_id(linked, far + 1) if linked and far < _FAR else abstract
