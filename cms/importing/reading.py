"""A line of an old portal's documents as plain data, or the reason why it is none. Pure.

The keys are described in `docs/operations.md`; unknown ones are left alone.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from content_models.cleaning import clean_text
from content_models.disclosures.items import FORM_CHOICES, ITEM_BY_NUMBER
from content_models.places.slugs import vietnamese_slug

from .lines import Refused

DISCLOSURE, MATERIAL, COVENANT = "disclosure", "material", "covenant"
KINDS = (DISCLOSURE, MATERIAL, COVENANT)
OTHER_ITEM = 14  # Luật 10/2022/QH15 Đ.11 k.14: what an old portal does not tell apart
LONGEST_KEY, LONGEST_TITLE = 200, 255
EARLIEST = dt.date(1945, 9, 2)
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_VIETNAMESE_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class OldDocument:
    """One document as the file tells it. `key` is a slug; `commune` and `hamlet` are not looked up yet.

    `extra` holds what only one kind has: of a disclosure item, decision_number, decision_date, responsible,
    forms, posted_until, names_persons; of a material material_type, audiences, plan_year; of a covenant
    covenant_kind and the decision.
    """

    key: str
    title: str
    date: dt.date
    kind: str
    commune: str
    hamlet: str
    heading: str
    paragraphs: tuple[str, ...]
    extra: Mapping[str, Any]


def read_document(text: str, *, today: dt.date) -> OldDocument:
    """Raises Refused. `today`: nothing is dated after it."""
    raw = _object(text)
    key = _key(raw.get("key"))
    kind = _kind(raw.get("kind"))
    return OldDocument(
        key=key,
        title=_title(raw.get("title")),
        date=_day(raw, "date", today),
        kind=kind,
        commune=_line(raw, "commune", required=True),
        hamlet=_line(raw, "hamlet"),
        heading=_line(raw, "heading"),
        paragraphs=_paragraphs(raw.get("paragraphs")),
        extra=_EXTRA[kind](raw, today),
    )


def _object(text: str) -> dict[str, Any]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as problem:
        where = f" (ký tự thứ {problem.pos + 1})" if isinstance(problem, json.JSONDecodeError) else ""
        raise Refused(f"Dòng không phải JSON đúng cách{where}.") from None
    if not isinstance(raw, dict):
        raise Refused("Dòng phải là một đối tượng JSON { … }.")
    return raw


def _key(value: Any) -> str:
    """The key as a slug: as it stands when it is one, else made into one."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not any(letter.isalnum() for letter in value):
        raise Refused("Thiếu mã “key”.")
    slug = value if SLUG.fullmatch(value) else vietnamese_slug(clean_text(value))
    if len(slug) > LONGEST_KEY:
        raise Refused(f"Mã “key” dài quá {LONGEST_KEY} ký tự.")
    return slug


def _kind(value: Any) -> str:
    if not isinstance(value, str) or value not in KINDS:
        raise Refused(f"Loại “kind” phải là một trong: {', '.join(KINDS)}.")
    return value


def _title(value: Any) -> str:
    title = _plain(value)
    if not any(letter.isalnum() for letter in title):
        raise Refused("Thiếu tên văn bản “title”.")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"Tên văn bản “title” dài quá {LONGEST_TITLE} ký tự.")
    return title


def _paragraphs(value: Any) -> tuple[str, ...]:
    """A list of strings, or one string with a paragraph a line."""
    if isinstance(value, str):
        value = value.split("\n")
    if not isinstance(value, list) or not all(isinstance(paragraph, str) for paragraph in value):
        raise Refused("“paragraphs” phải là một danh sách các đoạn văn.")
    found = tuple(text for paragraph in value if (text := clean_text(paragraph).strip("\n")))
    if not found:
        raise Refused("Văn bản không có chữ nào trong “paragraphs”.")
    return found


def _line(raw: Mapping[str, Any], name: str, *, required: bool = False, longest: int = 255) -> str:
    """A text on one line; a number is taken for its digits (codes of communes)."""
    value = raw.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise Refused(f"“{name}” phải là một chuỗi chữ.")
    text = _plain(value)
    if required and not text:
        raise Refused(f"Thiếu “{name}”.")
    if len(text) > longest:
        raise Refused(f"“{name}” dài quá {longest} ký tự.")
    return text


def _plain(value: Any) -> str:
    return clean_text(value).replace("\n", " ").strip() if isinstance(value, str) else ""


def _day(raw: Mapping[str, Any], name: str, today: dt.date) -> dt.date:
    day = _any_day(raw, name)
    if day is None:
        raise Refused(f"Thiếu ngày “{name}”.")
    if day > today:
        raise Refused(f"Ngày “{name}” {day:%d/%m/%Y} chưa tới.")
    return day


def _any_day(raw: Mapping[str, Any], name: str) -> dt.date | None:
    """2019-05-30, with or without an hour after it, or 30/05/2019. Raises Refused for what is no day."""
    value = raw.get(name)
    if value in (None, ""):
        return None
    text = value.strip() if isinstance(value, str) else ""
    if match := _DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _VIETNAMESE_DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise Refused(f"Ngày “{name}” phải viết như 2019-05-30.")
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise Refused(f"Không có ngày {text[:20]} (“{name}”).") from None
    if found < EARLIEST:
        raise Refused(f"Ngày “{name}” {found:%d/%m/%Y} quá xa trong quá khứ. Hãy kiểm tra lại năm.")
    return found


def _disclosure(raw: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    item = raw.get("item", OTHER_ITEM)
    if not isinstance(item, int) or isinstance(item, bool) or item not in ITEM_BY_NUMBER:
        raise Refused("“item” phải là số khoản từ 1 đến 14 của Điều 11 Luật 10/2022/QH15.")
    return {
        "item": item,
        "decision_number": _line(raw, "decision_number", longest=50),
        "decision_date": _day(raw, "decision_date", today) if raw.get("decision_date") else None,
        "responsible": _line(raw, "responsible", longest=200),
        "forms": _choices(raw, "forms", [name for name, _label in FORM_CHOICES], ("portal",)),
        "posted_until": _any_day(raw, "posted_until"),
        "names_persons": raw.get("names_persons", False) is True,
    }


# Values of `MaterialPage`; the model checks them again.
MATERIAL_TYPES = ("leaflet", "poster", "slides", "qa", "loudspeaker", "audio", "video")
AUDIENCES = ("drafting_teams", "hamlet_heads", "citizens", "pupils", "khmer")


def _material(raw: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    year = raw.get("plan_year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise Refused("“plan_year” phải là một năm.")
    return {
        "material_type": _choices({"material_type": [raw.get("material_type", "leaflet")]}, "material_type",
                                  MATERIAL_TYPES, ())[0],
        "audiences": _choices(raw, "audiences", AUDIENCES, ("citizens",)),
        "plan_year": year,
    }  # fmt: skip


def _choices(raw: Mapping[str, Any], name: str, allowed: Collection[str], default: tuple[str, ...]) -> list[str]:
    values = raw.get(name) or list(default)
    if not isinstance(values, list) or not all(isinstance(value, str) and value in allowed for value in values):
        raise Refused(f"“{name}” chỉ nhận: {', '.join(allowed)}.")
    return list(dict.fromkeys(values))


def _covenant(raw: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """A covenant was recognised by a decision, or it is none (NĐ 61/2023 Đ.24: those from before count on)."""
    known = {**raw, **_nested(raw.get("decision"))}
    known.setdefault("decision_issuer", raw.get("issuer"))
    missing = [
        label
        for name, label in (
            ("decision_number", "số"),
            ("decision_date", "ngày"),
            ("decision_issuer", "cơ quan ban hành"),
        )
        if not known.get(name)
    ]
    if missing:
        raise Refused(f"Hương ước, quy ước phải có quyết định công nhận: thiếu {', '.join(missing)}.")
    decided_on = _day(known, "decision_date", today)
    return {
        "covenant_kind": _choices({"covenant_kind": [raw.get("covenant_kind", "huong_uoc")]}, "covenant_kind",
                                  ("huong_uoc", "quy_uoc"), ())[0],
        "decision_number": _line(known, "decision_number", required=True, longest=50),
        "decided_on": decided_on,
        "issuer": _line(known, "decision_issuer", required=True, longest=200),
        "signer": _line(known, "decision_signer", longest=120),
        "signer_title": _line(known, "decision_signer_title", longest=120),
        "effective_on": _day(known, "effective_on", today) if raw.get("effective_on") else decided_on,
    }  # fmt: skip


def _nested(decision: Any) -> dict[str, Any]:
    """`{"decision": {"number": …}}` says the same as `{"decision_number": …}`."""
    if not isinstance(decision, dict):
        return {}
    return {f"decision_{name}": value for name, value in decision.items()}


_EXTRA = {DISCLOSURE: _disclosure, MATERIAL: _material, COVENANT: _covenant}
