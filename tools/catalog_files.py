"""The files of the Vietnamese catalogue: reading, checking, and the compiled form, without gettext's tools.

Reads the part of the PO format that these files use: one plural form, no obsolete entries.
"""

from __future__ import annotations

import ast
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .paths import REPOSITORY

FOLDER = REPOSITORY / "locale" / "vi" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")

# %(name)s, %d, %%; {name}; a whole HTML tag, because its attributes are wired to scripts and styles.
PLACEHOLDER = re.compile(r"%(?:\([^)]+\))?[sdrif]|\{[a-z_0-9]*\}|</?[a-z][^>]*>")


class Entry(NamedTuple):
    """One text. `context` and `plural` are None where the text has none; `text` is "" when untranslated."""

    context: str | None
    message: str
    plural: str | None
    text: str
    flags: frozenset[str]
    note: str

    @property
    def key(self) -> str:
        """The key of gettext's .mo files, without the plural."""
        return self.message if self.context is None else f"{self.context}\x04{self.message}"


def read_po(source: str) -> list[Entry]:
    """All entries of a PO file's text, the header (message "") first."""
    return [entry for entry in map(read_entry, blocks(source)) if entry is not None]


def blocks(source: str) -> list[str]:
    """The file's entries as they are written, with their comments."""
    return re.split(r"\n\s*\n", source.strip())


def read_entry(block: str) -> Entry | None:
    """One block of a PO file; None when it is only a comment."""
    fields: dict[str, str] = {}
    flags: set[str] = set()
    notes = []
    current = ""
    for line in block.splitlines():
        if line.startswith("#,"):
            flags.update(flag.strip() for flag in line[2:].split(","))
        elif line.startswith("#."):
            notes.append(line[2:].strip())
        elif line.startswith('"'):
            fields[current] += ast.literal_eval(line)
        elif line and not line.startswith("#"):
            current, _, quoted = line.partition(" ")
            fields[current] = ast.literal_eval(quoted.strip())
    if "msgid" not in fields:
        return None
    text = fields.get("msgstr", fields.get("msgstr[0]", ""))
    return Entry(
        fields.get("msgctxt"),
        fields["msgid"],
        fields.get("msgid_plural"),
        text,
        frozenset(flags),
        " ".join(notes),
    )


def placeholders(text: str) -> Counter[str]:
    """What a translator must carry over unchanged, each with the number of times it occurs."""
    return Counter(PLACEHOLDER.findall(text))


def problems(entries: Iterable[Entry]) -> Iterator[str]:
    """One line for each thing that is wrong with the entries of one catalog."""
    seen = set()
    for entry in entries:
        if not entry.message:
            continue
        if entry.key in seen:
            yield f"twice: {entry.message!r}"
        seen.add(entry.key)
        yield from _problems_of(entry)


def _problems_of(entry: Entry) -> Iterator[str]:
    if not entry.text.strip():
        yield f"untranslated: {entry.message!r}"
        return
    if "fuzzy" in entry.flags:
        yield f"marked as uncertain: {entry.message!r}"
    # Vietnamese has one form: it stands for every number, so it carries what the plural carries.
    pattern = entry.message if entry.plural is None else entry.plural
    if placeholders(pattern) != placeholders(entry.text):
        yield f"placeholders differ: {pattern!r} -> {entry.text!r}"
    if _edges(entry.message) != _edges(entry.text):
        yield f"space at an edge differs: {entry.message!r} -> {entry.text!r}"


def _edges(text: str) -> tuple[str, str]:
    inner = text.strip()
    before, _, after = text.partition(inner)
    return before, after


def mo_bytes(entries: Iterable[Entry]) -> bytes:
    """The compiled form (GNU MO, little-endian, sorted by key, without the optional hash table)."""
    pairs = sorted(
        (
            (entry.key if entry.plural is None else f"{entry.key}\0{entry.plural}").encode(),
            entry.text.encode(),
        )
        for entry in entries
    )
    count, header = len(pairs), 28
    offset = header + 16 * count
    table, strings = b"", b""
    for column in (0, 1):  # first the table of all keys, then that of all texts
        for pair in pairs:
            table += struct.pack("<II", len(pair[column]), offset + len(strings))
            strings += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, header, header + 8 * count, 0, offset)
    return head + table + strings


def load(domain: str) -> list[Entry]:
    """Our catalogue of a domain ("django": pages and server texts; "djangojs": texts of the scripts)."""
    return read_po(po_file(domain).read_text(encoding="utf-8"))


def po_file(domain: str) -> Path:
    """Where a catalogue is written by people."""
    return FOLDER / f"{domain}.po"


def mo_file(domain: str) -> Path:
    """Where Django reads it."""
    return FOLDER / f"{domain}.mo"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def as_po(package: str, entry: Entry) -> str:
    """An entry without translation, in the form in which it is appended to a catalog."""
    lines = [f"#. {package}"]
    if entry.flags:
        lines.append("#, " + ", ".join(sorted(entry.flags - {"fuzzy"})))
    if entry.context is not None:
        lines.append(f"msgctxt {_quoted(entry.context)}")
    lines.append(f"msgid {_quoted(entry.message)}")
    if entry.plural is None:
        lines.append('msgstr ""')
    else:
        lines += [f"msgid_plural {_quoted(entry.plural)}", 'msgstr[0] ""']
    return "\n".join(lines) + "\n"
