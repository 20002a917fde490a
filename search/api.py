"""The search as JSON: `/api/v1/search`, described in `/api/v1/openapi.json`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, NinjaAPI, Query, Schema

from .forms import SearchForm
from .service import answer

api = NinjaAPI(
    title="Đình: tìm kiếm văn bản dân chủ ở cơ sở",
    version="1",
    urls_namespace="api-v1",
    docs_url=None,
)


class Filters(Schema):
    """Kind, ids of communes and hamlets, years; several values of one filter are alternatives."""

    loai: list[str] = Field(default_factory=list)
    xa: list[str] = Field(default_factory=list)
    ap: list[str] = Field(default_factory=list)
    nam: list[str] = Field(default_factory=list)


class PassageOut(Schema):
    """A passage: its address with anchor, heading and fragment as HTML with <mark>."""

    url: str
    heading: str
    fragment: str


class HitOut(Schema):
    title: str
    url: str
    kind: str
    place: str
    state: str
    date: str | None
    passages: list[PassageOut]


class FacetOut(Schema):
    value: str
    label: str
    count: int


class SearchOut(Schema):
    query: str
    page: int
    total: int
    took_ms: float
    hits: list[HitOut]
    facets: dict[str, list[FacetOut]]


class ProblemOut(Schema):
    """What is wrong, in Vietnamese."""

    problem: str


@api.get("/search", response={200: SearchOut, 400: ProblemOut, 503: ProblemOut}, summary="Tìm văn bản công khai")
def search(request: HttpRequest, filters: Query[Filters], q: str = "", page: str = "1", sort: str = "lien-quan") -> Any:
    """The same search as the page's; each filter may be given several times."""
    data = request.GET.copy()
    data["trang"], data["sap-xep"] = page, sort
    form = SearchForm(data)
    if not form.is_valid():
        return 400, {"problem": " ".join(str(e) for errors in form.errors.values() for e in errors)}
    asked = form.request()
    found = answer(asked)
    if found.degraded:
        return 503, {"problem": "Máy tìm kiếm đang không trả lời. Hãy thử lại sau."}
    return 200, {
        "query": form.cleaned_data["q"],
        "page": asked.page,
        "total": found.total,
        "took_ms": round(found.took_ms, 1),
        "hits": [
            {
                "title": hit.title,
                "url": request.build_absolute_uri(hit.url),
                "kind": hit.kind,
                "place": hit.place,
                "state": hit.state,
                "date": hit.date.isoformat() if hit.date else None,
                "passages": [
                    {"url": request.build_absolute_uri(p.url), "heading": p.heading, "fragment": p.fragment}
                    for p in hit.passages
                ],
            }
            for hit in found.hits
        ],
        "facets": {
            name: [{"value": v.value, "label": v.label, "count": v.count} for v in values]
            for name, values in found.facets.items()
        },
    }
