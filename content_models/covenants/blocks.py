"""The body of a covenant as its drafting team writes it (NĐ 61/2023 Đ.6: preamble, chương, mục, điều)."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.blocks import CharBlock, StreamBlock, StructBlock, TextBlock

from content_models.blocks import TextTableBlock, table_rows
from content_models.cleaning import clean_text

_PRINTED_HELP = "Chỉ điền khi ghi lại bản giấy có số khác thứ tự. Để trống thì số tự đánh."


class LineBlock(CharBlock):
    """One line, cleaned as it comes in."""

    def value_from_form(self, value: str) -> str:
        return clean_text(super().value_from_form(value))


class ParagraphsBlock(TextBlock):
    """Plain text, cleaned as it comes in: browsers end lines otherwise than files do, Word brings invisible marks."""

    def value_from_form(self, value: str) -> str:
        return clean_text(super().value_from_form(value))


class HeadingBlock(StructBlock):
    """A chương or a mục: a title; the number goes by position."""

    title = LineBlock(label="Tên", max_length=250)
    printed_number = LineBlock(label="Số như in trên giấy", required=False, max_length=20, help_text=_PRINTED_HELP)


class ChapterBlock(HeadingBlock):
    class Meta:
        label = "Chương"
        icon = "folder-open-inverse"
        label_format = "{title}"


class SectionBlock(HeadingBlock):
    class Meta:
        label = "Mục"
        icon = "list-ul"
        label_format = "{title}"


class ArticleBlock(StructBlock):
    """An article: a heading, and plain text with one paragraph a line, clauses and points as in Word."""

    heading = LineBlock(label="Tên điều", required=False, max_length=250)
    body = ParagraphsBlock(
        label="Nội dung",
        rows=6,
        help_text="Mỗi ý một dòng. Khoản bắt đầu bằng “1.”, điểm bắt đầu bằng “a)”.",
    )
    printed_number = LineBlock(label="Số như in trên giấy", required=False, max_length=20, help_text=_PRINTED_HELP)

    class Meta:
        label = "Điều"
        icon = "doc-full"
        label_format = "{heading}"


class CovenantBlock(StreamBlock):
    """Preamble, chapters, sections, articles and tables, in the order in which they are read."""

    preamble = ParagraphsBlock(label="Lời nói đầu", icon="openquote", rows=6)
    chapter = ChapterBlock()
    section = SectionBlock()
    article = ArticleBlock()
    table = TextTableBlock()

    class Meta:
        block_counts: ClassVar = {"preamble": {"max_num": 1}}


def plain_blocks(raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stored blocks as the pure modules read them: a table's value becomes `{"caption", "rows"}`."""
    return [
        {
            "type": block["type"],
            "id": block.get("id") or "",
            "value": _plain_table(block["value"]) if block["type"] == "table" else block["value"],
        }
        for block in raw
    ]


def _plain_table(value: dict[str, Any]) -> dict[str, Any]:
    return {"caption": value.get("caption") or "", "rows": table_rows(value)}
