"""What people type into the registers: mended where the meaning is plain, refused with a sentence where not."""

import datetime as dt
import re
import unicodedata

from django.core.exceptions import ValidationError

CONTROL_OR_MARKUP = re.compile(r"[\x00-\x1f\x7f<>]")
PHONE = re.compile(r"0\d{9}")
EARLIEST_DAY = dt.date(1945, 9, 2)  # no place, role or decision of today's state is older


def clean_name(value: str) -> str:
    """A name as it is stored: NFC (macOS and some keyboards send NFD), single spaces, none at the ends."""
    return re.sub(r" +", " ", unicodedata.normalize("NFC", value)).strip()


def clean_phone(value: str) -> str:
    """A phone number as it is stored: "0911 222 444", "0911.222.444" and "+84911222444" are one number."""
    digits = re.sub(r"[\s.\-()]", "", value)
    return f"0{digits[3:]}" if digits.startswith("+84") else digits


def validate_plain_name(value: str) -> None:
    """A name on one line: NFC, with a letter or digit, without control characters and angle brackets."""
    if not any(letter.isalnum() for letter in value):
        raise ValidationError("Hãy nhập tên bằng chữ hoặc số.")
    if CONTROL_OR_MARKUP.search(value) or unicodedata.normalize("NFC", value) != value:
        raise ValidationError("Tên có ký tự lạ. Hãy gõ lại tên bằng bàn phím tiếng Việt Unicode.")


def validate_phone(value: str) -> None:
    """Vietnamese mobile number: ten digits beginning with 0."""
    if not PHONE.fullmatch(value):
        raise ValidationError("Số điện thoại gồm 10 chữ số, bắt đầu bằng số 0. Ví dụ: 0912345678.")


def validate_day(value: dt.date) -> None:
    """A day of the registers: a slip such as 01/01/0026 is no day of theirs."""
    if value < EARLIEST_DAY:
        raise ValidationError("Ngày này quá xa trong quá khứ. Hãy kiểm tra lại năm.")
