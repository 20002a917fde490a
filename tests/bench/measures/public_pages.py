"""Public pages: database queries, weight and time, and that neither grows with what is shown."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.test import Client

from content_models.places.models import Place, Section
from content_models.places.service import create_place
from content_models.roles.table import Role
from tests import factories
from tests.bench.installation import Installation
from tests.bench.queries import count_queries
from tests.bench.table import Row, number
from tests.bench.texts import covenant_blocks
from tests.bench.timing import repeated

ROUNDS = 15
MOST_QUERIES = 25
MOST_BYTES = 100 * 1024
KIB = 1024
ASSET = re.compile(rb'(?:href|src)="/static/([^"]+\.(?:css|js|woff2))"')


@dataclass(frozen=True)
class Seen:
    """One page type: its row's name, the address with little on it, and the one with much."""

    name: str
    little: str
    much: str


def measure(made: Installation) -> list[Row]:
    """Rows of each page type: queries of the fuller page, whether they grow, bytes, time."""
    client = Client()
    return [row for seen in _pages() for row in _rows(client, seen)]


def _pages() -> list[Seen]:
    one, thirty = _commune(hamlets=1), _commune(hamlets=30)
    hamlets = iter(Place.objects.filter(parent=thirty).order_by("pk"))
    covenants = _Covenants(thirty)
    short = _Covenants(one).recognised(one.children.get(), articles=1, versions=1)
    long = covenants.recognised(next(hamlets), articles=60, versions=1)
    ten = covenants.recognised(next(hamlets), articles=60, versions=10)
    empty, full = _disclosures(one, 1), _disclosures(thirty, 20)
    home = Place.objects.get(level="province").page.url
    return [
        Seen("covenant, 60 articles (1)", short.url, long.url),
        Seen("covenant, 60 articles, 10 versions (1)", long.url, ten.url),
        Seen("commune, 30 hamlets (1)", one.page.url, thirty.page.url),
        Seen("hamlet, 10 versions (1)", short.place.page.url, ten.place.page.url),
        Seen("section, 20 disclosures (1)", empty, full),
        Seen("home", home, home),
    ]


def _rows(client: Client, seen: Seen) -> list[Row]:
    little, much = count_queries(client, seen.little), count_queries(client, seen.much)
    weight = _weight(client, seen.much)
    taken = repeated(lambda: client.get(seen.much), rounds=ROUNDS)
    grown = f"{little} with little on it"
    rows = [Row(f"{seen.name}: queries", "", much, MOST_QUERIES, note=grown)]
    if seen.little != seen.much:
        rows.append(Row(f"{seen.name}: more queries than with little", "", much - little, 0))
    return [
        *rows,
        Row(f"{seen.name}: HTML as sent", "KiB", weight.sent / KIB, MOST_BYTES / KIB, note=weight.in_words),
        Row(f"{seen.name}: HTML, styles and font, compressed", "KiB", weight.all / KIB, MOST_BYTES / KIB),
        Row(f"{seen.name}: time", "ms", taken.median, None, taken),
    ]


@dataclass(frozen=True)
class Weight:
    """Bytes: the HTML as the site sends it, raw, in gzip; and everything that a first visit loads, in gzip."""

    sent: int
    raw: int
    gzip: int
    all: int

    @property
    def in_words(self) -> str:
        return f"raw {number(self.raw / KIB)}, gzip {number(self.gzip / KIB)} KiB"


def _weight(client: Client, url: str) -> Weight:
    """What a browser that takes gzip is sent, images apart."""
    sent = client.get(url, headers={"accept-encoding": "gzip"}).content
    raw = client.get(url).content
    packed = len(gzip.compress(raw))
    assets = {name.decode() for name in ASSET.findall(raw)}
    return Weight(len(sent), len(raw), packed, packed + sum(_asset(name) for name in assets))


def _asset(name: str) -> int:
    """A static file as WhiteNoise sends it; a font is compressed in itself."""
    content = _static(name)
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content))


def _static(name: str) -> bytes:
    """Content of a static file of the project; raises FileNotFoundError with its name."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    return Path(path).read_bytes()


def _commune(hamlets: int) -> Place:
    """A commune without demo data, which then holds exactly what is made here."""
    commune = Place.objects.filter(level="commune", children=None).order_by("code")[0]
    kind = "ap" if commune.kind == "xa" else "khom"
    for position in range(1, hamlets + 1):
        create_place(kind=kind, name=str(position), parent=commune, by=None, reason="Đo tốc độ")
    return commune


def _disclosures(commune: Place, count: int) -> str:
    editor = factories.person(Role.DISCLOSURE_EDITOR, commune)
    leader = factories.person(Role.COMMUNE_LEADER, commune)
    for position in range(count):
        page = factories.disclosure(commune, editor, title=f"Nội dung {position + 1}", item=position % 14 + 1)
        factories.published(page, by=editor, approver=leader)
    return commune.sections.get(section=Section.DISCLOSURES).url


class _Covenants:
    """Recognised covenants in the hamlets of one commune, through its three approvers."""

    def __init__(self, commune: Place) -> None:
        self.approvers = (
            factories.person(Role.CULTURE_OFFICER, commune),
            factories.person(Role.JUSTICE_OFFICER, commune),
            factories.person(Role.COMMUNE_LEADER, commune),
        )

    def recognised(self, hamlet: Place, *, articles: int, versions: int) -> Any:
        writer = factories.person(Role.DRAFTING_MEMBER, hamlet)
        head = factories.person(Role.HAMLET_HEAD, hamlet)
        page = factories.covenant(hamlet, writer, articles=tuple(covenant_blocks(articles)))
        for version in range(versions):
            if version:
                page = page.get_latest_revision_as_object()
                page.title = f"Hương ước sửa đổi lần {version}"
                page.save_revision(user=writer, log_action=True)
            page = factories.recognised(page, by=head, approvers=self.approvers)
        return page
