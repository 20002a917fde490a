"""The text that was the law on a day, or a clear sentence why there is none to show."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from ..models import CovenantPage, CovenantVersion


@dataclass(frozen=True)
class NoText:
    """Why a day has no text: a title, a sentence, links, and the status of the answer."""

    title: str
    sentence: str
    links: tuple[tuple[str, str], ...]
    status: int = 200


def read_day(written: str) -> dt.date | None:
    """A day as an address writes it ("2026-03-01"), or None."""
    try:
        return dt.date.fromisoformat(written) if len(written) == 10 else None
    except ValueError:
        return None


def address_of(typed: str) -> str:
    """A day as a form sends it, without what an address cannot hold: a browser may let one type "1/3/2026"."""
    if found := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", typed):
        return f"{found[3]}-{found[2]:>02}-{found[1]:>02}"
    return re.sub(r"[^\w-]+", "-", typed)


def version_of_day(page: CovenantPage, written: str) -> tuple[CovenantVersion, dt.date] | NoText:
    """The version that was the law on that day (also one that was abolished by then), or why there is none."""
    day = read_day(written)
    if day is None:
        sentence = f"“{written[:40]}” không phải là một ngày. Hãy viết năm, tháng, ngày, ví dụ 2026-03-01."
        return NoText("Không đọc được ngày", sentence, _ways(page), status=404)
    if day > timezone.localdate():
        sentence = f"Ngày {_said(day)} chưa tới, nên chưa biết văn bản nào sẽ có hiệu lực vào ngày ấy."
        return NoText("Ngày này chưa tới", sentence, _ways(page))
    number = page.history.latest_on(day)
    version = next((one for one in page.public_versions if one.number == number), None)
    if version is None:
        return NoText("Chưa có văn bản vào ngày này", _too_early(page, day), _ways(page))
    return version, day


def _too_early(page: CovenantPage, day: dt.date) -> str:
    starts = page.history.change_days()
    sentence = f"Vào ngày {_said(day)}, {page.place.full_name} chưa có hương ước, quy ước nào được ghi ở đây."
    return f"{sentence} Bản đầu tiên có hiệu lực từ ngày {_said(starts[0])}." if starts else sentence


def _ways(page: CovenantPage) -> tuple[tuple[str, str], ...]:
    """The text of today, the first version, the time line."""
    links = [(page.url, "Đọc bản hiện nay")] if page.current_version else []
    if page.public_versions:
        links.append((page.public_versions[-1].url, "Đọc bản đầu tiên"))
    return (*links, (f"{page.url}lich-su/", "Xem các phiên bản và quyết định"))


def _said(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
