"""Validators that several apps share. Their sentences are read by people at the field."""

import re
import unicodedata

from django.core.exceptions import ValidationError

CONTROL_OR_MARKUP = re.compile(r"[\x00-\x1f\x7f<>]")
PHONE = re.compile(r"0\d{9}")


def validate_plain_name(value: str) -> None:
    """A name on one line: NFC, no control characters, no angle brackets, not blank."""
    if not value.strip():
        raise ValidationError("Hãy nhập tên.")
    if CONTROL_OR_MARKUP.search(value) or unicodedata.normalize("NFC", value) != value:
        raise ValidationError("Tên có ký tự lạ. Hãy gõ lại tên bằng bàn phím tiếng Việt Unicode.")


def validate_phone(value: str) -> None:
    """Vietnamese mobile number as people write it: ten digits beginning with 0."""
    if not PHONE.fullmatch(value):
        raise ValidationError("Số điện thoại gồm 10 chữ số, bắt đầu bằng số 0. Ví dụ: 0912345678.")
