"""Reading the texts of packages out of their source, and refreshing the catalogue."""

from pathlib import Path

import pytest

from tools.catalog_files import Entry, as_po, read_po
from tools.catalog_sources import in_source, of_python, of_template
from tools.translation import main, refreshed


def keys(entries: object) -> list[tuple[str | None, str, str | None]]:
    return [(entry.context, entry.message, entry.plural) for entry in entries]


def entry(message: str, text: str = "") -> Entry:
    return Entry(None, message, None, text, frozenset(), "")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('_("Save")', (None, "Save", None)),
        ('_("Save " "all")', (None, "Save all", None)),
        ('translation.gettext_lazy("Save")', (None, "Save", None)),
        ('ngettext("%(n)d page", "%(n)d pages", n)', (None, "%(n)d page", "%(n)d pages")),
        ('pgettext("verb", "Lock")', ("verb", "Lock", None)),
        ('npgettext("c", "a", "b", n)', ("c", "a", "b")),
    ],
)
def test_python(source: str, expected: tuple[str | None, str, str | None]) -> None:
    assert keys(of_python(source)) == [expected]


@pytest.mark.parametrize("source", ["_(name)", '_("")', '_(f"a {b}")', 'other("Save")', "_()", "ngettext(a, b, n)"])
def test_python_without_a_text_of_its_own(source: str) -> None:
    assert keys(of_python(source)) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% trans "Save" %}', (None, "Save", None)),
        ('{% translate "It\'s (so) 100%" %}', (None, "It's (so) 100%%", None)),
        ('{% trans "Lock" context "verb" %}', ("verb", "Lock", None)),
        ("{% blocktrans %}Hello {{ name }}{% endblocktrans %}", (None, "Hello %(name)s", None)),
        ("{% blocktrans trimmed %}\n a\n b\n{% endblocktrans %}", (None, "a b", None)),
        ("{% blocktrans count n=n %}one{% plural %}{{ n }}{% endblocktrans %}", (None, "one", "%(n)s")),
        ('{% include "x" with label=_("Save") %}', (None, "Save", None)),
        ("<p>_(</p>{% trans 'Save' %}", (None, "Save", None)),
    ],
)
def test_template(source: str, expected: tuple[str | None, str, str | None]) -> None:
    assert keys(of_template("{% load i18n %}" + source)) == [expected]


def test_a_folder_is_read_without_the_apps_in_it_and_without_tests(tmp_path: Path) -> None:
    for name in (
        "views.py",
        "tests/test_views.py",
        "migrations/0001.py",
        "inner/apps.py",
        "inner/views.py",
        "admin.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'_("{name}")', encoding="utf-8")

    assert [found.message for found in in_source(tmp_path)] == ["views.py"]


def test_refreshing_keeps_what_is_used_as_it_is_written_and_adds_what_is_new() -> None:
    head = '# About.\nmsgid ""\nmsgstr ""\n"Language: vi\\n"'
    kept = '# why\nmsgid "Save"\nmsgstr "Lưu"'
    gone = 'msgid "Old"\nmsgstr "Cũ"'

    after = refreshed("\n\n".join([head, gone, kept]), {"Save"}, [("wagtail", entry("New"))])

    assert after == f"{head}\n\n{kept}\n\n" + as_po("wagtail", entry("New")).rstrip() + "\n"
    assert [(found.message, found.text) for found in read_po(after)][1:] == [("Save", "Lưu"), ("New", "")]


def test_refreshing_what_is_complete_changes_nothing() -> None:
    source = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n\nmsgid "Save"\nmsgstr "Lưu"\n'

    assert refreshed(source, {"Save"}, []) == source


@pytest.mark.parametrize("arguments", [[], ["publish"], ["check", "compile"]])
def test_an_unknown_command_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "refresh" in capsys.readouterr().out


def test_the_catalogue_as_it_stands_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0, capsys.readouterr().out
