"""Files typed in Word as people type them: whole covenants, headings in every spelling, pasted texts."""

from __future__ import annotations

import unicodedata

from .builders import Typed
from .sample import Sample

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------")
TWO = ("Điều 1. Phạm vi", "Áp dụng cho mọi hộ trong ấp.", "Điều 2. Hiệu lực", "Từ ngày được công nhận.")
UNSIGNED = "Không thấy phần ký của"
NO_TITLE = "Không thấy tên văn bản"
NO_PREAMBLE = "Đoạn đầu văn bản không có tên"


def _whole() -> bytes:
    typed = Typed().add(*MOTTO, centred=True).add("HƯƠNG ƯỚC", "ẤP TÂN THÀNH, XÃ ĐẤT MŨI", bold=True, centred=True)
    typed.add("LỜI NÓI ĐẦU", centred=True).add(
        "Ấp Tân Thành có 312 hộ, sống bằng nghề biển.", "Bà con cùng thống nhất:"
    )
    typed.add("Chương I", "QUY ĐỊNH CHUNG", bold=True, centred=True)
    typed.add("Điều 1. Phạm vi", bold=True).add(
        "1. Áp dụng cho mọi hộ:", "a) Hộ thường trú;", "b) Hộ tạm trú.", "2. Khách."
    )
    typed.add("Chương II", "ĐỜI SỐNG VĂN HÓA", bold=True, centred=True).add("Mục 1. Việc cưới", bold=True)
    typed.add("Điều 2. Tổ chức lễ cưới", bold=True).add("Gọn nhẹ, không quá hai ngày.")
    typed.add("Mục 2. Việc tang", bold=True).add("Điều 3. Tổ chức lễ tang", bold=True).add("Không để quá 48 giờ.")
    typed.add("Đất Mũi, ngày 01 tháng 5 năm 2026", centred=True)
    typed.add("TRƯỞNG ẤP\t\t\tTRƯỞNG BAN CÔNG TÁC MẶT TRẬN", bold=True)
    typed.add("(Ký, ghi rõ họ tên)\t\t\t(Ký, ghi rõ họ tên)", "", "Nguyễn Văn A\t\t\tTrần Thị B")
    typed.add("ĐẠI DIỆN HỘ GIA ĐÌNH", bold=True, centred=True).add("Lê Văn C\t\t\tPhạm Thị Đ")
    return typed.bytes()


def _broken_lines() -> bytes:
    """As a PDF gives it: every line of the page a paragraph, page numbers between."""
    text = """QUY ƯỚC
KHÓM 3, PHƯỜNG AN XUYÊN
Điều 1. Trách nhiệm của hộ gia đình trong việc giữ gìn
cảnh quan
1. Mỗi hộ giữ sạch vỉa hè trước nhà mình, không để vật liệu xây
dựng quá ba ngày và không đổ nước thải ra đường.
2. Hàng tuần, vào sáng thứ bảy, các hộ cùng dọn vệ sinh theo tổ
do tổ trưởng phân công và báo cho Ban công tác Mặt trận biết.
2
3. Hộ vắng nhà gửi lại một phần công cho tổ
hoặc nhờ hộ bên cạnh làm thay, có báo trước.
Điều 2. Thực hiện
Các hộ trong khóm cùng nhau thực hiện và nhắc nhở nhau thực hiện
quy ước này từ ngày được Ủy ban nhân dân phường công nhận."""
    return Typed().add(*text.split("\n")).bytes()


def _long() -> bytes:
    lines = []
    for number in range(1, 401):
        lines += [
            f"Điều {number}. Việc thứ {number}",
            f"1. Nội dung thứ {number}.",
            "a) Ý một;",
            "b) Ý hai.",
            "2. Hết.",
        ]
    return Typed().add("HƯƠNG ƯỚC ẤP MỘT", bold=True).add(*lines).bytes()


def _split_runs() -> bytes:
    typed = Typed().add("QUY ƯỚC KHÓM 1", bold=True)
    paragraph = typed.document.add_paragraph()
    for piece in ("Đi", "ều", " ", "1", ". Ph", "ạm vi"):
        paragraph.add_run(piece).bold = piece != "ều"
    typed.add("Mọi hộ.")
    second = typed.document.add_paragraph()
    for piece in ("Đi", "ề", "u 2", ". Hiệu", " lực"):
        second.add_run(piece)
    return typed.add("Từ ngày công nhận.").bytes()


def typed(*lines: str) -> bytes:
    return Typed().add(*lines).bytes()


SAMPLES = (
    Sample(
        "whole",
        _whole,
        """P
        C I QUY ĐỊNH CHUNG
        Đ 1 Phạm vi: 1(a b) 2
        C II ĐỜI SỐNG VĂN HÓA
        M 1 Việc cưới
        Đ 2 Tổ chức lễ cưới
        M 2 Việc tang
        Đ 3 Tổ chức lễ tang""",
        notes=("Phần đầu văn bản", "Phần chữ ký"),
        title="HƯƠNG ƯỚC ẤP TÂN THÀNH, XÃ ĐẤT MŨI",
        kind="huong_uoc",
        signers=("head Nguyễn Văn A", "front Trần Thị B", "household Lê Văn C", "household Phạm Thị Đ"),
    ),
    Sample(
        "colons",
        lambda: typed(
            "QUY ƯỚC KHÓM 5",
            "Chương 1: QUY ĐỊNH CHUNG",
            "Điều 1: Phạm vi",
            "Cả khóm.",
            "CHƯƠNG 2",
            "Thực hiện",
            "ĐIỀU 2:",
            "Từ hôm nay.",
        ),
        "C I QUY ĐỊNH CHUNG\nĐ 1 Phạm vi\nC II Thực hiện\nĐ 2",
        (UNSIGNED,),
        kind="quy_uoc",
        title="QUY ƯỚC KHÓM 5",
    ),
    Sample(
        "untitled",
        lambda: typed(
            "HƯƠNG ƯỚC ẤP BỐN",
            "Điều 1.",
            "Mọi người giữ gìn vệ sinh.",
            "Điều 2. 1. Không xả rác.",
            "2. Phân loại rác.",
            "Điều 3. Hương ước có hiệu lực từ ngày công nhận.",
        ),
        "Đ 1\nĐ 2: 1 2\nĐ 3",
        (UNSIGNED, "Điều 3: chỉ có một dòng"),
        bodies={"3": "Hương ước có hiệu lực từ ngày công nhận."},
    ),
    Sample(
        "plus_bullets",
        lambda: typed(
            "HƯƠNG ƯỚC ẤP NĂM",
            "Điều 1. Việc tang",
            "1. Tang lễ:",
            "+ Không quá hai ngày;",
            "+ Không rải vàng mã.",
            "2. Giúp nhau:",
            "- Khiêng quan;",
            "– Nấu cơm.",
        ),
        "Đ 1 Việc tang: 1 2",
        (UNSIGNED,),
        bodies={
            "1": "1. Tang lễ:\n+ Không quá hai ngày;\n+ Không rải vàng mã.\n2. Giúp nhau:\n- Khiêng quan;\n– Nấu cơm."
        },
    ),
    Sample(
        "wrong_numbers",
        lambda: typed(
            "HƯƠNG ƯỚC ẤP SÁU",
            "Chương I. Chung",
            "Điều 1. A",
            "1. Một.",
            "3. Ba.",
            "Điều 2. B",
            "Hai.",
            "Điều 4. C",
            "Bốn.",
            "Chương III. Sau",
            "Điều 4. D",
            "Lặp.",
            "Điều 5. E",
            "a) Một.",
            "c) Ba.",
        ),
        "C I Chung\nĐ 1 A: 1 3\nĐ 2 B\nĐ 3 C\nC II Sau\nĐ 4 D\nĐ 5 E: a c",
        (
            UNSIGNED,
            "Trong tệp ghi “Điều 4”, theo thứ tự là Điều 3",
            "Trong tệp ghi “Chương III”, theo thứ tự là Chương II",
            "Điều 1: thiếu khoản 2 trước khoản 3",
            "Điều 5: thiếu điểm b trước điểm c",
        ),
    ),
    Sample(
        "no_spaces",
        lambda: typed(
            "HƯƠNG ƯỚC ẤP BẢY", "CHƯƠNG I.CHUNG", "Điều1.Phạm vi", "Mọi hộ.", "ĐIỀU 2.HIỆU LỰC", "Từ hôm nay."
        ),
        "C I CHUNG\nĐ 1 Phạm vi\nĐ 2 HIỆU LỰC",
        (UNSIGNED,),
    ),
    Sample(
        "empty_paragraphs",
        lambda: typed(
            "",
            "",
            "HƯƠNG ƯỚC ẤP TÁM",
            "",
            "Chương I",
            "",
            "QUY ĐỊNH CHUNG",
            "",
            "",
            "Điều 1. Phạm vi",
            "",
            "Mọi hộ.",
            "",
            "   ",
            "Điều 2. Hiệu lực",
            "",
            "Từ hôm nay.",
            "",
            "",
        ),
        "C I QUY ĐỊNH CHUNG\nĐ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED,),
        bodies={"1": "Mọi hộ."},
    ),
    Sample(
        "one_paragraph",
        lambda: typed(
            "HƯƠNG ƯỚC ẤP CHÍN\nLỜI NÓI ĐẦU\nẤp ven biển.\nChương I\nCHUNG\nĐiều 1. Phạm vi\n1. Mọi hộ.\n"
            "a) Cũ;\nb) Mới.\nĐiều 2. Hiệu lực\nTừ hôm nay."
        ),
        "P\nC I CHUNG\nĐ 1 Phạm vi: 1(a b)\nĐ 2 Hiệu lực",
        (UNSIGNED,),
        title="HƯƠNG ƯỚC ẤP CHÍN",
    ),
    Sample(
        "pasted_from_pdf",
        _broken_lines,
        "Đ 1 Trách nhiệm của hộ gia đình trong việc giữ gìn cảnh quan: 1 2 3\nĐ 2 Thực hiện",
        (UNSIGNED, "Có 5 dòng bị ngắt giữa câu"),
        ("Số trang",),
        title="QUY ƯỚC KHÓM 3, PHƯỜNG AN XUYÊN",
        kind="quy_uoc",
        bodies={
            "2": "Các hộ trong khóm cùng nhau thực hiện và nhắc nhở nhau thực hiện quy ước này từ ngày được Ủy ban "
            "nhân dân phường công nhận."
        },
    ),
    Sample(
        "decomposed",
        lambda: typed(*(unicodedata.normalize("NFD", line) for line in ("HƯƠNG ƯỚC ẤP MƯỜI", *TWO))),
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED,),
        title="HƯƠNG ƯỚC ẤP MƯỜI",
        bodies={"1": "Áp dụng cho mọi hộ trong ấp."},
    ),
    Sample(
        "invisible_marks",
        lambda: typed(
            "HƯƠNG\u00a0ƯỚC  ẤP MƯỜI MỘT",
            "Điều\u00a01.\tPhạm\u00ad vi",
            "Áp\u200b dụng   cho\tmọi hộ.\u00a0",
            "\ufeffĐiều 2.  Hiệu lực",
            "Từ  hôm\u2003nay.",
        ),
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED,),
        title="HƯƠNG ƯỚC ẤP MƯỜI MỘT",
        bodies={"1": "Áp dụng cho mọi hộ.", "2": "Từ hôm nay."},
    ),
    Sample("four_hundred", _long, "\n".join(f"Đ {n} Việc thứ {n}: 1(a b) 2" for n in range(1, 401)), (UNSIGNED,)),
    Sample("split_runs", _split_runs, "Đ 1 Phạm vi\nĐ 2 Hiệu lực", (UNSIGNED,), title="QUY ƯỚC KHÓM 1"),
)
