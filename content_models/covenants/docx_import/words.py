"""Words that tell the parts of a Vietnamese document: national motto, issuer, title, signers. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ..plain_text import CovenantReader

_NATIONAL = re.compile(
    r"^xa hoi chu nghia viet nam|cong hoa xa hoi chu nghia viet nam|^doc lap\s*[-–—.]?\s*tu do\s*[-–—.]?\s*hanh phuc"
)
_RULE = re.compile(r"^[\s\-_–—=*~.…o0#+]*$|^[-*~_ ]*[o0]{2,4}[-*~_ ]*$", re.I)
_ISSUER = re.compile(
    r"^(uy ban nhan dan|ubnd|hdnd|hoi dong nhan dan|uy ban mttq|ban cong tac mat tran|xa |phuong |thi tran |huyen |"
    r"thanh pho |tinh |ap |khom |thon |to dan pho |khu pho |ban van dong|cong dong dan cu|dang uy|chi bo )"
)
_NUMBER = re.compile(r"^so\s*[:.]?\s*[0-9.…_ ]*\s*/")
_PLACE_DATE = re.compile(r"ngay\s*[0-9.…_ ]*\s*thang\s*[0-9.…_ ]*\s*nam\b")
_TITLE = re.compile(r"^(ban )?(du thao )?(ban )?(huong uoc|quy uoc|qui uoc)\b")
_OTHER = re.compile(
    r"^(quyet dinh|bien ban|to trinh|nghi quyet|ke hoach|bao cao|thong bao|giay moi|danh sach|phu luc)\b"
)
_HEAD_ROLE = re.compile(
    r"^(t/?m\.?\s*|kt\.?\s*|q\.?\s*)?(ban quan ly\s*)?(pho )?"
    r"truong (ap|khom|thon|khu pho|to dan pho|ban nhan dan)\b"
)
_FRONT_ROLE = re.compile(
    r"truong ban (cong tac )?(mat tran|ctmt|mttq)|(ban cong tac|ban ctmt) ?mat tran|"
    r"^(t/?m\.?\s*)?ban (cong tac mat tran|ctmt|mttq)\b|mat tran (ap|khom)"
)
_HOUSEHOLD_ROLE = re.compile(r"dai dien (cac |2 |hai |02 |nhung )?(ho|chu ho|nhan dan|cong dong|gia dinh)|chu ho\b")
_OTHER_ROLE = re.compile(
    r"^(bi thu|chu tich|pho chu tich|xac nhan|tm\.|t/m|kt\.|thu ky|chu toa|nguoi ghi|cong chuc|chi hoi|phe duyet|"
    r"to truong|truong ban$|pho ban$|pho truong ban$|noi nhan|luu\s*:|dai dien)"
)
_ASIDE = re.compile(r"^\(?\s*(da )?(ky|ki)\b|^\(.*(ky|ho ten|dong dau|ho va ten).*\)$|^(da ky)$")
_NAME_WORD = re.compile(r"^[^\W\d_]+\.?$")
_LONGEST_NAME = 6  # words


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Small letters without marks, single spaces, đ as d: what people write differently and mean alike."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def is_national(text: str) -> bool:
    """The name of the state or its motto, alone in a line or at its end."""
    return len(text) < 160 and bool(_NATIONAL.search(folded(text)))


def is_rule(text: str) -> bool:
    """A line drawn with hyphens, "o0o", "***": no word in it."""
    return bool(_RULE.match(text))


def is_issuer(text: str) -> bool:
    """ "ỦY BAN NHÂN DÂN XÃ…", "ẤP TÂN THÀNH", a document number, a place with a date."""
    plain = folded(text)
    return len(text) < 120 and (
        bool(_NUMBER.match(plain)) or bool(_PLACE_DATE.search(plain)) or (text.isupper() and bool(_ISSUER.match(plain)))
    )


def is_place_date(text: str) -> bool:
    """ "Tân Thành, ngày … tháng … năm 2026"."""
    return len(text) < 100 and bool(_PLACE_DATE.search(folded(text)))


def is_title(text: str) -> bool:
    """Begins as the title of a covenant does."""
    return len(text) < 200 and bool(_TITLE.match(folded(text))) and not text.endswith((".", ";", ","))


def is_other_title(text: str) -> bool:
    """The title of another kind of document: a decision, minutes, a submission."""
    return len(text) < 120 and text.isupper() and bool(_OTHER.match(folded(text)))


def is_numbered_heading(text: str) -> bool:
    """ "Điều 5. Tên", "Chương II", "Mục 1": by the rules of the plain-text reader."""
    return CovenantReader().heading_of(text) is not None


def signer_role(text: str) -> str:
    """ "head", "front", "household" (NĐ 61/2023 Đ.6), "other" for another signer, "" for no signer's title."""
    plain = folded(text.strip(" .:,;-–()"))
    if not plain or len(plain) > 90:
        return ""
    if _FRONT_ROLE.search(plain):
        return "front"
    if _HOUSEHOLD_ROLE.search(plain):
        return "household"
    if _HEAD_ROLE.match(plain):
        return "head"
    return "other" if _OTHER_ROLE.match(plain) else ""


def is_aside(text: str) -> bool:
    """ "(Ký, ghi rõ họ tên)", "Đã ký"."""
    return bool(_ASIDE.search(folded(text)))


def is_person_name(text: str) -> bool:
    """Two to six capitalised words and nothing else: "Nguyễn Văn A", "NGUYỄN THỊ BÉ BA"."""
    words = text.strip(" .,:").removeprefix("Ông ").removeprefix("Bà ").split()
    if not 2 <= len(words) <= _LONGEST_NAME or signer_role(text) or is_aside(text):
        return False
    return all(_NAME_WORD.match(word) and word[0].isupper() for word in words)


def is_signature_table(texts: Iterable[str]) -> bool:
    """A table of signers: short cells, a signer of NĐ 61/2023 Đ.6 in capitals, and another one, a name or an
    aside beside it. "Trưởng ấp" in a table of tasks is no signature."""
    found = list(texts)
    if not found or len(found) > 40 or max(map(len, found)) > 120:
        return False
    roles = [text for text in found if signer_role(text) in ("head", "front", "household")]
    if not any(text.isupper() for text in roles):
        return False
    return len(roles) > 1 or any(is_aside(text) or is_person_name(text) for text in found)
