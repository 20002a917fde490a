"""What the posters show: the village hall, a pagoda, mangroves, houses, melaleuca, people."""

from __future__ import annotations

import math

from .canvas import Canvas


def village_hall(sheet: Canvas, x: float, base: float, width: float, roof: str, wall: str, dark: str) -> None:
    """A hall with two curved roofs, its floor at `base`, centred on `x`."""
    half = width / 2
    sheet.box(x - half * 0.78, base - width * 0.24, x + half * 0.78, base, wall)
    for step in range(-3, 4):
        column = x + step * half * 0.24
        sheet.box(column - width * 0.012, base - width * 0.24, column + width * 0.012, base, dark)
    sheet.box(x - width * 0.06, base - width * 0.17, x + width * 0.06, base, dark)
    _curved_roof(sheet, x, base - width * 0.2, half, width * 0.17, roof)
    sheet.box(x - half * 0.5, base - width * 0.43, x + half * 0.5, base - width * 0.35, wall)
    _curved_roof(sheet, x, base - width * 0.41, half * 0.66, width * 0.14, roof)
    sheet.box(x - half * 0.9, base, x + half * 0.9, base + width * 0.03, dark)


def _curved_roof(sheet: Canvas, x: float, eave: float, half: float, height: float, colour: str) -> None:
    """Eaves turn up at both ends."""
    steps = [number / 20 for number in range(21)]
    left = [(x - half + half * 0.5 * part, eave - height * 0.28 - height * 0.72 * part**0.55) for part in steps]
    right = [(2 * x - a, b) for a, b in reversed(left)]
    under = [
        (x + half * math.cos(math.pi * part), eave - height * 0.28 * abs(math.cos(math.pi * part)) ** 3)
        for part in steps
    ]
    sheet.polygon([*left, *right, *reversed(under)], colour)


def pagoda(sheet: Canvas, x: float, base: float, width: float, roof: str, wall: str, edge: str) -> None:
    """A Khmer pagoda: steep roofs one upon another and a spire."""
    sheet.box(x - width * 0.36, base - width * 0.3, x + width * 0.36, base, wall)
    for step in range(-3, 4):
        column = x + step * width * 0.105
        sheet.box(column - width * 0.016, base - width * 0.3, column + width * 0.016, base, edge)
    for number, share in enumerate((1.0, 0.74, 0.5)):
        bottom = base - width * (0.27 + number * 0.17)
        half = width * 0.5 * share
        for grow, colour in ((1.06, edge), (0.96, roof)):
            top = bottom - width * 0.36 * share * grow
            sheet.polygon([(x - half * grow, bottom), (x, top), (x + half * grow, bottom)], colour)
    peak = base - width * 0.79
    sheet.polygon(
        [(x - width * 0.03, peak + width * 0.02), (x, peak - width * 0.2), (x + width * 0.03, peak + width * 0.02)],
        edge,
    )
    sheet.box(x - width * 0.46, base, x + width * 0.46, base + width * 0.04, edge)


def sugar_palm(sheet: Canvas, x: float, base: float, height: float, trunk: str, leaf: str) -> None:
    """Thốt nốt: a straight trunk and a round head of fans."""
    sheet.polygon([(x - 9, base), (x - 6, base - height), (x + 6, base - height), (x + 9, base)], trunk)
    for number in range(11):
        angle = math.pi * (number / 10 * 1.5 - 0.25)
        sheet.ellipse(x + 46 * math.cos(angle), base - height - 46 * math.sin(angle), 30, 30, leaf)
    sheet.circle(x, base - height, 40, leaf)


def mangrove(sheet: Canvas, x: float, base: float, size: float, wood: str, leaf: str, light: str) -> None:
    """Đước: roots like arches, then the trunk and a crown of leaves."""
    trunk = base - size * 0.46
    for number in range(-4, 5):
        reach = number * size * 0.105
        bow = [
            (x + reach * math.sin(part / 12 * math.pi / 2), trunk + (base - trunk) * (part / 12) ** 1.6)
            for part in range(13)
        ]
        sheet.curve(bow, size * 0.022, wood)
    sheet.polygon(
        [
            (x - size * 0.04, trunk + 8),
            (x - size * 0.022, base - size),
            (x + size * 0.022, base - size),
            (x + size * 0.04, trunk + 8),
        ],
        wood,
    )
    crown = (
        (0, -1.04, 0.24),
        (-0.24, -0.92, 0.2),
        (0.24, -0.92, 0.2),
        (-0.13, -1.14, 0.17),
        (0.15, -1.15, 0.16),
        (0, -0.86, 0.2),
    )
    for across, up, radius in crown:
        sheet.circle(x + across * size, base + up * size, radius * size, leaf)
    for across, up, radius in ((-0.2, -1.0, 0.08), (0.1, -1.17, 0.07), (0.22, -0.98, 0.09), (-0.02, -0.98, 0.1)):
        sheet.circle(x + across * size, base + up * size, radius * size, light)


def town_house(sheet: Canvas, left: float, base: float, width: float, height: float, wall: str, dark: str) -> None:
    """A narrow house of the alley: door, two windows, a pot with a plant."""
    sheet.box(left, base - height, left + width, base, wall)
    sheet.box(left - 4, base - height - 12, left + width + 4, base - height, dark)
    sheet.box(left + width * 0.16, base - width * 0.86, left + width * 0.52, base, dark)
    for share in (0.14, 0.56):
        sheet.box(
            left + width * share, base - height * 0.8, left + width * (share + 0.3), base - height * 0.58, "#fff7e0"
        )
    pot = left + width * 0.78
    sheet.polygon([(pot - 15, base - 30), (pot + 15, base - 30), (pot + 10, base), (pot - 10, base)], "#b4532a")
    for across, up in ((-12, -48), (12, -48), (0, -62)):
        sheet.circle(pot + across, base + up, 15, "#2f7d4f")


def melaleuca(sheet: Canvas, x: float, base: float, height: float, trunk: str, leaf: str) -> None:
    """Tràm: a pale slender trunk and a narrow crown."""
    sheet.polygon([(x - 8, base), (x - 5, base - height), (x + 5, base - height), (x + 8, base)], trunk)
    for number in range(5):
        sheet.ellipse(
            x + (-1) ** number * 13, base - height * (0.62 + number * 0.1), 34 - number * 4, height * 0.1, leaf
        )


def person(sheet: Canvas, x: float, base: float, size: float, clothes: str, skin: str, hair: str) -> None:
    """Somebody who sits at a table, seen from the front."""
    sheet.box(x - size * 0.42, base - size * 0.72, x + size * 0.42, base + 4, clothes, radius=size * 0.26)
    sheet.circle(x, base - size * 0.96, size * 0.29, hair)
    sheet.circle(x, base - size * 0.9, size * 0.25, skin)
    sheet.ellipse(x, base - size * 1.12, size * 0.27, size * 0.13, hair)
