"""What the address of a search may say. Nonsense is answered with a sentence, never with an error page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from search.engines.base import Request
from search.learning.current import current_knowledge
from search.text.query import MAX_CHARACTERS, read_query

from .addresses import LITERALLY, PAGE, QUERY, SORT, Address
from .filters import FILTERS, MOST_VALUES

PAGE_SIZE = 10
LAST_PAGE = 500  # 5,000 hits: Elasticsearch gives none behind the 10,000th, and nobody leafs so far
NEWEST = "moi-nhat"
SORTS = (("lien-quan", "Liên quan nhất"), (NEWEST, "Mới nhất"))
NAMES = (QUERY, SORT, LITERALLY, PAGE, *(one.name for one in FILTERS))


class SearchForm(forms.Form):
    """`q`, the filters (each may be given several times), page and order of an address."""

    q = forms.CharField(required=False, strip=True)
    trang = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LAST_PAGE,
        error_messages={
            "invalid": "Số trang phải là một số.",
            "min_value": "Số trang bắt đầu từ 1.",
            "max_value": f"Chỉ xem được {LAST_PAGE} trang đầu. Hãy thu hẹp tìm kiếm.",
        },
    )
    sap_xep = forms.ChoiceField(
        choices=SORTS, required=False, error_messages={"invalid_choice": "Không có cách sắp xếp này."}
    )
    nguyen_van = forms.ChoiceField(
        choices=(("1", ""),),
        required=False,
        error_messages={"invalid_choice": "Muốn tìm đúng như đã gõ thì thêm nguyen-van=1."},
    )

    def __init__(self, data: QueryDict) -> None:
        typed = (data.get(QUERY) or "").replace("\x00", " ")
        super().__init__(
            {"q": typed, PAGE: data.get(PAGE), "sap_xep": data.get(SORT), "nguyen_van": data.get(LITERALLY)}
        )
        self.raw = data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        filters = {}
        for one in FILTERS:
            values = list(dict.fromkeys(value for value in self.raw.getlist(one.name) if value))
            if len(values) > MOST_VALUES:
                self.add_error(None, f"Mỗi bộ lọc chọn được nhiều nhất {MOST_VALUES} mục.")
            elif problem := one.problem(values):
                self.add_error(None, problem)
            elif values:
                filters[one.facet] = frozenset(values)
        cleaned["filters"] = filters
        return cleaned

    @property
    def sentences(self) -> list[str]:
        """What is wrong with the address."""
        return [str(error) for errors in self.errors.values() for error in errors]

    @property
    def address(self) -> Address:
        """The address without what it need not say; of a very long query only what is used of it."""
        fields = {name: tuple(dict.fromkeys(value for value in self.raw.getlist(name) if value)) for name in NAMES}
        return Address(fields | {QUERY: (self.data["q"][:MAX_CHARACTERS].strip(),)})

    def request(self, *, near: str = "", page_size: int = PAGE_SIZE) -> Request:
        """The search that the address asks for, `near` the reader's own commune. Call after `is_valid`."""
        data = self.cleaned_data
        return Request(
            query=read_query(data.get("q", ""), current_knowledge(), literally=bool(data.get("nguyen_van"))),
            filters=data["filters"],
            page=data.get("trang") or 1,
            page_size=page_size,
            sort="date" if data.get("sap_xep") == NEWEST else "relevance",
            near=near,
        )
