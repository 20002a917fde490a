"""The search as JSON: `/api/v1/search`, described in `/api/v1/openapi.json`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, NinjaAPI, Query, Schema, Status

from search.engines.base import Request

from .filters import FILTER_BY_FACET
from .forms import LAST_PAGE, SearchForm
from .own_place import commune
from .service import Answer, ShownHit, answer, labelled

api = NinjaAPI(
    title="Đình: tìm kiếm văn bản dân chủ ở cơ sở",
    version="1",
    urls_namespace="api-v1",
    docs_url=None,
)
DOWN = "Máy tìm kiếm đang không trả lời. Hãy thử lại sau."


class Filters(Schema):
    """Several values of one filter are alternatives; different filters must all hold."""

    loai: list[str] = Field(default_factory=list, description="Loại: covenant, disclosure, material, place")
    xa: list[str] = Field(default_factory=list, description="Mã số xã, phường (giá trị của facets.commune)")
    ap: list[str] = Field(default_factory=list, description="Mã số ấp, khóm (giá trị của facets.hamlet)")
    nam: list[str] = Field(default_factory=list, description="Năm")
    tinh_trang: list[str] = Field(default_factory=list, alias="tinh-trang", description="Tình trạng")
    danh_cho: list[str] = Field(default_factory=list, alias="danh-cho", description="Người đọc của tài liệu")
    muc: list[str] = Field(default_factory=list, description="Nội dung công khai theo Điều 11, từ 1 đến 14")
    chu_de: list[str] = Field(default_factory=list, alias="chu-de", description="Chủ đề")


class Wishes(Schema):
    """How the query is read and ordered."""

    page: str = Field("1", description=f"Trang, từ 1 đến {LAST_PAGE}")
    sort: str = Field("lien-quan", description="lien-quan hoặc moi-nhat")
    nguyen_van: str = Field("", alias="nguyen-van", description="1: tìm đúng như đã gõ, không sửa chữ nào")
    gan: str = Field("", description="Mã số xã, phường được xếp lên trước một chút")


class PassageOut(Schema):
    """A passage: its address with anchor, heading and fragment as HTML with <mark>."""

    url: str
    heading: str
    fragment: str


class HitOut(Schema):
    """`number` is the document's number when the query asks for it; `number_html` is it with <mark>."""

    title: str
    url: str
    kind: str
    place: str
    state: str
    state_label: str
    date: str | None
    number: str
    number_html: str
    passages: list[PassageOut]


class FacetOut(Schema):
    """A value of a filter. Counts leave out the filter itself."""

    value: str
    label: str
    count: int


class OfferOut(Schema):
    """A filter that the query names: facet and value as in `facets`."""

    facet: str
    value: str


class SearchOut(Schema):
    """`mended`: the words searched for, when they are not those that were asked; `suggestion`: likely accents."""

    query: str
    mended: str
    suggestion: str
    offers: list[OfferOut]
    cut: bool
    page: int
    total: int
    took_ms: float
    hits: list[HitOut]
    facets: dict[str, list[FacetOut]]


class ProblemOut(Schema):
    """What is wrong, in Vietnamese."""

    problem: str


@api.get("/search", response={200: SearchOut, 400: ProblemOut, 503: ProblemOut}, summary="Tìm văn bản công khai")
def search(request: HttpRequest, filters: Query[Filters], wishes: Query[Wishes], q: str = "") -> Any:
    """The same search as the page's; each filter may be given several times. No cookie is read."""
    # `filters` is declared for the description alone: SearchForm reads them from the address, as the page does.
    data = request.GET.copy()
    data["trang"], data["sap-xep"] = wishes.page, wishes.sort
    form = SearchForm(data)
    if not form.is_valid():
        return Status(400, {"problem": " ".join(form.sentences)})
    if wishes.gan and commune(wishes.gan) is None:
        return Status(400, {"problem": "gan: không có xã, phường này."})
    asked = form.request(near=wishes.gan)
    found = answer(asked)
    if found.degraded:
        return Status(503, {"problem": DOWN})
    return Status(200, _answer(request, form.cleaned_data["q"], asked, found))


def _answer(request: HttpRequest, typed: str, asked: Request, found: Answer) -> dict[str, Any]:
    return {
        "query": typed,
        "mended": asked.query.mended,
        "suggestion": asked.query.suggestion,
        "offers": [
            {"facet": offer.facet, "value": offer.value}
            for offer in asked.query.offers
            if offer.facet in FILTER_BY_FACET  # the number of a document is searched for, not filtered by
        ],
        "cut": asked.query.cut,
        "page": asked.page,
        "total": found.total,
        "took_ms": round(found.took_ms, 1),
        "hits": [_hit(request, hit) for hit in found.hits],
        "facets": {
            name: [
                {"value": v.value, "label": v.label, "count": v.count}
                for v in labelled(counts, name, asked.filters.get(name, ()))
            ]
            for name, counts in found.facets.items()
        },
    }


def _hit(request: HttpRequest, hit: ShownHit) -> dict[str, Any]:
    return {
        "title": hit.title,
        "url": request.build_absolute_uri(hit.url),
        "kind": hit.kind,
        "place": hit.place,
        "state": hit.state,
        "state_label": hit.state_label,
        "date": hit.date.isoformat() if hit.date else None,
        "number": hit.number,
        "number_html": hit.number_html,
        "passages": [
            {"url": request.build_absolute_uri(passage.url), "heading": passage.heading, "fragment": passage.fragment}
            for passage in hit.passages
        ],
    }
