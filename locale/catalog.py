"""The Vietnamese catalogs: reading, checking, compiling, and finding what is not translated yet.

    python locale/catalog.py compile     writes every .mo from its .po (needs no gettext tools)
    python locale/catalog.py check       says what is wrong with the .po files; status 1 if anything
    python locale/catalog.py missing     prints, ready to append to the .po, the texts of the installed
                                         packages that have no Vietnamese

Reads the part of the PO format that these files use: one plural form, no obsolete entries.
"""

import ast
import re
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "vi" / "LC_MESSAGES"
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
    blocks = re.split(r"\n\s*\n", source.strip())
    return [entry for entry in map(_entry, blocks) if entry is not None]


def _entry(block: str) -> Entry | None:
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


def untranslated(domain: str) -> Iterator[tuple[str, Entry]]:
    """Texts of Django and the installed apps that a person would see in English: (package, entry).

    Needs Django to be set up. The packages' English catalogs say which texts there are; the merged
    Vietnamese catalog, ours on top, says which are translated.
    """
    from django.utils.translation.trans_real import DjangoTranslation

    # Private, but the only place where all catalogs are already merged.
    merged = vars(DjangoTranslation("vi", domain=domain))["_catalog"]
    for package, path in _english_catalogs(domain):
        for entry in read_po(path.read_text(encoding="utf-8")):
            key = entry.key if entry.plural is None else (entry.key, 0)
            if entry.message and not merged.get(key):
                yield package, entry


def _english_catalogs(domain: str) -> Iterator[tuple[str, Path]]:
    import django
    from django.apps import apps

    home = Path(django.__file__).parent
    # Wagtail says "2 seconds ago" with humanize, which is not installed as an app: its catalogue is not read.
    roots = [("django", home / "conf"), ("django.contrib.humanize", home / "contrib" / "humanize")]
    roots += [(app.name, Path(app.path)) for app in apps.get_app_configs()]
    for package, root in roots:
        path = root / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            yield package, path


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


def load(domain: str) -> list[Entry]:
    """Our catalog of a domain ("django": pages and server texts; "djangojs": texts of the scripts)."""
    return read_po((FOLDER / f"{domain}.po").read_text(encoding="utf-8"))


def _set_up() -> None:
    import os

    import django

    sys.path.insert(0, str(HERE.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()


def main(command: str) -> int:
    """Carries out one command of the module's docstring; the exit status."""
    if command == "compile":
        for domain in DOMAINS:
            (FOLDER / f"{domain}.mo").write_bytes(mo_bytes(load(domain)))
        return 0
    if command == "check":
        found = [f"{domain}: {line}" for domain in DOMAINS for line in problems(load(domain))]
        print("\n".join(found) or "The catalogs are in order.")
        return int(bool(found))
    if command == "missing":
        _set_up()
        for domain in DOMAINS:
            print(f"# {domain}.po")
            for package, entry in untranslated(domain):
                print(as_po(package, entry))
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
