"""A number of a Word list as Word prints it. Pure. Formats: ECMA-376 Part 1, 17.18.59 ST_NumberFormat."""

from __future__ import annotations

from collections.abc import Callable

from ..provisions import roman

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def formatted(number: int, form: str) -> str:
    """ "decimal", "upperRoman", "lowerLetter", "vietnameseCounting"…; an unknown form is printed as digits, as
    Word does. "none" and "bullet" have no number."""
    if form in ("none", "bullet"):
        return ""
    writer = _WRITERS.get(form, str)
    return writer(number) if number > 0 else str(number)


def _letter(number: int) -> str:
    """a…z, then aa, bb, cc: Word repeats the letter. Its lists know no đ."""
    times, position = divmod(number - 1, 26)
    return chr(ord("a") + position) * min(times + 1, 20)


def _roman(number: int) -> str:
    return roman(number) if number < 4000 else str(number)


def _counting(number: int) -> str:
    """một, hai… mười lăm, hai mươi mốt (vietnameseCounting)."""
    if number < 10:
        return _UNITS[number]
    if number > 99:
        return str(number)
    tens, unit = divmod(number, 10)
    head = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if not unit:
        return head
    tail = "lăm" if unit == 5 else "mốt" if unit == 1 and tens > 1 else _UNITS[unit]
    return f"{head} {tail}"


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerLetter": _letter,
    "vietnameseCounting": _counting,
    "ordinal": str,
    "numberInDash": lambda n: f"- {n} -",
    "cardinalText": _counting,
}
