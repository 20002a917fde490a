"""Keeps the Vietnamese catalogue (docs/translation.md): `python -m tools.translation <command>`.

refresh    after an update of a package: appends the new texts, empty, and takes out those that no package has
missing    prints what `refresh` would append
check      says what is wrong with the catalogue; status 1 if anything
compile    writes the .mo that Django reads, from the .po
"""

from __future__ import annotations

import os
import sys

from .catalog_files import (
    DOMAINS,
    Entry,
    as_po,
    blocks,
    load,
    mo_bytes,
    mo_file,
    po_file,
    problems,
    read_entry,
)
from .catalog_sources import messages, untranslated


def refreshed(source: str, wanted: set[str], new: list[tuple[str, Entry]]) -> str:
    """A PO file's text with the blocks whose keys are wanted, as they were, and the new entries after them."""
    kept = []
    for block in blocks(source):
        entry = read_entry(block)
        if entry is None or not entry.message or entry.key in wanted:
            kept.append(block)
    return "\n\n".join([*kept, *(as_po(package, entry).rstrip() for package, entry in new)]) + "\n"


def refresh() -> int:
    """Rewrite both .po files; the empty entries are then to be translated."""
    for domain in DOMAINS:
        path = po_file(domain)
        source, new = path.read_text(encoding="utf-8"), list(untranslated(domain))
        path.write_text(refreshed(source, {entry.key for _, entry in messages(domain)}, new), encoding="utf-8")
        gone = len(blocks(source)) + len(new) - len(blocks(path.read_text(encoding="utf-8")))
        print(f"{domain}.po: thêm {len(new)} câu cần dịch, bỏ {gone} câu không gói nào còn dùng")
    return 0


def missing() -> int:
    """Print the entries without Vietnamese."""
    for domain in DOMAINS:
        print(f"# {domain}.po")
        for package, entry in untranslated(domain):
            print(as_po(package, entry))
    return 0


def check() -> int:
    """1 when a catalogue has an untranslated or damaged entry, or its .mo is older than it."""
    found = [f"{domain}: {line}" for domain in DOMAINS for line in problems(load(domain))]
    found += [f"{domain}.mo: chưa biên dịch lại" for domain in DOMAINS if not in_step(domain)]
    print("\n".join(found) or "Bản dịch đầy đủ và đúng.")
    return int(bool(found))


def in_step(domain: str) -> bool:
    """Whether the .mo says what the .po says."""
    return mo_file(domain).read_bytes() == mo_bytes(load(domain))


def compile_all() -> int:
    """Write both .mo files."""
    for domain in DOMAINS:
        mo_file(domain).write_bytes(mo_bytes(load(domain)))
    return 0


COMMANDS = {"refresh": refresh, "missing": missing, "check": check, "compile": compile_all}


def main(arguments: list[str]) -> int:
    """Carry out one command; the exit status."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__)
        return 2
    if arguments[0] in ("refresh", "missing"):
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
        django.setup()
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
