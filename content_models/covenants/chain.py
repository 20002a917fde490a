"""A hash chain over versions and decisions: anyone can verify that nothing was altered, swapped, put in or left out.

One chain a page, not one for the province. A covenant's whole chain fits into one public file, so that a citizen
verifies it alone and keeps a copy; 64 communes write their histories without waiting for one another; and a page
brought over from another installation keeps its chain. What a chain cannot show alone is a cut-off end: for that
`verify_history` prints one fingerprint over the ends of all chains, to be noted down outside (see docs/operations.md).

A link is SHA-256 over the hash of the link before it ("" for the first), a line feed, and the record's public
content as JSON: keys sorted, UTF-8, no blanks, empty values left out (a field added later changes no old hash).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .provisions import from_json, plain_text, text_sha256

if TYPE_CHECKING:
    from .models import ChainEntry, CovenantPage

FIELDS = {
    "decision": (
        "id", "page_id", "effect", "about_id", "targets", "number", "issued_on", "effective_on", "issuer", "signer",
        "signer_title", "reason", "ground", "deadline", "file_id", "ends", "corrects_id", "correction_reason",
        "annuls_id", "created_at",
    ),
    "version": (
        "id", "page_id", "number", "kind", "title", "place_name", "sha256", "decision_id", "effective_on",
        "recorded_from_paper", "scan_id", "created_at",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """Something wrong with a chain, in a Vietnamese sentence."""

    page: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.page}: {self.sentence}"


def content_of(kind: str, record: Any) -> dict[str, Any]:
    """The public content of a record, without what is empty. No name of a person but the signer's."""
    values = {name: _plain(getattr(record, name, None)) for name in FIELDS[kind]}
    if kind == "version":
        values["provisions_sha256"] = hashlib.sha256(_canonical(record.provisions)).hexdigest()
    return {name: value for name, value in values.items() if value not in (None, "", [], False)}


def link(previous: str, content: Any) -> str:
    """The hash of a record after the one before it, hexadecimal."""
    return hashlib.sha256(previous.encode() + b"\n" + _canonical(content)).hexdigest()


def append(records: Sequence[Any]) -> None:
    """Enter records, just written, at the ends of their pages' chains. Inside the transaction that wrote them."""
    from .models import ChainEntry

    if not records:
        return
    ends = _ends(ChainEntry, {record.page_id for record in records})
    ChainEntry.objects.bulk_create(links(ChainEntry, records, ends))


def links(model: Any, records: Iterable[Any], ends: dict[int, tuple[int, str]]) -> Iterator[Any]:
    """The entries of records in the given order; `ends`: position and hash of the last entry of each page."""
    for record in records:
        kind = type(record)._meta.model_name.removeprefix("covenant")
        position, previous = ends.get(record.page_id, (0, ""))
        sha256 = link(previous, content_of(kind, record))
        ends[record.page_id] = (position + 1, sha256)
        yield model(page_id=record.page_id, position=position + 1, kind=kind, record_id=record.pk,
                    previous=previous, sha256=sha256)  # fmt: skip


def public_history(page: CovenantPage) -> dict[str, Any]:
    """The whole chain of one covenant as plain data for `lich-su.json`. Three queries.

    Whoever holds it computes each `sha256` again from `content` and `previous`; no code of ours is needed.
    """
    records = _records(page.pk)
    entries = [
        {
            "position": entry.position,
            "kind": entry.kind,
            "content": content_of(entry.kind, record) if (record := records.get((entry.kind, entry.record_id))) else {},
            "previous": entry.previous,
            "sha256": entry.sha256,
        }
        for entry in page.chain.order_by("position")
    ]
    return {
        "title": page.title,
        "page": page.pk,
        "method": "sha256(previous + LF + JSON(content)); JSON: UTF-8, khóa xếp theo thứ tự, không khoảng trắng",
        "entries": entries,
        "end": entries[-1]["sha256"] if entries else "",
    }


def verify(page: CovenantPage) -> list[Fault]:
    """Everything that is wrong with one covenant's history; an empty list when it is whole. Three queries."""
    faults: list[str] = []
    entries = list(page.chain.order_by("position"))
    records = _records(page.pk)
    previous = ""
    for expected, entry in enumerate(entries, 1):
        faults += _faults_of(entry, expected, previous, records.pop((entry.kind, entry.record_id), None))
        previous = entry.sha256
    faults += [f"{_named(kind, record)} không có trong chuỗi kiểm tra." for (kind, _), record in records.items()]
    return [Fault(f"{page.title} (trang {page.pk})", sentence) for sentence in faults]


def fingerprint() -> str:
    """One hash over the ends of all chains: noted down outside, it shows later that no end was cut off."""
    from .models import ChainEntry

    ends = _ends(ChainEntry, None)
    return hashlib.sha256(_canonical([[page, *ends[page]] for page in sorted(ends)])).hexdigest()


def _faults_of(entry: ChainEntry, expected: int, previous: str, record: Any) -> Iterator[str]:
    name = _named(entry.kind, record) if record else f"{entry.get_kind_display()} mã {entry.record_id}"
    if entry.position != expected:
        yield f"thiếu mắt xích thứ {expected} trước {name}."
    if entry.previous != previous:
        yield f"{name} không nối với bản ghi trước nó: có bản ghi đã bị đổi, xóa hoặc chen vào."
    if record is None:
        yield f"{name} đã bị xóa khỏi cơ sở dữ liệu."
        return
    if link(entry.previous, content_of(entry.kind, record)) != entry.sha256:
        yield f"{name} đã bị sửa sau khi ghi."
    if entry.kind == "version" and not _is_whole(record):
        yield f"{name}: toàn văn không khớp với mã kiểm tra của văn bản."


def _is_whole(version: Any) -> bool:
    covenant = from_json(version.provisions)
    return text_sha256(covenant, version.title) == version.sha256 and plain_text(covenant) == version.text


def _named(kind: str, record: Any) -> str:
    if kind == "version":
        return f"phiên bản {record.number}"
    return f"quyết định số {record.number} ngày {record.issued_on:%d/%m/%Y}"


def _records(page_id: int) -> dict[tuple[str, int], Any]:
    from .models import CovenantVersion, Decision

    found: dict[tuple[str, int], Any] = {("decision", d.pk): d for d in Decision.objects.filter(page=page_id)}
    return found | {("version", v.pk): v for v in CovenantVersion.objects.filter(page=page_id)}


def _ends(model: Any, pages: set[int] | None) -> dict[int, tuple[int, str]]:
    """Position and hash of the last entry of each page."""
    entries = model.objects.order_by("position")
    found = entries if pages is None else entries.filter(page__in=pages)
    return {page: (position, sha256) for page, position, sha256 in found.values_list("page", "position", "sha256")}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, dt.date) else value


def _canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
