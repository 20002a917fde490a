"""A Word file, or a pasted text, as lines: what was read, before anybody asks what it means. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from .code_pages import CodePage


@dataclass(frozen=True)
class Line:
    """A paragraph, a piece of one between soft line breaks, or a row of a table ("| a | b |").

    `text` is clean Unicode with its automatic number; `before` what stood there when letters were converted.
    `columns` are the pieces between tabs; `cell` is (table, row, column) inside a table, all from 1, else empty.
    """

    text: str
    before: str = ""
    page: CodePage = ""
    label: str = ""  # the automatic number at the head of `text`
    bold: bool = False  # all of it
    centred: bool = False
    style: str = ""  # its name, "" for the default one
    outline: int = -1
    box: bool = False  # from a text box
    contents: bool = False  # of an automatic table of contents
    columns: tuple[str, ...] = ()
    cell: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something that is not in the covenant's text and yet was in the file, or what must be known about it.

    `line` is the number (from 1) of the line that it belongs to, 0 for none; `text` the words themselves.
    """

    message: str
    text: str = ""
    line: int = 0


@dataclass(frozen=True)
class Source:
    """All that was read from a file or a pasted text."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()


def to_json(source: Source) -> dict[str, Any]:
    """Plain data without what is as usual, small enough to travel in a form."""
    return {
        "lines": [_bare(line) for line in source.lines],
        "notes": [_bare(note) for note in source.notes],
    }


def from_json(data: Mapping[str, Any]) -> Source:
    """What `to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
    lines = tuple(Line(**{key: _frozen(value) for key, value in entry.items()}) for entry in data["lines"])
    return Source(lines, tuple(Note(**entry) for entry in data["notes"]))


def _bare(entry: Line | Note) -> dict[str, Any]:
    usual = {field.name: field.default for field in fields(entry)}
    return {key: value for key, value in asdict(entry).items() if value != usual[key]}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
