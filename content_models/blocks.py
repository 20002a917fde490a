"""What several document types share of StreamField."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose block definitions stay out of migrations: a new label is no schema change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args and "block_types" not in kwargs:
            args = ([],)
        kwargs.pop("block_lookup", None)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class TextTableBlock(TypedTableBlock):
    """A table of plain text cells with a caption, filled in cell by cell."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__([("text", CharBlock(required=False, label="Chữ"))], **kwargs)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Rows that were left empty, as the editor's first one often is, are not shown."""
        rows = [row for row in value.rows if any(str(cell.value or "").strip() for cell in row)]
        return super().get_context(value, parent_context) | {"rows": rows}

    class Meta:
        label = "Bảng"
        icon = "table"
        template = "blocks/table.html"


class TextAndTableBlock(StreamBlock):
    """Body of a disclosure or a material: paragraphs, lists and tables; no colours, no embedded pages."""

    features: ClassVar = ["h3", "bold", "italic", "ol", "ul", "link"]

    text = RichTextBlock(features=features, label="Đoạn văn", icon="pilcrow")
    table = TextTableBlock()


def table_rows(value: dict[str, Any]) -> list[list[str]]:
    """Rows of a stored table, the head first when it has one. `value` is the raw JSON of a TextTableBlock."""
    head = [str(column.get("heading") or "") for column in value.get("columns", [])]
    rows = [[str(cell or "") for cell in row.get("values", [])] for row in value.get("rows", [])]
    return [head, *rows] if any(head) else rows


def raw_table(rows: list[list[str]], caption: str = "") -> dict[str, Any]:
    """The raw JSON of a TextTableBlock: the first of `rows` is the head. Short rows are filled up."""
    width = max((len(row) for row in rows), default=0)
    filled = [row + [""] * (width - len(row)) for row in rows]
    head, body = (filled[0], filled[1:]) if filled else ([], [])
    return {
        "columns": [{"type": "text", "heading": heading} for heading in head],
        "rows": [{"values": row} for row in body],
        "caption": caption,
    }
