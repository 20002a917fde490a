"""The sitemap and robots.txt: all that is public, nothing that names persons, addresses of the public host."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from content_models.places.install import follow_public_address, install_province
from tests.staff import Staff, days_from_now


@pytest.fixture
def public_host(settings: Any) -> Any:
    settings.WAGTAILADMIN_BASE_URL = "https://dinh.camau.example"
    follow_public_address()


def locations(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    return re.findall(r"<loc>(.*?)</loc>", answer.content.decode())


def all_locations(client: Client) -> list[str]:
    sections = locations(client, "/sitemap.xml")
    assert all(section.startswith("https://dinh.camau.example/") for section in sections)
    return [
        place for section in sections for place in locations(client, section.removeprefix("https://dinh.camau.example"))
    ]


def test_every_public_page_is_in_the_sitemap_under_its_canonical_address(
    staff: Staff, client: Client, public_host: None
) -> None:
    staff.covenant()
    staff.publish(staff.disclosure())
    staff.publish(staff.material())
    found = all_locations(client)
    assert len(found) == len(set(found))
    assert "https://dinh.camau.example/xa-phuong/" in found
    for location in found:
        answer = client.get(location.removeprefix("https://dinh.camau.example"))
        assert answer.status_code == 200, location
        assert f'<link rel="canonical" href="{location}">' in answer.content.decode(), location


def test_old_versions_are_in_it_and_the_newest_is_its_page(staff: Staff, client: Client, public_host: None) -> None:
    page = staff.again(staff.covenant())
    found = all_locations(client)
    assert f"https://dinh.camau.example{page.url}" in found
    assert f"https://dinh.camau.example{page.url}phien-ban/1/" in found
    assert f"https://dinh.camau.example{page.url}phien-ban/2/" not in found
    old = client.get(f"{page.url}phien-ban/1/").content.decode()
    assert f'<link rel="canonical" href="https://dinh.camau.example{page.url}phien-ban/1/">' in old
    newest = client.get(f"{page.url}phien-ban/2/").content.decode()
    assert f'<link rel="canonical" href="https://dinh.camau.example{page.url}">' in newest


def test_a_page_that_names_persons_is_not_in_it(staff: Staff, client: Client, public_host: None) -> None:
    page = staff.publish(staff.disclosure(names_persons=True, posted_until=days_from_now(3)))
    assert client.get(page.url).status_code == 200
    assert not [place for place in all_locations(client) if page.url in place]


def test_a_section_that_does_not_exist_is_404(db: None, client: Client) -> None:
    for address in ("/sitemap-khac.xml", "/sitemap-trang.xml?p=9", "/sitemap-trang.xml?p=x"):
        assert client.get(address).status_code == 404


def test_more_addresses_than_one_sitemap_holds_are_cut_into_several(
    staff: Staff, client: Client, public_host: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cms.portal.sitemaps import PublicSitemap

    whole = set(all_locations(client))
    monkeypatch.setattr(PublicSitemap, "limit", 50)
    assert "https://dinh.camau.example/sitemap-trang.xml?p=2" in locations(client, "/sitemap.xml")
    assert set(all_locations(client)) == whole


def test_robots_names_the_sitemap_and_closes_the_admin(db: None, client: Client, public_host: None) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Sitemap: https://dinh.camau.example/sitemap.xml" in lines
    assert "Disallow: /quan-tri/" in lines


@pytest.mark.parametrize(
    ("address", "host", "port", "root"),
    [
        ("https://dinh.camau.example", "dinh.camau.example", 443, "https://dinh.camau.example"),
        ("https://dinh.camau.example/", "dinh.camau.example", 443, "https://dinh.camau.example"),
        ("http://dinh.camau.example", "dinh.camau.example", 80, "http://dinh.camau.example"),
        ("http://127.0.0.1:8123", "127.0.0.1", 8123, "http://127.0.0.1:8123"),
    ],
)
def test_each_migrate_brings_the_sites_address_up_to_date(
    db: None, settings: Any, address: str, host: str, port: int, root: str
) -> None:
    settings.WAGTAILADMIN_BASE_URL = address
    install_province()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_url) == (host, port, root)
    assert site.root_page.full_url == f"{root}/"
