"""Sums of money, goods and work-days in a clause, in figures and in words. Pure."""

from __future__ import annotations

import re

from .clause import Clause, Span

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_NUMBERS = frozenset(
    [
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "mươi",
        "trăm",
        "nghìn",
        "chục",
        "rưỡi",
        "lăm",
        "tư",
        "vạn",
        "nửa",
        "vài",
        "dăm",
        "mấy",
        "mỗi",
        "triệu",
    ]
)
_MONEY_ENDS = frozenset(["nghìn", "triệu", "tỷ", "đồng", "đ", "k", "vnđ"])
_THOUSANDS = ("nghìn", "triệu")
_HUNDREDS = ("trăm", "chục", "mươi")
_FIVE_OF = (["trăm"], ["chục"], ["mươi"], ["nghìn"], ["triệu"])
_SUM_ENDS = ("bạc", ",", ";", ".", "")  # "ghe câu ba trăm, ghe lưới năm trăm"
_GOLD = ("chỉ", "phân", "cây", "lượng")
_UNITS = frozenset(
    [
        "ký",
        "cân",
        "lít",
        "thùng",
        "két",
        "chai",
        "giạ",
        "bao",
        "tạ",
        "gói",
        "hộp",
        "lon",
        "mâm",
        "bữa",
        "chầu",
        "can",
        "xị",
        "bình",
        "buồng",
        "nải",
        "cặp",
        "đôi",
        "chục",
        "nồi",
        "vò",
        "ché",
        "khối",
        "mét",
        "viên",
        "ổ",
        "cây",
        "thúng",
        "tô",
        "ly",
        "chén",
        "rổ",
        "lốc",
        "đòn",
        "mớ",
        "trái",
        "quả",
        "bịch",
        "xe",
        "túi",
        "lạng",
        "bó",
        "gánh",
        "kiện",
        "hũ",
        "ghè",
        "tút",
        "tấn",
        "cuộn",
        "ram",
        "phuy",
        "mủng",
        "nén",
        "dĩa",
    ]
)
_STOCK = frozenset(["gà", "vịt", "heo", "bò", "trâu", "dê", "ngan", "ngỗng", "cá", "tôm", "cua"])


def mark_amounts(clause: Clause) -> Clause:
    """Adds the lists `number`, `money`, `goods` and `workdays` to the clause."""
    place = 0
    while place < len(clause.tokens):
        end = _number_end(clause, place)
        if end == place:
            place += 1
            continue
        clause.spans["number"].append(Span(place, end))
        kind, end = _kind(clause, place, end)
        if kind:
            clause.spans[kind].append(Span(place, end))
        place = end
    return clause


def _number_end(clause: Clause, place: int) -> int:
    """After the last word of a number that begins here; `place` itself if none does."""
    end = place
    half = clause.words(place, place + 2) in (["trăm", "rưỡi"], ["chục", "rưỡi"], ["triệu", "rưỡi"])
    while end < len(clause.tokens) and (
        (half and end == place) or _is_number(clause.tokens[end].word, first=end == place)
    ):
        if end > place and clause.tokens[end].word == "năm" and clause.words(end + 1, end + 2)[:1] not in _FIVE_OF:
            break  # "mười năm": years
        end += 1
        if clause.tokens[end - 1].word == "rưỡi":
            break  # "hai trăm rưỡi | một ngày"
        if clause.tokens[end - 1].word in _THOUSANDS and not _goes_on(clause.words(end, end + 2)):
            break
    return end


def _goes_on(after: list[str]) -> bool:
    """ "hai triệu rưỡi", "hai triệu năm trăm …", but "ba trăm nghìn | một chuyến"."""
    return bool(after) and (after[0] in ("rưỡi", "nghìn") or (len(after) > 1 and after[1] in _HUNDREDS))


def _is_number(word: str, *, first: bool) -> bool:
    if _DIGITS.fullmatch(word):
        return True
    return (
        word in _NUMBERS
        and not (first and word in ("nghìn", "mươi", "rưỡi", "lăm", "triệu", "mỗi", "trăm"))
        and (word != "mỗi")
    )


def _kind(clause: Clause, start: int, end: int) -> tuple[str, int]:
    """What the number counts ("" if it is no payment) and the end of the amount."""
    words = clause.words(start, end)
    after = [*clause.words(end, end + 2), "", ""]
    if after[0] in _MONEY_ENDS:
        return "money", end + 1 + (after[1] == "đồng")
    if words[-1] in _THOUSANDS or (words[-1] == "rưỡi" and words[-2:-1] and words[-2] in _THOUSANDS):
        return "money", end
    if after[0] in _GOLD and after[1] in ("vàng", "bạc"):
        return "money", end + 2
    if after[0] == "%" or (after[0] == "phần" and after[1] == "trăm"):
        return "money", end + (1 if after[0] == "%" else 2)
    if words[-1] == "rưỡi" and (words[-2:-1] == ["trăm"] or words == ["triệu", "rưỡi"]):
        return "money", end
    if words[-1] in _HUNDREDS and after[0] in _SUM_ENDS:
        return "money", end
    if after[0] in ("đô", "usd"):
        return "money", end + 1
    return _other_kind(clause, start, end, after)


def _other_kind(clause: Clause, start: int, end: int, after: list[str]) -> tuple[str, int]:
    if after[0] in ("ngày", "buổi") and after[1] in ("công", "lao"):
        return "workdays", end + 2
    if after[0] == "công" and after[1] in ("lao", "lại", "không", "nạo", "đào", "đắp"):
        return "workdays", end + 1
    if after[0] == "con" and after[1] in _STOCK:
        return "goods", end + 2
    if after[0] in ("cuốn", "quyển") and after[1] in ("tập", "vở", "sách", "truyện"):
        return "goods", end + 2
    if after[0] in _UNITS:
        return "goods", end + 1
    return "", end
