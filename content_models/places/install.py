"""The 64 communes of Cà Mau with their pages, put into every new database by `migrate`.

Source: fixtures/reference/ca_mau_64_units_2025.json (units since 1 July 2025 with their GSO codes and the
communes that they came from). Runs after each `migrate`; once the province is there, it only brings the
site's address up to date.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections, transaction
from wagtail.models import Collection, Locale, Page, Site

from content_models.history import recorded

from .models import FormerUnit, Kind, Level, Place
from .slugs import vietnamese_slug
from .tree import add_collection, add_pages

UNITS_FILE = Path("fixtures/reference/ca_mau_64_units_2025.json")
PROVINCE_CODE = "96"
TWO_LEVELS_SINCE = dt.date(2025, 7, 1)
_KIND_BY_WORD = {"xã": Kind.XA, "phường": Kind.PHUONG}


def install_province(using: str = "default", **kwargs: Any) -> None:
    """Receiver of `post_migrate`; also the way back after a test has emptied the database."""
    tables = connections[using].introspection.table_names()
    if not {Place._meta.db_table, "wagtailcore_site", "reversion_version"} <= set(tables):
        return  # a partial migration: the tables come later
    with transaction.atomic(using=using):
        if not Place.objects.filter(level=Level.PROVINCE).exists():
            with recorded(None, "Cài đặt: 64 xã, phường từ ngày 01/07/2025"):
                _add_province()
        follow_public_address()
        name_roots()


def follow_public_address() -> None:
    """The site's host and port are those of DINH_BASE_URL: canonical links, mails and the sitemap name them.

    Wagtail writes https for port 443 only.
    """
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != (address.hostname, port):
        site.hostname, site.port = address.hostname, port
        site.save()


def name_roots() -> None:
    """The tree's root and the root of the folders of files stand in lists that people choose from; Wagtail calls
    them "Root"."""
    Page.objects.filter(depth=1, title="Root").update(title="Tất cả các trang", draft_title="Tất cả các trang")
    Collection.objects.filter(depth=1, name="Root").update(name="Tất cả các thư mục")


def _add_province() -> None:
    _clear_welcome_page()
    province = _add(Place(level=Level.PROVINCE, kind=Kind.PROVINCE, code=PROVINCE_CODE, name="Cà Mau", slug="dinh"))
    Site.objects.create(hostname="localhost", port=80, root_page=province.page, is_default_site=True, site_name="Đình")
    for unit in json.loads((settings.BASE_DIR / UNITS_FILE).read_text(encoding="utf-8")):
        _add_commune(unit, province)


def _clear_welcome_page() -> None:
    """A new Wagtail brings a sample page; an emptied one lacks even the roots."""
    Site.objects.all().delete()
    locale = Locale.objects.first() or Locale.objects.create(language_code="vi")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root", locale=locale)
    for page in Page.objects.filter(depth=2):
        page.specific.delete()
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def _add(place: Place) -> Place:
    place.collection = add_collection(place)
    place.save()
    add_pages(place)
    return place


def _add_commune(unit: dict[str, Any], province: Place) -> None:
    kind = _KIND_BY_WORD[unit["type"]]
    name = unit["name"].split(" ", 1)[1]
    commune = _add(
        Place(
            level=Level.COMMUNE,
            kind=kind,
            code=unit["code"],
            name=name,
            slug=vietnamese_slug(unit["name"]),
            parent=province,
            begins_on=TWO_LEVELS_SINCE,
        )
    )
    FormerUnit.objects.bulk_create(_former_unit(text, commune) for text in unit["merged_from"])


def _former_unit(text: str, commune: Place) -> FormerUnit:
    """ "Xã Lợi An, Huyện Trần Văn Thời, Tỉnh Cà Mau, chia tách": the last word marks a part."""
    name, district, province, *rest = [part.strip() for part in re.split(r",", text)]
    return FormerUnit(place=commune, name=name, district=district, province=province, partly=bool(rest))
