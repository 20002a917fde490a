"""The parts of legal references in a text: articles, clauses, points, documents, each where it stands. Pure.

All patterns are tried at the beginning of a word (or right after another part, for "k2đ5nđ61") and have bounded
repeats, so that a text is read in one pass.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .legal_documents import Laws, LegalDocument, flatten, numbered, of_year
from .normalise import Token

PartKind = Literal["article", "clause", "point", "document"]

# Words that name a kind of document, with the short forms that officers type.
_KINDS = {
    "nghi dinh": "nd",
    "nd": "nd",
    "thong tu lien tich": "ttlt",
    "ttlt": "ttlt",
    "thong tu": "tt",
    "tt": "tt",
    "nghi quyet lien tich": "nqlt",
    "nqlt": "nqlt",
    "nghi quyet": "nq",
    "nq": "nq",
    "quyet dinh": "qd",
    "qd": "qd",
    "chi thi": "ct",
    "ct": "ct",
    "bo luat": "luat",
    "luat": "luat",
    "phap lenh": "pl",
    "pl": "pl",
    "ket luan": "kl",
    "kl": "kl",
    "van ban hop nhat": "vbhn",
    "vbhn": "vbhn",
    "cong van": "cv",
    "cv": "cv",
}
# These are everyday words too ("kế hoạch 5 năm", "thông báo 3 ngày"): they need "số" or a slash.
_LOOSE_KINDS = {
    "ke hoach": "kh",
    "kh": "kh",
    "thong bao": "tb",
    "tb": "tb",
    "huong dan": "hd",
    "hd": "hd",
    "bao cao": "bc",
    "bc": "bc",
    "quy dinh": "qd",
    "quy che": "qc",
    "to trinh": "ttr",
    "ttr": "ttr",
}
_S = r"\s{0,3}"
_END = r"(?![a-z0-9])"
_YEAR = r"(?:19|20)[0-9]{2}"
_GLUED = r"(?!\.[0-9]{1,3}\.[a-z])(?=[^a-z0-9]|$|(?:d|k|nd|tt|qd|nq)[0-9]|dieu|khoan|luat)"
_NUM = r"[0-9]{1,4}(?:[a-z](?![a-z0-9]))?(?![0-9])"
_ISSUERS = r"cp|ttg|ubnd|hdnd|tw|tu|qh[0-9]{1,2}|ubtvqh[0-9]{1,2}"
_SUFFIX_KINDS = r"ndlt|nd|ttlt|ttr|tt|nqlt|nq|qd|qdi|ct|pl|vbhn|kh|kl|tb|bc|hd|qc|cv|lct|sl|l"
_SEGMENT = r"[a-z]{1,25}[0-9]{0,2}"
# A suffix after number and year may be anything; after a bare number it must be of a known kind.
_SUFFIX = (
    rf"(?:(?:{_SUFFIX_KINDS}){_S}[- /]{_S}(?:{_ISSUERS}){_END}(?:[-/]{_SEGMENT}){{0,8}}"
    rf"|{_SEGMENT}(?:{_S}[-/]{_S}{_SEGMENT}){{0,8}}){_END}"
)
_KIND_SUFFIX = rf"(?:{_SUFFIX_KINDS})(?:{_S}[- /]{_S}{_SEGMENT}(?:[-/]{_SEGMENT}){{0,8}})?{_END}"
_DATE = (
    rf"(?:\s{{1,3}}ngay\s{{1,3}}[0-9]{{1,2}}{_S}(?:[/.-]|thang){_S}[0-9]{{1,2}}{_S}(?:[/.-]|nam){_S}(?P<dated>{_YEAR})"
    rf"(?![0-9]))?"
)
_LIST = rf"(?:{_S}(?:,|;|va|hoac|den|-|–){_S}[0-9]{{1,4}}[a-z]?(?![a-z0-9/])){{1,20}}"

_ARTICLE = re.compile(
    rf"(?P<many>cac\s{{1,3}})?(?:(?P<word>dieu)|d){_S}\.?{_S}(?:(?:thu|so)\s{{1,3}})?(?P<first>{_NUM}){_GLUED}"
    rf"(?P<more>{_LIST})?"
)
_CLAUSE = re.compile(
    rf"(?P<many>cac\s{{1,3}})?(?:(?P<word>khoan)|k){_S}\.?{_S}(?:(?:thu|so)\s{{1,3}})?(?P<first>{_NUM}){_GLUED}"
    rf"(?P<more>{_LIST})?"
)
_POINT = re.compile(rf"diem{_S}(?P<first>[a-z]{{1,2}}){_END}")
_FULL = re.compile(
    rf"(?P<number>[0-9]{{1,5}}[a-z]?){_S}[/-]{_S}(?P<year>{_YEAR}){_S}[/-]{_S}(?P<suffix>{_SUFFIX}){_DATE}"
    rf"|(?P<number2>[0-9]{{1,5}}[a-z]?){_S}[/-]{_S}(?P<suffix2>{_KIND_SUFFIX}){_DATE.replace('dated', 'dated2')}"
)
_BARE = re.compile(rf"(?P<number>[0-9]{{1,5}}){_S}/{_S}(?P<year>{_YEAR})(?![0-9a-z/])")


def _worded(kinds: dict[str, str], number: str) -> re.Pattern[str]:
    words = "|".join(word.replace(" ", r"\s{1,3}") for word in sorted(kinds, key=len, reverse=True))
    return re.compile(
        rf"(?<!phap )(?<![0-9]\.)(?P<kind>{words})"
        rf"(?:{_S}-{_S}(?P<issuer>{_SEGMENT}(?:-{_SEGMENT}){{0,6}})|\s(?P<issuer2>{_ISSUERS}){_END})?"
        rf"(?:\s{{1,3}}(?:cua\s{{1,3}})?(?:chinh\s{{1,3}}phu|quoc\s{{1,3}}hoi|thu\s{{1,3}}tuong))?"
        rf"{_S}{number}"
    )


_TAIL = (
    rf"(?:{_S}[/_-]{_S}(?P<year>{_YEAR})(?:{_S}[/_-]{_S}(?P<suffix>{_SUFFIX}))?(?![0-9a-z])"
    rf"|{_S}/{_S}(?P<short>[0-9]{{2}})(?![0-9/a-z])"
    rf"|\s{{1,3}}(?:nam\s{{1,3}})?(?P<beside>{_YEAR})(?![0-9/a-z])"
    rf"|{_S}[/-]{_S}(?P<suffix2>{_KIND_SUFFIX}))"
)
_UNITS = (
    r"(?!\s{0,3}%)(?!\s{0,3}(?:ngay(?!\s{1,3}[0-9])|nguoi|nam(?!\s{1,3}[12])|thang|tuoi|trieu|ty|dong|lan|gio|tuan|ho|phut|buoc"
    r"|con|cai|nguon|muc|viec|loai|met|km|ha|kg)\b)(?![.,:][0-9])"
)
_DOCUMENT = _worded(
    _KINDS,
    rf"(?:[:.](?=[0-9])|so{_S}[:.]?)?{_S}(?!{_YEAR}(?![0-9/-]))(?P<number>[0-9]{{1,5}}(?:[a-z](?![a-z0-9]))?)(?![0-9])"
    rf"(?:{_TAIL}|{_GLUED}{_UNITS}){_DATE}",
)
_LOOSE_DOCUMENT = _worded(
    _LOOSE_KINDS, rf"(?:so{_S}[:.]?{_S})?(?P<number>[0-9]{{1,5}})(?:{_TAIL}|(?<=so [0-9])|(?<=so [0-9]{{2}})){_DATE}"
)
_YEAR_AFTER = re.compile(
    rf"[\s,(]{{0,3}}(?:sua\s{{1,3}}doi[\s,]{{1,3}}(?:bo\s{{1,3}}sung\s{{1,3}})?)?(?:nam\s{{1,3}})?(?P<year>{_YEAR})(?![0-9/-])"
)
_NOT_AN_ARTICLE = re.compile(r"(?:thang|quy|ngay|nam\s+hoc)\s*$")
_AFTER_LIST = re.compile(
    r"[\s,]*(?:$|[.;:)]|(?:cua|luat|bo luat|nghi|thong tu|quyet dinh|phap lenh|huong uoc|quy uoc|nd|tt|qd)\b)"
)
# A word that begins a part: a number, the words of provisions, the first word of a kind; a number may be glued to them.
_FIRST_WORDS = {"cac", "dieu", "d", "khoan", "k", "diem", *(kind.split()[0] for kind in (*_KINDS, *_LOOSE_KINDS))}
_BEGINS = re.compile(rf"[0-9]|(?:{'|'.join(sorted(_FIRST_WORDS, key=len, reverse=True))})(?:[0-9]|$)")
_FIRST_LETTERS = frozenset("abcdhklnpqtv0123456789")


@dataclass(frozen=True)
class Part:
    """One part with its place in the text. `strong` is false when alone it means nothing ("k2", "8/2023")."""

    kind: PartKind
    start: int
    end: int
    values: tuple[str, ...] = ()
    documents: tuple[LegalDocument, ...] = ()
    strong: bool = True


def parts(text: str, words: list[Token]) -> Iterator[Part]:
    """All parts of an NFC text whose `words` are given, in order, none overlapping."""
    flat = flatten(text)
    starts = [word.start for word in words]
    likely = [index for index, word in enumerate(words) if _may_begin(word.folded)]
    last, index, position = None, 0, 0
    while index < len(words):
        start = max(starts[index], position)
        if start == starts[index] and not _may_begin(words[index].folded) and not _follows_article(last, start):
            after = bisect_right(likely, index)  # no word but the next one follows an article
            index = likely[after] if after < len(likely) else len(words)
            continue
        part = _law(flat, words, index, last) if start == starts[index] else None
        part = part or _part_at(text, flat, start)
        if part is None:
            index += 1
            continue
        yield part
        last = part
        position = part.end
        index = bisect_left(starts, position)
        if index and words[index - 1].end > position:  # glued: the rest of the word may be another part
            index -= 1


@lru_cache(maxsize=20_000)
def _may_begin(folded: str) -> bool:
    """False for a word with which no part begins: nearly all words of a text."""
    return folded in Laws.shipped().tree or _BEGINS.match(folded) is not None


def _follows_article(last: Part | None, start: int) -> bool:
    return last is not None and last.kind == "article" and last.end in (start - 1, start - 2)


def _part_at(text: str, flat: str, start: int) -> Part | None:
    if flat[start : start + 1] not in _FIRST_LETTERS:
        return None
    if flat[start].isdigit():
        return _full(flat, start) or _bare(flat, start)
    return (
        _listed("article", _ARTICLE, text, flat, start)
        or _listed("clause", _CLAUSE, text, flat, start)
        or _point(text, flat, start)
        or _worded_document(flat, start)
    )


def _listed(kind: PartKind, pattern: re.Pattern[str], text: str, flat: str, start: int) -> Part | None:
    match = pattern.match(flat, start)
    if not match:
        return None
    values, end = [match["first"]], match.end("first")
    if match["more"] and (match["many"] or _AFTER_LIST.match(flat, match.end())):
        values += re.findall(r"[0-9]{1,4}[a-z]?", match["more"])
        end = match.end()
    strong = kind == "article" and (bool(match["word"]) or text[start] in "đĐ")
    return Part(kind, start, end, tuple(value.lstrip("0") or "0" for value in values), strong=strong)


def _point(text: str, flat: str, start: int) -> Part | None:
    match = _POINT.match(flat, start)
    if not match:
        return None
    return Part("point", start, match.end(), (text[match.start("first") : match.end()].lower(),), strong=False)


def _full(flat: str, start: int) -> Part | None:
    match = _FULL.match(flat, start)
    if not match:
        return None
    if match["number"]:
        document = numbered(match["number"], match["year"], match["suffix"])
    else:
        document = numbered(match["number2"], match["dated2"] or "", match["suffix2"], dated=bool(match["dated2"]))
    return Part("document", start, match.end(), documents=(document,))


def _bare(flat: str, start: int) -> Part | None:
    match = _BARE.match(flat, start)
    before = flat[max(0, start - 12) : start]
    if not match or before[-1:] in {"/", "-", "."} or _NOT_AN_ARTICLE.search(before):
        return None
    document = numbered(match["number"], match["year"])
    return Part("document", start, match.end(), documents=(document,), strong=int(document.number) > 12)


def _worded_document(flat: str, start: int) -> Part | None:
    match, kinds = _DOCUMENT.match(flat, start), _KINDS
    if not match:
        match, kinds = _LOOSE_DOCUMENT.match(flat, start), _LOOSE_KINDS
    if not match:
        return None
    found = match.groupdict()
    kind = kinds[" ".join(found["kind"].split())]
    issuer = found["issuer"] or found["issuer2"]
    suffix = found["suffix"] or found["suffix2"] or (f"{kind}-{issuer}" if issuer else "")
    in_number = found["year"] or _four_digits(found["short"])
    year = in_number or found["beside"] or found["dated"] or ""
    document = numbered(found["number"], year, suffix, kind, dated=bool(year) and not in_number)
    return Part("document", start, match.end(), documents=(document,))


def _four_digits(short: str | None) -> str:
    if not short:
        return ""
    return f"20{short}" if int(short) < 45 else f"19{short}"


def _law(flat: str, words: list[Token], index: int, last: Part | None) -> Part | None:
    laws = Laws.shipped()
    found = laws.longest(words, index)
    if not found and _follows_article(last, words[index].start):
        return _law_without_word(flat, words, laws.longest(words, index, kind="luat"), index)
    if not found:
        return None
    end, documents = words[found[0] - 1].end, found[1]
    year = _YEAR_AFTER.match(flat, end)
    if year:
        documents, end = of_year(documents, year["year"]), year.end()
    return Part("document", words[index].start, end, documents=documents)


def _law_without_word(
    flat: str, words: list[Token], found: tuple[int, tuple[LegalDocument, ...]] | None, index: int
) -> Part | None:
    """ "điều 51 trẻ em 2016": right after an article a name with a fitting year is a law's."""
    year = _YEAR_AFTER.match(flat, words[found[0] - 1].end) if found else None
    if not found or not year or not any(document.year == year["year"] for document in found[1]):
        return None
    return Part("document", words[index].start, year.end(), documents=of_year(found[1], year["year"]))
