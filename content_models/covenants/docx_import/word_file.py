"""A DOCX as lines and notes. Pure: bytes in, data out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content_models.cleaning import clean_text

from . import refusals
from .body import BodyReader, Hanging, text_of
from .container import Package, open_package
from .names import W, child
from .numbering import Numbering
from .refusals import Refusal
from .source import Note, Source
from .styles import Styles

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_source(data: bytes) -> Source:
    """Read a Word file. Raises Refusal, and for any bytes whatever nothing else."""
    package = open_package(data)
    try:
        return _read(package)
    except Refusal:
        raise
    except (RecursionError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
        # XML that is well formed and yet no document: a hostile file may break any assumption about it.
        raise Refusal(refusals.DAMAGED) from error


def _read(package: Package) -> Source:
    relations = list(package.relations(package.main).values())
    parts = {relation.kind: relation.target for relation in relations if not relation.external}
    styles = Styles(_xml(package, parts, "styles"), _xml(package, parts, "theme"))
    numbering = Numbering(_xml(package, parts, "numbering"), styles)
    root = package.xml(package.main)
    body = child(root, "body")
    if body is None:
        raise Refusal(refusals.DAMAGED)
    reader = BodyReader(styles, numbering)
    reader.read(body)
    reader.finish()
    if not any(letter.isalnum() for line in reader.lines for letter in line.text):
        has_picture = reader.hanging.pictures or any(relation.kind == "image" for relation in relations)
        raise Refusal(refusals.SCANNED if has_picture else refusals.NO_TEXT)
    notes = [*_hanging_notes(reader.hanging)]
    for kind, name in (("footnotes", "Chú thích cuối trang"), ("endnotes", "Chú thích cuối văn bản")):
        notes += _foot(_xml(package, parts, kind), getattr(reader.hanging, kind), name, styles)
    notes += _foot(_xml(package, parts, "comments"), reader.hanging.comments, "Lời nhận xét bên lề", styles)
    for kind, name in (("header", "đầu trang"), ("footer", "chân trang")):
        targets = sorted({relation.target for relation in relations if relation.kind == kind and not relation.external})
        notes += _margins(package, targets, name, styles)
    return Source(tuple(reader.lines), tuple(notes))


def _xml(package: Package, parts: dict[str, str], kind: str) -> Any:
    return package.xml(parts[kind]) if kind in parts else None


def _hanging_notes(hanging: Hanging) -> Iterator[Note]:
    if hanging.inserted:
        count = len(hanging.inserted)
        yield Note(
            f"Có {count} chỗ thêm đang theo dõi (Track Changes): chữ thêm được lấy vào.", "", hanging.inserted[0]
        )
    for text, line in hanging.deleted:
        if text.strip():
            yield Note("Chữ đã xóa đang theo dõi (Track Changes), không lấy vào:", clean_text(text), line)
    for text, line in hanging.hidden:
        if text.strip():
            yield Note("Chữ ẩn trong Word, không lấy vào:", clean_text(text), line)
    for text, line in hanging.drawn_texts:
        yield Note("Chữ nghệ thuật hoặc chữ trong hình, không lấy vào:", clean_text(text), line)
    for name, found in (("hình", hanging.pictures), ("đối tượng nhúng", hanging.objects)):
        if found:
            yield Note(
                f"Có {len(found)} {name} trong tệp, không lấy vào. Nếu có chữ trong đó, hãy gõ thêm.", "", found[0]
            )
    if hanging.foreign:
        yield Note("Có tệp khác được ghép vào bên trong mà Đình không đọc được.", "", hanging.foreign[0])


def _foot(root: Any, references: list[tuple[str, int]], name: str, styles: Styles) -> Iterator[Note]:
    """Footnotes, endnotes and comments, in the order of their places in the text; those without a place last."""
    if root is None:
        return
    found = {node.get(f"{W}id", ""): node for node in root if node.get(f"{W}type") not in _SEPARATORS}
    order = [(key, line) for key, line in references if key in found]
    order += [(key, 0) for key in found if key not in dict(references)]
    for key, line in order:
        if text := _words(found[key], styles):
            yield Note(f"{name}, không lấy vào nội dung điều:", text, line)


def _margins(package: Package, targets: list[str], name: str, styles: Styles) -> Iterator[Note]:
    """Words at the top or foot of pages, each once; page numbers are none."""
    seen: set[str] = set()
    for target in targets:
        root = package.xml(target)
        text = _words(root, styles) if root is not None else ""
        if any(letter.isalpha() for letter in text) and text not in seen:
            seen.add(text)
            yield Note(f"Dòng {name}, không lấy vào:", text)


def _words(node: Any, styles: Styles) -> str:
    reader = BodyReader(styles, Numbering(None, styles))
    reader.read(node)
    reader.finish()
    return text_of(reader.lines)
