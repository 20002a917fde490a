"""Styles of a Word file: fonts, marks and numbering that a paragraph or run has from its style. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from .names import A, W, child, switch, value, whole

_DEEPEST = 20  # styles based on styles; Word itself allows ten


@dataclass(frozen=True)
class Look:
    """How letters look, as far as it matters. None: nothing said here, the one below counts."""

    ascii: str | None = None  # font of A–z
    high: str | None = None  # font of all other letters (w:hAnsi)
    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """This look laid over another one."""
        mine = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}
        return Look(**{f.name: mine.get(f.name, getattr(below, f.name)) for f in fields(self)})


NO_LOOK = Look()


@dataclass(frozen=True)
class Style:
    """A paragraph style with everything it has from those it is based on."""

    name: str = ""
    look: Look = NO_LOOK
    number_id: str = ""  # of its list, "0" when the style takes numbering away
    level: int = 0
    outline: int = -1  # 0 is the highest; -1: no heading
    centred: bool = False


class Styles:
    """All styles by id. Works without a styles part."""

    def __init__(self, root: Any, theme: Any) -> None:
        nodes = root.findall(f"{W}style") if root is not None else []
        self._nodes: Mapping[str, Any] = {node.get(f"{W}styleId", ""): node for node in nodes}
        self._fonts = _theme_fonts(theme)
        self._known: dict[str, Style] = {}
        self._defaults = self.look_of(child(root, "docDefaults/rPrDefault/rPr"))
        self.default = next(
            (
                node.get(f"{W}styleId", "")
                for node in nodes
                if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true", "on")
            ),
            "",
        )

    def paragraph(self, style_id: str | None) -> Style:
        """The style of that id; the default one for None or an unknown id."""
        wanted = style_id if style_id and style_id in self._nodes else self.default
        if wanted not in self._known:
            self._known[wanted] = self._resolved(wanted, 0)
        return self._known[wanted]

    def character(self, style_id: str | None) -> Look:
        """The look of a character style."""
        return self._resolved(style_id or "", 0, bare=True).look if style_id in self._nodes else Look()

    def look_of(self, properties: Any) -> Look:
        """What a w:rPr itself says."""
        fonts = child(properties, "rFonts")
        return Look(
            ascii=self._font(fonts, "ascii"),
            high=self._font(fonts, "hAnsi") or self._font(fonts, "ascii"),
            bold=switch(properties, "b"),
            caps=switch(properties, "caps"),
            hidden=switch(properties, "vanish"),
        )

    def number_id_of(self, style_id: str) -> str:
        """The list of a numbering style (w:numStyleLink points to one)."""
        return value(self._nodes.get(style_id), "pPr/numPr/numId") or ""

    def _resolved(self, style_id: str, depth: int, *, bare: bool = False) -> Style:
        node = self._nodes.get(style_id)
        if node is None or depth > _DEEPEST:
            return Style() if bare else Style(look=self._defaults)
        below = self._resolved(value(node, "basedOn") or "", depth + 1, bare=bare)
        outline, jc = value(node, "pPr/outlineLvl"), value(node, "pPr/jc")
        return Style(
            name=value(node, "name") or style_id,
            look=self.look_of(child(node, "rPr")).over(below.look),
            number_id=value(node, "pPr/numPr/numId") or below.number_id,
            level=whole(value(node, "pPr/numPr/ilvl"), below.level),
            outline=_outline(outline) if outline is not None else below.outline,
            centred=jc == "center" if jc else below.centred,
        )

    def _font(self, fonts: Any, which: str) -> str | None:
        """A font by name, or through the theme, which wins when both are written."""
        if fonts is None:
            return None
        themed = self._fonts.get(fonts.get(f"{W}{which}Theme", ""))
        return themed or fonts.get(f"{W}{which}")


def _outline(written: str) -> int:
    level = whole(written, -1)
    return level if 0 <= level < 9 else -1


def _theme_fonts(theme: Any) -> dict[str, str]:
    """Font by the theme's names for it: "minorHAnsi", "majorAscii"…"""
    found: dict[str, str] = {}
    for size in ("major", "minor"):
        latin = None if theme is None else theme.find(f".//{A}{size}Font/{A}latin")
        if latin is not None and latin.get("typeface"):
            found |= {f"{size}{end}": latin.get("typeface") for end in ("HAnsi", "Ascii")}
    return found
