"""The words of official papers: snippets with named places `{…}` that data fill. Pure.

Default words are in `wording.toml`; an administrator's own ones come from `models.Snippet`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content_models.cleaning import clean_text

PARTS: Mapping[str, str] = {
    "abstract": "Trích yếu",
    "authority": "Thẩm quyền ban hành",
    "grounds": "Căn cứ ban hành",
    "addressee": "Kính gửi",
    "body": "Nội dung",
    "recipients": "Nơi nhận",
}
UNKNOWN = "………"
_PLACE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper: its name, the articles behind it, the places that its words may use, its default words."""

    key: str
    name: str
    source: str
    is_decision: bool
    places: Mapping[str, str]
    optional: frozenset[str]
    parts: Mapping[str, str]

    def problems(self, text: str) -> list[str]:
        """Why a text cannot be a snippet of this paper, in sentences. Empty when it can."""
        found = []
        if not text.strip():
            found.append("Hãy ghi lời văn.")
        known = ", ".join(f"{{{place}}}" for place in self.places)
        unknown = [place for place in dict.fromkeys(_PLACE.findall(text)) if place not in self.places]
        found += [f"Không có chỗ điền {{{place}}}. Những chỗ điền dùng được: {known}." for place in unknown]
        if re.search(r"[{}]", _PLACE.sub("", text)):
            found.append("Dấu ngoặc nhọn không đi thành cặp. Chỗ điền viết như {tên văn bản}.")
        return found

    def fill(self, text: str, values: Mapping[str, str]) -> list[str]:
        """The paragraphs with their places filled. An empty optional place takes its paragraph out; another empty
        one leaves dots to be written over. Values are put in once: braces inside them stay as they are. Line ends
        inside a value begin new paragraphs."""
        filled = []
        for line in clean_text(text).split("\n"):
            places = _PLACE.findall(line)
            if not line.strip() or any(place in self.optional and not values.get(place) for place in places):
                continue
            filled.append(_PLACE.sub(lambda match: values.get(match[1]) or UNKNOWN, line))
        return [paragraph.strip() for entry in filled for paragraph in entry.split("\n") if paragraph.strip()]


@cache
def paper_kinds() -> Mapping[str, PaperKind]:
    """All kinds by key, in the order of the data file."""
    data = tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))
    return {key: _kind(key, entry, data["places"]) for key, entry in data["papers"].items()}


def _kind(key: str, entry: Mapping[str, object], explained: Mapping[str, str]) -> PaperKind:
    places = [str(place) for place in _list(entry["places"])]
    return PaperKind(
        key,
        str(entry["name"]),
        str(entry["source"]),
        bool(entry["decision"]),
        {place: explained[place] for place in places},
        frozenset(str(place) for place in _list(entry["optional"])),
        {part: str(entry[part]).strip() for part in PARTS if part in entry},
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("wording.toml: a list is needed")
    return value
