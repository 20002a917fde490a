"""Files whose text stands in tables, several documents in one file, signature blocks of every kind."""

from __future__ import annotations

from .builders import Typed, cells, package, para, run
from .sample import Sample
from .typed_samples import MOTTO, NO_TITLE, TWO, UNSIGNED

FOUR = ("head Nguyễn Văn A", "front Trần Thị B", "household Lê Văn C", "household Phạm Thị Đ")


def _articles_in_table() -> bytes:
    """Left the number, right the text: a table only to set them side by side."""
    typed = Typed().add("HƯƠNG ƯỚC ẤP RẠCH TÀU", bold=True)
    typed.table(
        ("Điều 1.", "Phạm vi\n1. Mọi hộ.\n2. Khách đến ấp."),
        ("Điều 2", "Các hộ giữ sạch bờ rạch."),
        ("Điều 3.", "Hiệu lực\nTừ ngày được công nhận."),
    )
    return typed.bytes()


def _articles_in_frame() -> bytes:
    typed = Typed().add("QUY ƯỚC KHÓM 2", bold=True)
    return typed.table(("Điều 1. Phạm vi\n1. Mọi hộ.\na) Cũ;",), ("Điều 2. Hiệu lực\nTừ hôm nay.",)).bytes()


def _data_table() -> bytes:
    typed = Typed().add("HƯƠNG ƯỚC ẤP CÁI NAI", bold=True).add("Điều 1. Lịch dọn vệ sinh", "Các tổ dọn theo lịch sau:")
    typed.table(("Tháng", "Tổ"), ("Một", "Tổ 1"), ("Hai | ba", "Tổ 2\nvà tổ 3"))
    return (
        typed.add("Điều 2. Phân công", "1. Ai làm việc gì:")
        .table(("Việc", "Người"), ("Dọn rạch", "Trưởng ấp"))
        .add("2. Ai cũng tham gia.")
        .bytes()
    )


def _merged_cells() -> bytes:
    wide = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para("Cả hai cột")}'
    table = cells(("Một", "Hai")).replace("</w:tbl>", f"<w:tr><w:tc>{wide}</w:tc></w:tr></w:tbl>")
    return package(para("HƯƠNG ƯỚC ẤP MŨI"), para("Điều 1. Bảng"), para("Như sau:"), table)


def _nested_table() -> bytes:
    inner = cells(("a1", "a2"), ("b1", "b2"))
    return package(
        para("HƯƠNG ƯỚC ẤP MŨI"), para("Điều 1. Bảng"), para("Như sau:"), cells((inner + para("sau"), "bên"))
    )


def _two_covenants() -> bytes:
    typed = Typed().add(*MOTTO, centred=True).add("HƯƠNG ƯỚC ẤP ĐẦU", bold=True, centred=True).add(*TWO)
    typed.add("TRƯỞNG ẤP", bold=True).add("Nguyễn Văn A")
    typed.add(*MOTTO, centred=True).add("QUY ƯỚC ẤP CUỐI", bold=True, centred=True)
    return typed.add("Điều 1. Khác", "Nội dung khác.", "Điều 2. Nữa", "Hết.", "Điều 3. Thêm", "Có thêm.").bytes()


def _decision_first() -> bytes:
    typed = Typed().table(
        ("ỦY BAN NHÂN DÂN\nXÃ ĐẤT MŨI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
    )
    typed.add("QUYẾT ĐỊNH", "Về việc công nhận hương ước", bold=True, centred=True)
    typed.add("Điều 1. Công nhận hương ước ấp Rạch Gốc.", "Điều 2. Trưởng ấp chịu trách nhiệm thi hành.")
    typed.add("HƯƠNG ƯỚC", "ẤP RẠCH GỐC", bold=True, centred=True)
    typed.add("(Ban hành kèm theo Quyết định số 05/QĐ-UBND)", centred=True)
    return typed.add(*TWO).bytes()


def _minutes_last() -> bytes:
    typed = Typed().add("HƯƠNG ƯỚC ẤP TÂN AN", bold=True, centred=True).add(*TWO)
    typed.add(*MOTTO, centred=True).add("BIÊN BẢN", "Họp thông qua hương ước", bold=True, centred=True)
    return typed.add("1. Thành phần: 120 hộ.", "2. Kết quả: 110 hộ đồng ý.").bytes()


def _signed_table() -> bytes:
    typed = Typed().add("HƯƠNG ƯỚC ẤP TÂN TIẾN", bold=True).add(*TWO)
    return typed.table(
        (
            "TRƯỞNG ẤP\n(Ký, ghi rõ họ tên)\n\nNguyễn Văn A",
            "TM. BAN CÔNG TÁC MẶT TRẬN\nTRƯỞNG BAN\n(Ký tên)\nTrần Thị B",
        ),
        ("ĐẠI DIỆN HỘ GIA ĐÌNH\nLê Văn C", "ĐẠI DIỆN HỘ GIA ĐÌNH\nPhạm Thị Đ"),
    ).bytes()


def _signed_in_rows() -> bytes:
    """Titles in one row, names in the next."""
    typed = Typed().add("QUY ƯỚC KHÓM 7", bold=True).add(*TWO)
    return typed.table(
        ("TRƯỞNG KHÓM", "TRƯỞNG BAN CTMT", "ĐẠI DIỆN CÁC HỘ"), ("", "", ""),
        ("Ông Nguyễn Văn A", "Bà Trần Thị B", "1. Lê Văn C\n2. Phạm Thị Đ"),
    ).bytes()  # fmt: skip


def _signed_below() -> bytes:
    typed = Typed().add("HƯƠNG ƯỚC ẤP TÂN LẬP", bold=True).add(*TWO)
    typed.add("Trưởng ấp", bold=True, centred=True).add("(Đã ký)", "NGUYỄN VĂN A", centred=True)
    typed.add("Trưởng Ban công tác Mặt trận", bold=True, centred=True).add("Trần Thị B", centred=True)
    typed.add("Đại diện hộ gia đình", bold=True, centred=True).add("Lê Văn C", "Phạm Thị Đ", centred=True)
    return typed.add("XÁC NHẬN CỦA ỦY BAN NHÂN DÂN XÃ", "CHỦ TỊCH", bold=True, centred=True).bytes()


def _contents_typed() -> bytes:
    typed = Typed().add("HƯƠNG ƯỚC ẤP MỘT", bold=True, centred=True).add("MỤC LỤC", centred=True)
    return typed.add("Điều 1. Phạm vi ........ 1", "Điều 2. Hiệu lực\t2").add(*TWO).bytes()


def _head_table() -> bytes:
    typed = Typed().table(
        (
            "ẤP XẺO NHÀU\nXÃ ĐẤT MŨI\nSố: 01/HƯ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐất Mũi, ngày 2 tháng 3 năm 2026",
        )
    )
    return (
        typed.add("HƯƠNG ƯỚC", "ẤP XẺO NHÀU", bold=True, centred=True)
        .add("Lời mở đầu", "Ấp có 200 hộ.")
        .add(*TWO)
        .bytes()
    )


def _text_box() -> bytes:
    box = f"<w:txbxContent>{para('Điều 2. Trong khung')}{para('Nội dung trong khung.')}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    return package(
        para("HƯƠNG ƯỚC ẤP BA"),
        para("Điều 1. Ngoài"),
        para(run("Nội dung ngoài."), drawn),
        para("Điều 3. Sau"),
        para("Hết."),
    )


SAMPLES = (
    Sample(
        "articles_in_table",
        _articles_in_table,
        "Đ 1 Phạm vi: 1 2\nĐ 2\nĐ 3 Hiệu lực",
        (UNSIGNED,),
        bodies={"2": "Các hộ giữ sạch bờ rạch."},
    ),
    Sample("articles_in_frame", _articles_in_frame, "Đ 1 Phạm vi: 1(a)\nĐ 2 Hiệu lực", (UNSIGNED,)),
    Sample(
        "data_table",
        _data_table,
        "Đ 1 Lịch dọn vệ sinh\nB 3x2\nĐ 2 Phân công: 1 2",
        (UNSIGNED, "Điều 2: bảng nằm giữa các đoạn"),
        bodies={"2": "1. Ai làm việc gì:\n| Việc | Người |\n| Dọn rạch | Trưởng ấp |\n2. Ai cũng tham gia."},
    ),
    Sample("merged_cells", _merged_cells, "Đ 1 Bảng\nB 2x2", (UNSIGNED,)),
    Sample("nested_table", _nested_table, "Đ 1 Bảng\nB 1x2", (UNSIGNED,)),
    Sample(
        "two_covenants",
        _two_covenants,
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED, "Tệp có 2 văn bản: 1) HƯƠNG ƯỚC ẤP ĐẦU; 2) QUY ƯỚC ẤP CUỐI. Đang đọc văn bản 1."),
        ("Văn bản khác trong tệp, không lấy vào: QUY ƯỚC ẤP CUỐI", "Phần chữ ký"),
        kind="huong_uoc",
        signers=("head Nguyễn Văn A",),
    ),
    Sample(
        "decision_first",
        _decision_first,
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED, "Tệp có 2 văn bản: 1) QUYẾT ĐỊNH; 2) HƯƠNG ƯỚC. Đang đọc văn bản 2."),
        ("không lấy vào: QUYẾT ĐỊNH",),
        title="HƯƠNG ƯỚC ẤP RẠCH GỐC",
    ),
    Sample(
        "minutes_last",
        _minutes_last,
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED, "Tệp có 2 văn bản: 1) HƯƠNG ƯỚC ẤP TÂN AN; 2) BIÊN BẢN. Đang đọc văn bản 1."),
        ("không lấy vào: BIÊN BẢN",),
        bodies={"2": "Từ ngày được công nhận."},
    ),
    Sample(
        "signed_table",
        _signed_table,
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (),
        ("Phần chữ ký",),
        signers=FOUR,
        bodies={"2": "Từ ngày được công nhận."},
    ),
    Sample(
        "signed_in_rows",
        _signed_in_rows,
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (),
        ("Phần chữ ký",),
        signers=FOUR,
        kind="quy_uoc",
    ),
    Sample(
        "signed_below",
        _signed_below,
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực",
        (),
        ("Phần chữ ký",),
        signers=("head NGUYỄN VĂN A", *FOUR[1:], "other"),
        bodies={"2": "Từ ngày được công nhận."},
    ),
    Sample("contents_typed", _contents_typed, "Đ 1 Phạm vi\nĐ 2 Hiệu lực", (UNSIGNED,), ("Mục lục",)),
    Sample(
        "head_table",
        _head_table,
        "P\nĐ 1 Phạm vi\nĐ 2 Hiệu lực",
        (UNSIGNED, "được ghi là Lời nói đầu"),
        title="HƯƠNG ƯỚC ẤP XẺO NHÀU",
    ),
    Sample(
        "text_box",
        _text_box,
        "Đ 1 Ngoài\nĐ 2 Trong khung\nĐ 3 Sau",
        (UNSIGNED, "Chữ trong khung (text box)"),
        bodies={"1": "Nội dung ngoài.", "2": "Nội dung trong khung."},
    ),
    Sample(
        "no_title_table",
        lambda: Typed().add(*TWO).table(("a", "b")).bytes(),
        "Đ 1 Phạm vi\nĐ 2 Hiệu lực\nB 1x2",
        (UNSIGNED, NO_TITLE),
    ),
)
