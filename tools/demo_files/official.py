"""Official papers of the communes as PDF: head, legal grounds, body, recipients, signature, annex."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .compile import compile_typst
from .offices import OFFICES, PAPER_TITLES, Office
from .texts import Source, read_blocks, spoken_date

ANNEXES = Path(__file__).parent / "annexes"
NOTE = "Văn bản minh họa để dùng thử phần mềm: tên người, số liệu là giả định, không có giá trị pháp lý."
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022;",
)


def official_pdf(source: Source, stem: str) -> bytes:
    """The paper on which a disclosure rests. `stem`: the file's name, by which its annex is found."""
    return compile_typst("official.typ", paper(source, stem), tagged=False)


def paper(source: Source, stem: str = "") -> dict[str, Any]:
    """All that is printed on the paper, the same for PDF and DOCX."""
    meta = source.meta
    office = OFFICES[meta["commune"]]
    letters = meta["decision_number"].split("/")[1].split("-")[0]
    council = letters == "NQ"
    authority = f"{'Hội đồng nhân dân' if council else 'Ủy ban nhân dân'} {office.unit}"
    annex_title, annex = _annex(stem)
    return {
        "body": [authority.removesuffix(office.unit).strip().upper(), office.unit.upper()],
        "number": meta["decision_number"],
        "place": office.name,
        "date": spoken_date(meta["decision_date"]),
        "title": PAPER_TITLES[letters],
        "abstract": _abstract(meta, letters),
        "authority_name": authority,
        "blocks": source.data(),
        "recipients": _recipients(meta, office),
        "signature": ["CHỦ TỊCH"] if council else ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        "signer": office.council_chairman if council else office.chairman,
        "signed": False,
        "annex_title": annex_title,
        "annex": annex,
        "note": NOTE,
        **_form(letters, meta, authority, bool(annex)),
    }


def _form(letters: str, meta: dict[str, Any], authority: str, annex: bool) -> dict[str, Any]:
    """Decisions and resolutions have grounds and articles; the other papers only their text."""
    if letters not in ("QĐ", "NQ"):
        return {"authority": "", "grounds": [], "enacting": "", "opening": "", "articles": []}
    proposer = meta["responsible"].split(" – ")[0]
    verb = "Quyết nghị" if letters == "NQ" else "Quyết định"
    subject = meta["title"][0].lower() + meta["title"][1:]
    attached = ", kèm theo phụ lục" if annex else ""
    return {
        "authority": authority,
        "grounds": [*GROUNDS, f"Theo đề nghị của {proposer}."],
        "enacting": f"{verb.upper()}:",
        "opening": f"Điều 1. {_act(meta)} {subject}{attached}, với nội dung sau:",
        "articles": _closing_articles(meta, proposer, letters),
    }


def _closing_articles(meta: dict[str, Any], proposer: str, letters: str) -> list[dict[str, str]]:
    name = PAPER_TITLES[letters]
    office = OFFICES[meta["commune"]]
    begin = spoken_date(meta["posted_from"])
    end = f"đến hết {spoken_date(meta['posted_until'])}" if "posted_until" in meta else "và niêm yết thường xuyên"
    where = "trụ sở" if "posted_until" not in meta else "trụ sở, nhà văn hóa và điểm sinh hoạt cộng đồng"
    return [
        {
            "label": "Điều 2.",
            "text": f"Nội dung tại Điều 1 được niêm yết tại {where} và đăng trên cổng thông tin điện tử "
            f"từ {begin} {end}.",
        },
        {
            "label": "Điều 3.",
            "text": f"{proposer} và các cơ quan, cá nhân có liên quan của {office.unit} "
            f"chịu trách nhiệm thi hành {name} này./.",
        },
    ]


def _recipients(meta: dict[str, Any], office: Office) -> list[str]:
    hamlet = "trưởng khóm" if office.kind == "phường" else "trưởng ấp"
    lines = [f"Thường trực HĐND {office.kind};", f"Ủy ban MTTQ Việt Nam {office.kind};"]
    if "hamlet_head" in meta["forms"]:
        lines.append(f"Các {hamlet};")
    if "loudspeaker" in meta["forms"]:
        lines.append("Đài truyền thanh;")
    return [*lines, "Lưu: VT."]


def _abstract(meta: dict[str, Any], letters: str) -> str:
    title: str = meta["title"]
    rest = title.removeprefix(PAPER_TITLES[letters] + " ")
    if rest != title:
        return rest[0].upper() + rest[1:]
    if letters not in ("QĐ", "NQ"):
        return title
    return f"Về việc {_act(meta).lower()} {title[0].lower()}{title[1:]}"


def _act(meta: dict[str, Any]) -> str:
    """What the decision does; rules (item 4 of Đ.11) are issued, resolutions adopt."""
    if meta["decision_number"].split("/")[1].startswith("NQ"):
        return "Thông qua"
    return "Ban hành" if meta["item"] == 4 else "Công bố công khai"


def _annex(stem: str) -> tuple[str, list[dict[str, Any]]]:
    path = ANNEXES / f"{stem}.txt"
    if not stem or not path.exists():
        return "", []
    title, text = path.read_text(encoding="utf-8").split("\n", 1)
    return title, [block.as_data() for block in read_blocks(text)]
