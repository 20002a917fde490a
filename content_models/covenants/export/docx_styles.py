"""Names of the styles of our Word files. Pure: `docx_import` knows by them what is no part of a covenant's text."""

from __future__ import annotations

OWN = "Đình - "
HEAD, TITLE, CHAPTER_TITLE, TABLE_TITLE, NOTE, MARK, SIGNATURE, FOOT = (
    f"{OWN}{name}"
    for name in (
        "đầu văn bản", "tên văn bản", "tên chương", "tên bảng", "chú thích", "dấu tình trạng", "chữ ký", "chân bản in",
    )
)  # fmt: skip
BODY, CAPTION, CELL = "Đoạn văn", "Tiêu đề", "Ô bảng"

# What stands around and between the text: the sentence on the recognition, marks of state, the foot with its QR.
NOT_THE_TEXT = frozenset({NOTE, MARK, FOOT})
