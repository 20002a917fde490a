"""Files with what hangs on a text: tracked changes, comments, notes, fields, hidden words; and rare packaging."""

from __future__ import annotations

from .builders import cells, package, para, run
from .sample import Sample
from .typed_samples import UNSIGNED

TITLE = para("HƯƠNG ƯỚC ẤP MỘT")
INS = '<w:ins w:id="1" w:author="x" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DEL = '<w:del w:id="2" w:author="x"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
ARTICLES = (para("Điều 1. Phạm vi"), para("Mọi hộ."), para("Điều 2. Hiệu lực"), para("Từ hôm nay."))
TREE = "Đ 1 Phạm vi\nĐ 2 Hiệu lực"


def field_char(kind: str) -> str:
    """Begin, middle or end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    """What a field does."""
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def _tracked() -> bytes:
    gone = '<w:rPr><w:del w:id="3" w:author="x"/></w:rPr>'
    row = f'<w:tr><w:trPr><w:del w:id="4"/></w:trPr><w:tc>{para("hàng bỏ")}</w:tc><w:tc>{para("x")}</w:tc></w:tr>'
    table = cells(("Tổ", "Việc"), ("Một", "Dọn")).replace("</w:tbl>", f"{row}</w:tbl>")
    moved = f'<w:moveFrom w:id="5" w:author="x">{run("chỗ cũ")}</w:moveFrom>'
    return package(
        TITLE,
        para("Điều 1. ", INS.format(run("Phạm vi")), DEL.format("Đối tượng")),
        para(run("Mọi hộ "), DEL.format("trong ấp"), INS.format(run("và khách")), run(".")),
        para(run("Còn lại"), moved),
        table,
        para(DEL.format("Điều 2. Bị xóa"), properties=gone),
        para(run("Điều 2. Hiệu "), properties=gone),
        para(run("lực")),
        para(f'<w:moveTo w:id="6" w:author="x">{run("Từ hôm nay.")}</w:moveTo>'),
    )


def _commented() -> bytes:
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    comment = f'<w:comment w:id="0" w:author="Cán bộ">{para("Xem lại chỗ này")}</w:comment>'
    return package(TITLE, para("Điều 1. Phạm vi"), para(run("Mọi hộ."), mark), *ARTICLES[2:], comments=comment)


def _hidden() -> bytes:
    hidden = run(" bí mật", "<w:vanish/>")
    return package(TITLE, para("Điều 1. Phạm vi"), para(run("Mọi hộ"), hidden, run(".")), *ARTICLES[2:])


def _noted() -> bytes:
    foot = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:type="separator" w:id="0">{para("")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{para("Theo nghị quyết của ấp")}</w:footnote>'
    return package(
        TITLE,
        para("Điều 1. Phạm vi"),
        para(run("Mọi hộ"), foot, run(".")),
        para("Điều 2. Hiệu lực"),
        para(run("Từ hôm nay."), end),
        footnotes=notes,
        endnotes=f'<w:endnote w:id="1">{para("Ngày ký")}</w:endnote>',
    )


def _margins() -> bytes:
    page = para(field_char("begin"), instruction(" PAGE "), field_char("separate"), run("3"), field_char("end"))
    return package(TITLE, *ARTICLES, header1=para("Bản dự thảo lần 2"), header2=para("Bản dự thảo lần 2"), footer1=page)


def _contents_field() -> bytes:
    return package(
        TITLE,
        para(
            field_char("begin"),
            instruction(" TOC \\o "),
            field_char("separate"),
            run("Điều 1. Phạm vi"),
            "<w:r><w:tab/><w:t>1</w:t></w:r>",
        ),
        para(run("Điều 2. Hiệu lực"), "<w:r><w:tab/><w:t>2</w:t></w:r>"),
        para(field_char("end")),
        *ARTICLES,
    )


def _contents_control() -> bytes:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    inside = (
        f"<w:sdt>{gallery}<w:sdtContent>{para('Điều 1. Phạm vi 1')}{para('Điều 2. Hiệu lực 2')}</w:sdtContent></w:sdt>"
    )
    return package(TITLE, inside, *ARTICLES)


def _wrapped() -> bytes:
    """Content controls, links, smart tags, fields, formulas, symbols around and inside the words."""
    link = f"<w:hyperlink>{run('Phạm vi')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtContent>{para('Điều 1. ', link)}</w:sdtContent></w:sdt>"
    tag = f"<w:smartTag><w:customXml>{run('Mọi')}</w:customXml></w:smartTag>"
    field = f'<w:fldSimple w:instr=" DOCPROPERTY x ">{run(" hộ")}</w:fldSimple>'
    formula = "<m:oMath><m:r><m:t> a+b</m:t></m:r></m:oMath>"
    symbol = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:noBreakHyphen/><w:t>x</w:t><w:softHyphen/><w:t>y</w:t></w:r>'
    )
    return package(TITLE, control, para(tag, field, formula, symbol), *ARTICLES[2:])


def _pictures() -> bytes:
    drawing = "<w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="KHUNG TRANG TRÍ"/></v:shape></w:pict></w:r>'
    return package(TITLE, para(drawing, art), *ARTICLES, '<w:altChunk r:id="x"/>')


def _strict() -> bytes:
    from .builders import R_NS, W_NS, zipped

    document = f'<w:document xmlns:w="{W_NS}"><w:body>{TITLE}{"".join(ARTICLES)}</w:body></w:document>'
    strict = document.replace(W_NS, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    strict_relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{strict_relations}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    assert R_NS not in relations
    return zipped({"_rels/.rels": relations.encode(), "word/document.xml": strict.encode()})


def _backslashes() -> bytes:
    from .builders import W_NS, zipped

    document = f'<w:document xmlns:w="{W_NS}"><w:body>{TITLE}{"".join(ARTICLES)}</w:body></w:document>'
    return zipped({"word\\document.xml": document.encode()})


SAMPLES = (
    Sample(
        "tracked_changes",
        _tracked,
        "Đ 1 Phạm vi\nB 2x2\nĐ 2 Hiệu lực",
        (UNSIGNED,),
        (
            "Có 3 chỗ thêm đang theo dõi",
            *(f"không lấy vào: {text}" for text in ("Đối tượng", "trong ấp", "chỗ cũ", "hàng bỏ", "Điều 2. Bị xóa")),
        ),
        bodies={"1": "Mọi hộ và khách.\nCòn lại", "2": "Từ hôm nay."},
    ),
    Sample(
        "comments",
        _commented,
        TREE,
        (UNSIGNED,),
        ("Lời nhận xét bên lề, không lấy vào nội dung điều: Xem lại chỗ này",),
    ),
    Sample(
        "hidden_text",
        _hidden,
        TREE,
        (UNSIGNED,),
        ("Chữ ẩn trong Word, không lấy vào: bí mật",),
        bodies={"1": "Mọi hộ."},
    ),
    Sample(
        "footnotes",
        _noted,
        TREE,
        (UNSIGNED,),
        (
            "Chú thích cuối trang, không lấy vào nội dung điều: Theo nghị quyết",
            "Chú thích cuối văn bản, không lấy vào nội dung điều: Ngày ký",
        ),
    ),
    Sample("headers", _margins, TREE, (UNSIGNED,), ("Dòng đầu trang, không lấy vào: Bản dự thảo lần 2",), legacy=True),
    Sample("contents_field", _contents_field, TREE, (UNSIGNED,), ("Mục lục",)),
    Sample("contents_control", _contents_control, TREE, (UNSIGNED,), ("Mục lục",)),
    Sample("wrapped_words", _wrapped, TREE, (UNSIGNED,), bodies={"1": "Mọi hộ a+b□-xy"}, legacy=True),
    Sample(
        "pictures",
        _pictures,
        TREE,
        (UNSIGNED,),
        (
            "Chữ nghệ thuật hoặc chữ trong hình, không lấy vào: KHUNG TRANG TRÍ",
            "Có 1 hình trong tệp",
            "Có tệp khác được ghép",
        ),
    ),
    Sample("strict_form", _strict, TREE, (UNSIGNED,)),
    Sample("backslashes", _backslashes, TREE, (UNSIGNED,)),
    Sample("other_main_part", lambda: package(TITLE, *ARTICLES, main="word/document2.xml"), TREE, (UNSIGNED,)),
    Sample("utf_16", lambda: package(TITLE, *ARTICLES, encoding="UTF-16"), TREE, (UNSIGNED,)),
)
