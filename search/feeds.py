"""Any search as an Atom feed: `/tim-kiem/atom/?` with the parameters of the search page. Newest first."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from search.engines.base import Request

from .forms import SearchForm
from .service import Answer, ShownHit, answer
from .views import RETRY_SECONDS

ENTRIES = 20
DOCUMENTS = frozenset({"covenant", "disclosure", "material"})
FIRST_DAY = dt.date(2025, 7, 1)  # what has no date of its own is as old as today's communes
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Found:
    """A search with its hits."""

    parameters: str
    query: str
    answer: Answer


def _xml(text: str) -> str:
    """What XML 1.0 can hold: no control characters, no non-characters."""
    return _NOT_XML.sub(" ", text)


class _Atom(Atom1Feed):
    """An empty feed was updated on a fixed day: its text is the same whenever it is asked for."""

    def latest_post_date(self) -> dt.datetime:
        dates = [item["updateddate"] for item in self.items if item["updateddate"]]
        return max(dates, default=_moment(None))


class SearchFeed(Feed):
    """Documents that a search finds; places, which have no date, only when they are asked for."""

    feed_type = _Atom
    language = "vi"

    def get_object(self, request: HttpRequest, found: Found) -> Found:
        return found

    def title(self, found: Found) -> str:
        return f"Đình: {found.query}" if found.query else "Đình: tìm kiếm"

    def subtitle(self, found: Found) -> str:
        return "Văn bản mới nhất của một câu tìm ở chuyên mục thực hiện dân chủ ở cơ sở, tỉnh Cà Mau."

    def link(self, found: Found) -> str:
        return f"{reverse('search')}?{found.parameters}"

    def feed_url(self, found: Found) -> str:
        return f"{reverse('search_feed')}?{found.parameters}"

    def items(self, found: Found) -> tuple[ShownHit, ...]:
        return found.answer.hits

    def item_title(self, hit: ShownHit) -> str:
        return _xml(hit.title)

    def item_description(self, hit: ShownHit) -> str:
        """HTML: place, state, a number that was asked for, the found passages; all is escaped already or here."""
        parts = [f"<p>{passage.heading} {passage.fragment}</p>" for passage in hit.passages]
        number = f" Số {hit.number_html}." if hit.number_html else ""
        return _xml("".join([f"<p>{hit.kind_label}, {escape(hit.place)}. {hit.state_label}.{number}</p>", *parts]))

    def item_link(self, hit: ShownHit) -> str:
        return hit.url

    def item_guid(self, hit: ShownHit) -> str:
        """Stays when the document gets another address."""
        return f"tag:{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname},2025:van-ban/{hit.page_id}"

    def item_pubdate(self, hit: ShownHit) -> dt.datetime:
        return _moment(hit.date)

    def item_updateddate(self, hit: ShownHit) -> dt.datetime:
        return _moment(hit.date)

    def item_categories(self, hit: ShownHit) -> tuple[str, ...]:
        return (hit.kind_label,)


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """400 with a sentence for a bad address, 503 when the engine does not answer."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return HttpResponse(" ".join(form.sentences), status=400, content_type=PLAIN)
    found = answer(_documents(form.request(page_size=ENTRIES)))
    if found.degraded:
        sentence = "Máy tìm kiếm đang không trả lời. Hãy thử lại sau."
        return HttpResponse(sentence, status=503, content_type=PLAIN, headers={"Retry-After": str(RETRY_SECONDS)})
    address = form.address.without(["trang", "sap-xep"])
    return SearchFeed()(request, found=Found(address.parameters, _xml(form.cleaned_data["q"]), found))


def _documents(asked: Request) -> Request:
    """Newest first, without places unless they are asked for."""
    filters = {"kind": DOCUMENTS, **asked.filters}
    return replace(asked, filters=filters, sort="date", page=1)


def _moment(day: dt.date | None) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day or FIRST_DAY, dt.time.min))
