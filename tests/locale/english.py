"""Words on a page of HTML that are not Vietnamese: what a test of the admin's language looks for. Pure.

A word of plain letters that no Vietnamese syllable is spelled like is foreign ("Save", "Edit", "Cut"). Some English
words are spelled like a syllable ("on", "in", "no"): a text of nothing but such words is not found here, but by
tests/locale/test_catalog.py, which compares the catalogues. What is marked `lang="en"` is a quotation, of what a
machine reported.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from search.text.syllables import is_accented_syllable

SAID = ("aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder", "alt")
# Attributes in which Wagtail keeps words that its scripts show later.
SHOWN_LATER = re.compile(
    r"data-(?:.*-(?:label|text|title|message|content|content-value|active-value)|.*confirmation.*)$"
)
JSON_WORDS = {"label", "title", "text", "header", "heading", "description", "helpText", "help_text", "placeholder"}
UNSEEN = ("script", "style", "svg")
CODE = re.compile(
    r"https?://\S+|\S+@\S+|/[\w./-]+|[\w-]+(?:\.[\w-]+)*\.(?:pdf|docx?|png|jpe?g|webp|json|csv|xlsx?)\b"
    r"|%\(\w+\)[sd]|\{\w*\}|__\w+__|&\w+;"
)
WORD = re.compile(r"[^\W\d_]+")
SAYING_BUTTONS = ("submit", "button", "reset")


class _Words(HTMLParser):
    """Collects what a person sees, hears or is shown later."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen: list[str] = []
        self._json: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in UNSEEN or given.get("lang") == "en" or tag in self._unseen:
            self._unseen.append(tag)
            self._json = [] if given.get("type") == "application/json" else None
        self.found += [given[name] for name in SAID if given.get(name)]
        self.found += [value for name, value in given.items() if SHOWN_LATER.match(name) and not _is_code(value)]
        for name, value in given.items():
            if name.startswith("data-") and value[:1] in "[{":
                self.found += _words_of_json(value)
        if tag == "input" and given.get("type") in SAYING_BUTTONS:
            self.found.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if not self._unseen or tag != self._unseen[-1]:
            return
        self._unseen.pop()
        if self._json is not None:
            self.found += _words_of_json("".join(self._json))
            self._json = None

    def handle_data(self, data: str) -> None:
        if self._json is not None:
            self._json.append(data)
        elif not self._unseen:
            self.found.append(data)


def _is_code(value: str) -> bool:
    return (
        value[:1] in "{#./"
        or value[:2] in ("[]", "[{")
        or value in ("true", "false")
        or "->" in value
        or bool(re.fullmatch(r"[a-z]\w*[:_-][\w:-]*", value))
    )


def _words_of_json(source: str) -> Iterator[str]:
    try:
        yield from _said_in(json.loads(source))
    except ValueError:
        return


def _said_in(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if key in JSON_WORDS:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _said_in(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _said_in(inner, key)


def texts(html: str) -> list[str]:
    """Each text of a page that a person meets, with single spaces, once."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    spaced = dict.fromkeys(" ".join(raw.split()) for raw in reader.found)
    return [text for text in spaced if text and not _is_code(text)]


def foreign(word: str) -> bool:
    """Whether a word is written in plain letters and no Vietnamese syllable is spelled like it."""
    return len(word) > 1 and word.isascii() and not is_accented_syllable(word.lower())


def english(text: str) -> list[str]:
    """The foreign words of a text; addresses, names of files and placeholders are no words."""
    return [word for word in WORD.findall(CODE.sub(" ", unicodedata.normalize("NFC", text))) if foreign(word)]
