"""What the three kinds of document have in common, as plain data and one abstract page.

`content_models` does not know the search; a document only tells what it is and what it says
(`SearchContent`), and `search.documents` makes an index entry from that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class SearchPassage:
    """A part of a document that can be a hit of its own: an article, a body, an attachment's text.

    `note` is what a reader must know of it beside the state of the whole ("đang tạm ngừng thực hiện").
    """

    anchor: str
    heading: str
    body: str
    note: str = ""


@dataclass(frozen=True)
class SearchContent:
    """What a public document says today.

    `place_path` holds the ids of province, commune and hamlet, outermost first; `state` is a key of
    `STATE_LABELS`; `year` is the year of `date`. `numbers` are those of the decisions that it is or rests on
    ("15/QĐ-UBND"), `audiences` and `topics` keys, `item` the number of the disclosed item (Law Đ.11).
    """

    kind: str
    title: str
    place_path: tuple[str, ...]
    date: dt.date | None
    state: str
    passages: tuple[SearchPassage, ...] = ()
    language: str = "vi"
    tags: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    item: int | None = None
    topics: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        return self.date.year if self.date else None


KIND_LABELS = {
    "covenant": "Hương ước, quy ước",
    "disclosure": "Nội dung công khai",
    "material": "Tài liệu tuyên truyền",
    "place": "Xã, phường, ấp, khóm",
}

STATE_LABELS = {
    "in_force": "Đang có hiệu lực",
    "partly_suspended": "Có điều, khoản đang tạm ngừng",
    "suspended": "Đang tạm ngừng thực hiện",
    "abolished": "Đã bị bãi bỏ",
    "not_yet": "Chưa có hiệu lực",
    "not_in_force": "Không còn hiệu lực",
    "posted": "Đang công khai",
    "posting_ended": "Đã hết thời gian niêm yết",
    "published": "Đã phát hành",
    "existing": "Hiện có",
}
