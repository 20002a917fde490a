"""Reading answers strictly: HTML whose tags close, XML, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree


def word_list(text: str) -> frozenset[str]:
    """A table written as words between spaces."""
    return frozenset(text.split())


VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
# What the site's own pages are made of: anything else came in with somebody's text.
TAGS = VOID | word_list(
    """
    html head title script style body a button div dl dt dd details summary em fieldset footer form h1 h2 h3 header
    label legend li main mark nav noscript ol p path section small span strong svg table tbody td th thead time tr ul
    use article aside caption circle figure g rect output template datalist option select
    """
)
ATOM = "{http://www.w3.org/2005/Atom}"


class Page(HTMLParser):
    """A page read to its end. Raises AssertionError for a tag that is not the site's or does not close."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"not ours: <{tag}>"
        names = [name for name, _value in attrs]
        assert len(set(names)) == len(names), f"<{tag}> says something twice: {names}"
        assert not any(name.startswith("on") for name in names), f"<{tag} {names}>"
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            assert values["id"] not in self.ids, f"two of id {values['id']}"
            self.ids.add(values["id"])
        if tag == "a":
            self.links.append(values.get("href", ""))
        if tag == "input":
            self.fields[values.get("name", "")] = values.get("value", "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> in {self.open}"
        self.open.pop()


def html(content: bytes) -> Page:
    """A whole page in UTF-8."""
    text = content.decode()
    assert text.lstrip().startswith("<!doctype html>")
    return Page(text.replace("<!doctype html>", "", 1))


def atom(content: bytes) -> list[dict[str, str]]:
    """Entries of a feed, each with title, summary, link and id, as text."""
    feed = ElementTree.fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    return [_entry(entry) for entry in feed.iter(f"{ATOM}entry")]


def _entry(entry: Any) -> dict[str, str]:
    said = {name: entry.findtext(f"{ATOM}{name}") or "" for name in ("title", "summary", "id")}
    Page(said["summary"])
    return said | {"link": entry.find(f"{ATOM}link").get("href")}


def data(content: bytes) -> Any:
    """JSON without NaN and without halves of surrogate pairs."""
    found = json.loads(content.decode(), parse_constant=_refused)
    for text in strings_in(found):
        text.encode()
    return found


def strings_in(value: Any) -> Iterable[str]:
    """All strings of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def _refused(name: str) -> Any:
    raise AssertionError(f"{name} is no JSON")
