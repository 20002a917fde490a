"""Which texts the installed packages have: by the catalogues that they ship, and by their source.

A package's own English catalogue may be older than its source, and some have none (login limits, task queue): the
source is read too, Python as a syntax tree and templates by Django's own reader. Needs Django to be set up.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from .catalog_files import Entry, read_po

# Name of the function → which of its arguments are context, message and plural.
_PLACES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "_": (None, 0, None),
    "__": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
# Commands of developers, and screens of Django's own admin, which is not installed.
_NOT_SHOWN = {"migrations", "management", "tests", "test"}
_OF_DJANGOS_ADMIN = {"admin.py", "reversion"}
_TEMPLATE_CALL = re.compile(r"\b(?:gettext|ngettext|pgettext|npgettext|_)\(")


def messages(domain: str) -> Iterator[tuple[str, Entry]]:
    """Every text of Django and the installed apps, untranslated, with its package; a text may come more than once."""
    for package, root in packages():
        path = root / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            yield from ((package, entry) for entry in read_po(path.read_text(encoding="utf-8")) if entry.message)
        if domain == "django":
            yield from ((package, entry) for entry in in_source(root))


def packages() -> Iterator[tuple[str, Path]]:
    """Name and folder of each installed package that is not ours."""
    import django
    from django.apps import apps
    from django.conf import settings

    home = Path(django.__file__).parent
    yield "django", home / "conf"
    # Wagtail says "2 seconds ago" with humanize, which is not installed as an app: its catalogue is not read.
    yield "django.contrib.humanize", home / "contrib" / "humanize"
    ours = Path(settings.BASE_DIR)
    for app in apps.get_app_configs():
        root = Path(app.path)
        if "site-packages" in root.parts or not root.is_relative_to(ours):
            yield app.name, root


def untranslated(domain: str) -> Iterator[tuple[str, Entry]]:
    """Texts that a person would see in English: the merged Vietnamese catalogues, ours on top, do not have them."""
    from django.utils.translation.trans_real import DjangoTranslation

    # Private, but the only place where all catalogues are already merged.
    merged = vars(DjangoTranslation("vi", domain=domain))["_catalog"]
    told = set()
    for package, entry in messages(domain):
        key = entry.key if entry.plural is None else (entry.key, 0)
        if key not in told and not merged.get(key):
            told.add(key)
            yield package, entry


def in_source(root: Path) -> Iterator[Entry]:
    """Texts that the Python files and templates below a folder hand to gettext, without those of apps inside it."""
    inner = {path.parent for path in root.rglob("apps.py")} - {root}
    for path in sorted(chain(root.rglob("*.py"), root.rglob("*.html"), root.rglob("*.txt"))):
        parts = path.relative_to(root).parts
        if _NOT_SHOWN & set(parts) or _OF_DJANGOS_ADMIN & set(parts) or inner & set(path.parents):
            continue
        source = path.read_text(encoding="utf-8")
        yield from of_python(source) if path.suffix == ".py" else of_template(source)


def of_python(source: str) -> Iterator[Entry]:
    """Texts of a Python file: calls of gettext's functions whose arguments are plain strings."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (entry := _of_call(node)):
            yield entry


def _of_call(call: ast.Call) -> Entry | None:
    function = call.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    if name not in _PLACES:
        return None
    words = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
    context, message, plural = (words[at] if at is not None and at < len(words) else None for at in _PLACES[name])
    if not isinstance(message, str) or not message:
        return None
    flags = frozenset({"python-format"} if "%(" in message else ())
    return Entry(_text(context), message, _text(plural), "", flags, "")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def of_template(source: str) -> Iterator[Entry]:
    """Texts of a template: Django turns its tags into calls of gettext, line by line, between crossed-out text."""
    from django.template.exceptions import TemplateSyntaxError
    from django.utils.translation.template import templatize

    try:
        calls = templatize(source)
    except TemplateSyntaxError:
        return  # another engine's template (a text file about something else)
    for found in _TEMPLATE_CALL.finditer(calls):
        try:
            tree = ast.parse(_call_at(calls, found.start()), mode="eval")
        except SyntaxError:
            continue  # crossed-out text that looked like a call
        if isinstance(tree.body, ast.Call) and (entry := _of_call(tree.body)):
            yield entry


def _call_at(source: str, start: int) -> str:
    """The call that begins there, up to the parenthesis that closes it outside of quotes."""
    quote, depth, at = "", 0, start
    while at < len(source):
        letter = source[at]
        if quote:
            if letter == "\\":
                at += 1
            elif letter == quote:
                quote = ""
        elif letter in "\"'":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if not depth:
                break
        at += 1
    return source[start : at + 1].replace("\n", " ")
