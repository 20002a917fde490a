"""Materials as PDF: reading sheets, slides, leaflets in three folds, posters to print."""

from __future__ import annotations

from typing import Any

from .compile import compile_typst
from .offices import OFFICES
from .texts import Block, Source

_LABELS = {
    "leaflet": "Tờ gấp",
    "poster": "Áp phích",
    "slides": "Bài trình chiếu",
    "qa": "Hỏi – đáp",
    "video": "Phim ngắn: mô tả và lời thoại",
}
_FORMS = {"leaflet": "leaflet", "poster": "poster", "slides": "slides"}
RED = ("#9d2a1c", "#fbf1e4")
GREEN = ("#1f6650", "#eaf3ec")
BLUE = ("#1d5a77", "#e8f1f5")
SAFFRON = ("#8a5200", "#fdf3dc")
_COLOURS = {
    "to-gap-huong-uoc": RED,
    "to-gap-dong-bao-khmer": SAFFRON,
    "to-gap-hem-sach-khom-yen": BLUE,
    "tap-huan-to-soan-thao": GREEN,
    "hoi-dap-hoc-sinh": GREEN,
    "phim-ngan-loi-thoai": BLUE,
    "ap-phich-giu-rung-dat-mui": GREEN,
}


def material_pdf(source: Source, stem: str, cover: bytes | None) -> bytes:
    """A material's file. `cover`: the PNG of its picture, needed by leaflets and posters."""
    meta = source.meta
    colour, pale = _COLOURS.get(stem, RED)
    parts = _parts(source.blocks)
    data = {
        "form": _FORMS.get(meta["material_type"], "sheet"),
        "title": meta["title"],
        "short": meta["title"].split(": ", 1)[-1],
        "label": _LABELS[meta["material_type"]],
        "issuer": issuer(meta),
        "colour": colour,
        "pale": pale,
        "blocks": source.data(),
        "parts": [{"heading": part["heading"], "lines": _lines(part)} for part in parts],
        "inside": _three_columns(parts[:-1]),
        "back": parts[-1:],
    }
    return compile_typst("sheets.typ", data, {"cover.png": cover} if cover else None)


def issuer(meta: dict[str, Any]) -> str:
    """ "Tỉnh Cà Mau, kế hoạch năm 2026"."""
    office = OFFICES.get(meta["owner"])
    unit = f"{office.kind.capitalize()} {office.name}" if office else "Tỉnh Cà Mau"
    return f"{unit}, kế hoạch tuyên truyền năm {meta['plan_year']}"


def _parts(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Short paragraphs without a full stop are headings; what follows belongs to them."""
    parts: list[dict[str, Any]] = []
    for block in blocks:
        line = block.lines[0] if block.lines else ""
        if block.kind == "text" and len(line) < 64 and not line.endswith((".", "!")):
            parts.append({"heading": line, "pieces": []})
        elif parts:
            parts[-1]["pieces"].append(block.as_data())
        else:
            parts.append(
                {"heading": line, "pieces": []} if len(line) < 64 else {"heading": "", "pieces": [block.as_data()]}
            )
    return parts


def _three_columns(parts: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The parts in their order, in three columns of about the same length."""
    if len(parts) <= 3:
        return [[part] for part in parts]
    columns: list[list[dict[str, Any]]] = [[], [], []]
    whole, filled = sum(map(_length, parts)), 0
    for part in parts:
        middle = filled + _length(part) / 2
        columns[min(2, int(middle * 3 / whole))].append(part)
        filled += _length(part)
    return columns


def _length(part: dict[str, Any]) -> int:
    return 60 + sum(len(line) for line in _lines(part))


def _lines(part: dict[str, Any]) -> list[str]:
    return [line for piece in part["pieces"] for line in piece.get("lines", [])]
