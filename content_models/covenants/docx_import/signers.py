"""The signature block at the end, and who signs. Pure. NĐ 61/2023 Đ.6 names the four signers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..plain_text import CovenantReader
from .result import Signer
from .source import Line
from .words import folded, is_aside, is_person_name, is_place_date, is_rule, signer_role

_LONGEST = 110  # characters of a line in a signature block
_LOOK_BACK = 80  # lines
_NUMBERED = re.compile(r"^(\(?[0-9]{1,3}[.)/]|[a-zđ]\)|[-+–•*])\s*")
_GOES_ON = ("truong ban", "pho truong ban", "pho ban")  # below "TM. BAN CÔNG TÁC MẶT TRẬN"
_HONORIFIC = re.compile(r"^(ông|bà|anh|chị)\s*[:.]?\s*(?=\S)", re.IGNORECASE)
_TITLE_AND_NAME = re.compile(r"^(?P<title>[^:]{4,70}):\s*(?P<name>\S.*)$")


@dataclass
class _Column:
    """Titles and names in one column of the block, as they come."""

    titles: list[tuple[str, str]]  # role and words
    signers: list[Signer]


def find_block(lines: Sequence[Line], start: int, end: int) -> int:
    """Position of the first line of the signature block; `end` when there is none."""
    reader, last_heading = CovenantReader(), start
    for at in range(start, end):
        if reader.heading_of(lines[at].text):
            last_heading = at
    first = max(last_heading + 1, end - _LOOK_BACK)
    for at in range(first, end):
        if _opens(lines, at, end) and all(_may_stand_below(line) for line in lines[at:end]):
            return at
    return end


def read_signers(lines: Iterable[Line]) -> tuple[Signer, ...]:
    """The signers of a block, column by column: a name belongs to the title above it."""
    columns: dict[tuple[int, ...], _Column] = defaultdict(lambda: _Column([], []))
    last_title = ""
    for line in lines:
        for key, text in _cells(line):
            taken = _take(columns[key], text)
            last_title = text if signer_role(text) else last_title
            if not taken and _name(text) and signer_role(last_title) == "household":
                # One title over two households: "ĐẠI DIỆN HỘ GIA ĐÌNH", and two names beside each other below.
                columns[key].signers.append(Signer("household", last_title, _name(text)))
    signers = []
    for key in sorted(columns):
        column = columns[key]
        signers += column.signers
        signers += [Signer(role, title, "") for role, title in column.titles]
    order = {"head": 0, "front": 1, "household": 2, "other": 3}
    return tuple(sorted(signers, key=lambda signer: order[signer.role]))


def missing(signers: Sequence[Signer]) -> list[str]:
    """Sentences about signers of NĐ 61/2023 Đ.6 that were not found."""
    count = {role: sum(s.role == role for s in signers) for role in ("head", "front", "household")}
    found = []
    if not count["head"]:
        found.append("trưởng ấp, trưởng khóm")
    if not count["front"]:
        found.append("Trưởng Ban công tác Mặt trận")
    if count["household"] < 2:
        found.append("hai đại diện hộ gia đình" if not count["household"] else "đại diện hộ gia đình thứ hai")
    if not found:
        return []
    return [f"Không thấy phần ký của: {'; '.join(found)} (Nghị định 61/2023/NĐ-CP, Điều 6)."]


def _take(column: _Column, text: str) -> bool:
    """False when the column knows no place for the text."""
    role, name = signer_role(text), _name(text)
    both = _TITLE_AND_NAME.match(text)
    if both and signer_role(both["title"]) and _name(both["name"]):
        column.signers.append(Signer(signer_role(both["title"]), both["title"], _name(both["name"])))
    elif role:
        open_title = column.titles[-1] if column.titles else None
        if open_title and (open_title[0] == "other" or folded(text) in _GOES_ON):
            column.titles[-1] = (role if open_title[0] == "other" else open_title[0], f"{open_title[1]} {text}")
        else:
            column.titles.append((role, text))
    elif name and column.titles:
        role, title = column.titles[0]
        column.signers.append(Signer(role, title, name))
        if role != "household" or len(column.titles) > 1:
            column.titles.pop(0)
        else:
            column.titles = []
    elif name and column.signers and column.signers[-1].role == "household":
        column.signers.append(Signer("household", column.signers[-1].title, name))
    else:
        return False
    return True


def _name(text: str) -> str:
    plain = _HONORIFIC.sub("", re.sub(r"^[0-9]\s*[.)]\s*", "", text)).strip(" .,:")
    return plain if is_person_name(plain) else ""


def _cells(line: Line) -> list[tuple[tuple[int, ...], str]]:
    """Texts of a line with the column that each stands in."""
    if line.cell:
        return [((line.cell[0], line.cell[2]), line.text)]
    if line.columns:
        return [((0, at), text) for at, text in enumerate(line.columns, 1)]
    return [((0, 1), line.text)] if line.text else []


def _opens(lines: Sequence[Line], at: int, end: int) -> bool:
    """A signature block begins with a date, or with a signer's title set as one, and a signer's title follows."""
    line = lines[at]
    if not line.text or not _may_stand_below(line):
        return False
    texts = [text for _, text in _cells(line)]
    shown = line.text.isupper() or line.bold or line.centred or bool(line.cell) or len(texts) > 1
    if any(signer_role(text) for text in texts) and (shown or any(map(is_aside, texts)) or _named(lines, at, end)):
        return True
    rest = [text for below in lines[at + 1 : end] for _, text in _cells(below)]
    return is_place_date(line.text) and len(line.text) < 80 and any(signer_role(text) for text in rest)


def _named(lines: Sequence[Line], at: int, end: int) -> bool:
    """A name, a title or an aside stands below: the line is a signer's title, not a sentence."""
    below = [line.text for line in lines[at + 1 : end] if line.text][:4]
    own = _TITLE_AND_NAME.match(lines[at].text)
    return bool(own and _name(own["name"])) or any(is_aside(text) or _name(text) for text in below)


def _may_stand_below(line: Line) -> bool:
    if not line.text or is_rule(line.text) or is_aside(line.text):
        return True
    if line.text.startswith("|"):
        return False
    if _NUMBERED.match(line.text) and not _name(line.text) and len(line.text) > 60:
        return False
    return len(line.text) <= _LONGEST and not (line.text.endswith((".", ";")) and len(line.text) > 60)
