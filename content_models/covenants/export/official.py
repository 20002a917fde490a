"""An administrative paper of NĐ 30/2020: a decision or a letter, ready for print. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .paper import long_date
from .wording import PaperKind

_ARTICLE = re.compile(r"^(Điều [0-9]+\.)\s*(.*)$")
END = "./."


@dataclass(frozen=True)
class Signature:
    """Lines over the room for the signature, and the name below it. Seal and signature come by hand."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; `lead` ("Điều 1.") is set bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class OfficialPaper:
    """What is printed. `title` is the kind of paper ("QUYẾT ĐỊNH"), empty for a letter, whose abstract stands
    below its number; `order` is the line between grounds and body ("QUYẾT ĐỊNH:")."""

    issuer: tuple[str, ...]
    number: str
    place_date: str
    title: str
    abstract: str
    authority: tuple[str, ...]
    grounds: tuple[str, ...]
    order: str
    addressee: tuple[str, ...]
    body: tuple[Paragraph, ...]
    recipients: tuple[str, ...]
    signature: Signature

    @property
    def name(self) -> str:
        """What the file is called and its metadata say."""
        return " ".join(part for part in (self.title.capitalize(), self.abstract) if part)


@dataclass(frozen=True)
class Letterhead:
    """Who issues a paper and when. `commune` is "Xã Đất Mũi"; an empty number or day leaves room for the pen."""

    commune: str
    signer: str
    signer_title: str  # "Chủ tịch" or "Phó Chủ tịch"
    number: str = ""
    day: dt.date | None = None


def official_paper(
    kind: PaperKind, letterhead: Letterhead, texts: Mapping[str, str], values: Mapping[str, str]
) -> OfficialPaper:
    """The paper of a kind with its words (`texts`: part → snippet) filled from `values` (place → words)."""

    def part(name: str) -> list[str]:
        return kind.fill(texts.get(name, ""), values)

    return OfficialPaper(
        issuer=("ỦY BAN NHÂN DÂN", letterhead.commune.upper()),
        number=_number(letterhead.number, kind.is_decision),
        place_date=_place_date(letterhead),
        title="QUYẾT ĐỊNH" if kind.is_decision else "",
        abstract=" ".join(part("abstract")),
        authority=tuple(line.upper() for line in part("authority")),
        grounds=_grounds(part("grounds")),
        order="QUYẾT ĐỊNH:" if kind.is_decision else "",
        addressee=tuple(part("addressee")),
        body=_body(part("body")),
        recipients=tuple(part("recipients")),
        signature=Signature(_signature_lines(letterhead.signer_title), letterhead.signer),
    )


def _number(number: str, is_decision: bool) -> str:
    """ "Số: 05/QĐ-UBND": a zero before numbers below 10 (NĐ 30/2020). Without one, room to write it."""
    if not number.strip():
        return "Số:        /QĐ-UBND" if is_decision else "Số:        /UBND-VHXH"
    found = re.fullmatch(r"([0-9])(/.+)", number.strip())
    return f"Số: {f'0{found[1]}{found[2]}' if found else number.strip()}"


def _place_date(letterhead: Letterhead) -> str:
    """The place is the commune's own name (forms §7)."""
    name = letterhead.commune.split(" ", 1)[-1]
    day = long_date(letterhead.day) if letterhead.day else "ngày       tháng       năm"
    return f"{name}, {day}"


def _grounds(lines: list[str]) -> tuple[str, ...]:
    """One a line, ";" after each and "." after the last (forms §7)."""
    bare = [line.rstrip(" ;.,") for line in lines]
    return tuple(f"{line}{'.' if position == len(bare) else ';'}" for position, line in enumerate(bare, start=1))


def _body(lines: list[str]) -> tuple[Paragraph, ...]:
    """The last paragraph ends with "./." (forms §7)."""
    if not lines:
        return ()
    *before, last = lines
    last = last.removesuffix(END).rstrip(" ./") + END
    return tuple(_paragraph(line) for line in (*before, last))


def _paragraph(line: str) -> Paragraph:
    found = _ARTICLE.match(line)
    return Paragraph(found[2], found[1]) if found else Paragraph(line)


def _signature_lines(title: str) -> tuple[str, ...]:
    """NĐ 30/2020 Đ.13 k.2: on behalf of the committee, a deputy in the chairman's stead."""
    above = "TM. ỦY BAN NHÂN DÂN"
    if title.strip().lower().startswith("phó"):
        return (above, "KT. CHỦ TỊCH", title.strip().upper())
    return (above, title.strip().upper() or "CHỦ TỊCH")
