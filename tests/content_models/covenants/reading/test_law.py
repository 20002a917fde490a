"""The shipped passages of law: clean, with their source, found by number and address."""

from __future__ import annotations

import unicodedata

import pytest

from content_models.covenants.reading import Library

LAW = Library.shipped()
ARTICLES = [article for document in LAW.documents for article in document.articles]


def test_the_passages_are_normal_and_have_their_source() -> None:
    assert LAW.source
    for article in ARTICLES:
        text = f"{article.heading}\n{article.text}"
        assert unicodedata.is_normalized("NFC", text)
        assert not {"\u00ad", "\u00a0"} & set(text)
        assert article.text
        assert article.heading
        assert article.source.startswith(f"Điều {article.number} ")


def test_addresses_are_unique_and_lead_back() -> None:
    slugs = [document.slug for document in LAW.documents]
    assert len(slugs) == len(set(slugs))
    for document in LAW.documents:
        numbers = [article.number for article in document.articles]
        assert len(numbers) == len(set(numbers))
        assert LAW.of_slug(document.slug) is document


@pytest.mark.parametrize("number", ["61/2023/NĐ-CP", "61/2023/ND-CP", "61/2023"])
def test_a_decree_is_found_as_people_write_its_number(number: str) -> None:
    found = LAW.of_number(number)
    assert found is not None
    assert found.number == "61/2023/NĐ-CP"


@pytest.mark.parametrize("number", ["61/2024/NĐ-CP", "61", "1/2023", "", "61/2023/QH15"])
def test_another_number_is_another_document(number: str) -> None:
    assert LAW.of_number(number) is None


def test_the_grounds_that_the_software_cites_are_held() -> None:
    decree, law = LAW.of_number("61/2023/NĐ-CP"), LAW.of_number("10/2022/QH15")
    assert decree and law
    assert all(decree.article(str(number)) for number in (2, 3, 4, 5, 6, 11, 12, 13, 14, 15))
    assert all(law.article(number) for number in ("11", "15", "21"))
