"""The Vietnamese catalogs are whole, agree with what the packages put into them, and are compiled."""

import gettext

import pytest
from django.utils import translation
from django.utils.timesince import timesince
from django.utils.timezone import datetime, timedelta

from tools import catalog_files as catalog
from tools.catalog_files import DOMAINS
from tools.catalog_sources import untranslated

# Names and abbreviations that Vietnamese writes as English does, and patterns without words.
SAME_IN_BOTH = {"IPv4", "IPv6", "…", "%(field_label)s:", "%(truncated_text)s…"}


def compiled(domain: str) -> dict[object, str]:
    with catalog.mo_file(domain).open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)


def one(message: str, text: str, plural: str | None = None) -> list[str]:
    return list(catalog.problems([catalog.Entry(None, message, plural, text, frozenset(), "")]))


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalog_has_no_problem(domain: str) -> None:
    entries = catalog.load(domain)

    assert len(entries) > 50, "the file was read"
    assert list(catalog.problems(entries)) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_file_says_what_the_source_says(domain: str) -> None:
    expected = {entry.key if entry.plural is None else (entry.key, 0): entry.text for entry in catalog.load(domain)}

    assert compiled(domain) == expected, "run: python -m tools.translation compile"


@pytest.mark.parametrize("domain", DOMAINS)
def test_one_plural_form(domain: str) -> None:
    header = catalog.load(domain)[0]

    assert header.message == ""
    assert "Plural-Forms: nplurals=1; plural=0;\n" in header.text


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_installed_package_shows_english(domain: str) -> None:
    left = [f"{package}: {entry.message}" for package, entry in untranslated(domain)]

    assert left == [], "run: python -m tools.translation missing"


def test_words_were_translated_not_copied() -> None:
    copied = [
        entry.message
        for domain in DOMAINS
        for entry in catalog.load(domain)
        if entry.message == entry.text and entry.message not in SAME_IN_BOTH and " " not in entry.message
    ]

    assert [message for message in copied if not catalog.placeholders(message)] == []


@pytest.mark.parametrize(
    ("message", "text", "complaint"),
    [
        ("Delete %(title)s", "Xóa", "placeholders differ"),
        ("Delete %(title)s", "Xóa %(tile)s", "placeholders differ"),
        ("{a} in {b}", "{a} trong", "placeholders differ"),
        ('<a href="%(u)s">add</a>', '<a href="%(u)s">thêm', "placeholders differ"),
        ("<b>x</b>", "<i>x</i>", "placeholders differ"),
        ("Save", "", "untranslated"),
        ("Save", "  ", "untranslated"),
        ("Status: ", "Tình trạng:", "space at an edge differs"),
    ],
)
def test_check_sees_what_is_wrong(message: str, text: str, complaint: str) -> None:
    assert any(line.startswith(complaint) for line in one(message, text))


def test_check_lets_words_change_their_order() -> None:
    assert one("%(who)s deleted %(what)s", "Đã xóa %(what)s: %(who)s") == []


def test_one_form_carries_what_the_plural_carries() -> None:
    assert one("1 page", "%(counter)s trang", plural="%(counter)s pages") == []
    assert one("1 page", "1 trang", plural="%(counter)s pages") != []


def test_same_message_twice_is_refused() -> None:
    entry = catalog.Entry(None, "Save", None, "Lưu", frozenset(), "")

    assert list(catalog.problems([entry, entry])) == ["twice: 'Save'"]


def test_reading_joins_lines_and_keeps_context_and_escapes() -> None:
    (entry,) = catalog.read_po('#, python-format\nmsgctxt "c"\nmsgid ""\n"a \\"b\\"\\n"\n"%s"\nmsgstr "x"\n')

    assert entry == catalog.Entry("c", 'a "b"\n%s', None, "x", frozenset({"python-format"}), "")


def test_what_is_printed_as_missing_can_be_read_back() -> None:
    entry = catalog.Entry("c", 'a "b"\n', "p\\q", "", frozenset({"python-format"}), "wagtail")

    assert catalog.read_po(catalog.as_po("wagtail", entry)) == [entry]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Publish", "Công bố"),
        ("Unpublish", "Gỡ xuống"),
        ("Snippets", "Mục dùng chung"),
        ("Collection", "Thư mục tệp"),
        ("Comment", "Nhận xét"),
        ("Reject", "Trả lại"),
        ("Simplified Chinese", "Tiếng Trung (giản thể)"),
    ],
)
def test_our_word_wins_over_the_packages(message: str, expected: str) -> None:
    with translation.override("vi"):
        assert translation.gettext(message) == expected


def test_time_that_passed_is_said_in_vietnamese() -> None:
    now = datetime(2026, 11, 24, 12)

    with translation.override("vi"):
        assert timesince(now - timedelta(days=8, hours=3), now).replace("\xa0", " ") == "1 tuần, 1 ngày"
