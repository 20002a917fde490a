"""What the address of a search may say. Nonsense is answered with a sentence, never with an error page."""

from __future__ import annotations

from typing import Any

from django import forms

from content_models.documents import KIND_LABELS
from search.engines.base import Request
from search.learning.current import current_knowledge
from search.text.query import read_query

PAGE_SIZE = 10
LAST_PAGE = 500  # engines answer at most 10,000 hits
SORTS = (("lien-quan", "Liên quan nhất"), ("moi-nhat", "Mới nhất"))
# Names in the address and the facets that they filter.
FILTERS = {"loai": "kind", "xa": "commune", "ap": "hamlet", "nam": "year"}
MOST_VALUES = 50


class SearchForm(forms.Form):
    """`q` and the filters of an address; a filter may be given several times."""

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

    def __init__(self, data: Any) -> None:
        copied = data.copy()
        if "sap-xep" in copied:
            copied["sap_xep"] = copied["sap-xep"]
        copied["q"] = (copied.get("q") or "").replace("\x00", " ")
        super().__init__(copied)
        self.raw = data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        filters = {facet: frozenset(self.raw.getlist(name)[:MOST_VALUES]) for name, facet in FILTERS.items()}
        filters = {facet: frozenset(v for v in values if v) for facet, values in filters.items()}
        if not filters["kind"] <= set(KIND_LABELS):
            self.add_error(None, "Không có loại văn bản này. Hãy chọn lại ở phần lọc.")
        for facet in ("commune", "hamlet", "year"):
            if not all(value.isascii() and value.isdigit() and len(value) <= 12 for value in filters[facet]):
                self.add_error(None, "Bộ lọc trong địa chỉ không đúng. Hãy chọn lại ở phần lọc.")
        cleaned["filters"] = {facet: values for facet, values in filters.items() if values}
        return cleaned

    def request(self) -> Request:
        """The search that the address asks for. Call after `is_valid`."""
        data = self.cleaned_data
        return Request(
            query=read_query(data.get("q", ""), current_knowledge()),
            filters=data["filters"],
            page=data.get("trang") or 1,
            page_size=PAGE_SIZE,
            sort="date" if data.get("sap_xep") == "moi-nhat" else "relevance",
        )
