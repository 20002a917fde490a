"""Headings that words alone do not tell: odd styles, slips of spelling, missing signs, no heads at all."""

from __future__ import annotations

from .builders import Typed
from .sample import Sample
from .typed_samples import NO_PREAMBLE, NO_TITLE, TWO, UNSIGNED, typed


def _odd_styles() -> bytes:
    """Styles with names that say nothing; one article lost its number, one chapter has none either."""
    typed = Typed().add("HƯƠNG ƯỚC ẤP HAI", bold=True)
    for name in ("Kiểu 7", "abc1"):
        typed.document.styles.add_style(name, 1)
    typed.add("Chương I. Chung", style="abc1").add("Điều 1. Phạm vi", style="Kiểu 7").add("Mọi hộ.")
    typed.add("Điều 2. Nguyên tắc", style="Kiểu 7").add("Tự nguyện.")
    typed.add("Chương II. Riêng", style="abc1").add("Điều 3. Môi trường", style="Kiểu 7").add("Không xả rác.")
    typed.add("Giữ gìn an ninh", style="Kiểu 7").add("Báo công an khi có trộm.")
    return typed.bytes()


def _outline_only() -> bytes:
    typed = Typed().add("HƯƠNG ƯỚC ẤP BA", bold=True)
    typed.add("Những quy định chung", style="Heading 1").add("Phạm vi áp dụng", style="Heading 2").add("Mọi hộ.")
    typed.add("Nguyên tắc", style="Heading 2").add("1. Tự nguyện.", "2. Bình đẳng.")
    typed.add("Đời sống", style="Heading 1").add("1. Việc cưới", style="Heading 2").add("Gọn nhẹ.")
    return typed.bytes()


SAMPLES = (
    Sample(
        "odd_styles",
        _odd_styles,
        "C I Chung\nĐ 1 Phạm vi\nĐ 2 Nguyên tắc\nC II Riêng\nĐ 3 Môi trường\nĐ 4 Giữ gìn an ninh",
        (UNSIGNED, "Được đọc là điều theo kiểu trình bày “Kiểu 7”"),
    ),
    Sample(
        "outline_only",
        _outline_only,
        "C I Những quy định chung\nĐ 1 Phạm vi áp dụng\nĐ 2 Nguyên tắc: 1 2\nC II Đời sống\nĐ 3 Việc cưới",
        (
            UNSIGNED,
            *["Được đọc là chương theo kiểu"] * 2,
            *["Được đọc là điều theo kiểu"] * 3,
            "Trong tệp ghi “Điều 1”, theo thứ tự là Điều 3",
        ),
    ),
    Sample(
        "roman_parts",
        lambda: (
            Typed()
            .add("QUY ƯỚC KHÓM 9", bold=True)
            .add("I. QUY ĐỊNH CHUNG", bold=True)
            .add("1. Mọi hộ.", "2. Khách.")
            .add("II. THỰC HIỆN", bold=True)
            .add("1. Nhắc nhở.")
            .bytes()
        ),
        "Đ 1 QUY ĐỊNH CHUNG: 1 2\nĐ 2 THỰC HIỆN: 1",
        (UNSIGNED, *["Văn bản không dùng chữ “Điều”"] * 2),
    ),
    Sample(
        "misspelt",
        lambda: typed(
            "HƯƠNG ƯỚC ẤP XUÂN",
            "Điều 1. Phạm vi",
            "Mọi hộ.",
            "Điêu 2. Nguyên tắc",
            "Tự nguyện.",
            "Điều 3 Hiệu lực",
            "Từ hôm nay.",
        ),
        "Đ 1 Phạm vi\nĐ 2 Nguyên tắc\nĐ 3 Hiệu lực",
        (UNSIGNED, "“Điêu 2” viết sai chính tả", "Thiếu dấu chấm sau “Điều 3”"),
    ),
    Sample(
        "headless",
        lambda: typed(*TWO),
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED, NO_TITLE),
        title="",
        kind="",
    ),
    Sample(
        "unnamed_preamble",
        lambda: typed("HƯƠNG ƯỚC ẤP THU", "Căn cứ Luật Thực hiện dân chủ ở cơ sở;", "Bà con thống nhất.", *TWO),
        "P\nĐ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED, NO_PREAMBLE),
    ),
    Sample(
        "bold_without_dot",
        lambda: (
            Typed()
            .add("HƯƠNG ƯỚC ẤP ĐÔNG", "Chương I Quy định chung", bold=True)
            .add("Điều 1. Phạm vi", "Mọi hộ.")
            .add("Chương II Thực hiện", bold=True)
            .add("Điều 2. Hiệu lực", "Từ hôm nay.")
            .bytes()
        ),
        "C I Quy định chung\nĐ 1 Phạm vi\nC II Thực hiện\nĐ 2 Hiệu lực",
        (UNSIGNED, *["Thiếu dấu chấm sau “Chương"] * 2),
    ),
    Sample(
        "reference_at_line_start",
        lambda: typed(
            "HƯƠNG ƯỚC ẤP HẠ",
            "Điều 1. Nguyên tắc",
            "Điều 5 của Luật được tôn trọng.",
            "Điều 2. Hiệu lực",
            "Từ hôm nay.",
            "Chương trình của ấp do ban nhân dân lập.",
        ),
        "Đ 1 Nguyên tắc\nĐ 2 Hiệu lực",
        (UNSIGNED,),
    ),
    Sample(
        "text_between",
        lambda: typed("HƯƠNG ƯỚC ẤP BẮC", "Chương I. Chung", "Đoạn dẫn của chương này khá dài.", *TWO),
        "C I Chung\nB 1x1\nĐ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED, "Đoạn này không thuộc điều nào"),
    ),
)
