"""People from an XLSX file: one a row; good rows are taken, each bad row is reported with its reason."""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from content_models.places.models import Place
from content_models.validators import clean_phone

from .forms import manageable_units
from .service import Slip, create_person
from .table import ROLE_LABELS

COLUMNS = ("Họ và tên", "Số điện thoại", "Thư điện tử", "Xã, phường", "Ấp, khóm", "Vai trò")
MAX_ROWS = 2000
MAX_UNPACKED = 50 * 1024 * 1024
_ROLE_BY_LABEL = {label.casefold(): role for role, label in ROLE_LABELS.items()}


@dataclass
class Report:
    """What came of a file: slips to print, and a sentence for each row that was not taken."""

    slips: list[Slip] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def template() -> Workbook:
    """An empty list with the right columns and the names of the roles."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(COLUMNS)
    roles = book.create_sheet("Vai trò")
    for label in ROLE_LABELS.values():
        roles.append([label])
    return book


def read_people(upload: BinaryIO, *, valid_from: dt.date, by: Any, reason: str) -> Report:
    """Create the people of a list. Raises ValidationError when the file is no such list."""
    report = Report()
    units = list(manageable_units(by).select_related("parent"))
    for number, row in _rows(upload):
        try:
            with transaction.atomic():
                report.slips.append(_create(row, units, valid_from, by, reason))
        except PermissionDenied as problem:
            report.problems.append(f"Dòng {number}: {problem}")
        except ValidationError as problem:
            report.problems.append(f"Dòng {number}: {' '.join(problem.messages)}")
    return report


def _rows(upload: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    try:
        head, *rows = _sheet(upload)
    except (zipfile.BadZipFile, zlib.error, InvalidFileException, LookupError, OSError, ValueError) as problem:
        raise ValidationError("Đây không phải tệp Excel (.xlsx). Hãy tải mẫu về và điền vào mẫu.") from problem
    if tuple(head) != COLUMNS:
        raise ValidationError(f"Dòng đầu phải là các cột: {', '.join(COLUMNS)}.")
    filled = [(number, cells) for number, cells in enumerate(rows, start=2) if any(cells)]
    if not filled:
        raise ValidationError("Danh sách chưa có người nào. Hãy điền mỗi người một dòng, từ dòng thứ hai.")
    if len(rows) > MAX_ROWS:
        raise ValidationError(f"Danh sách dài hơn {MAX_ROWS} dòng. Hãy chia thành nhiều tệp.")
    return iter(filled)


def _sheet(upload: BinaryIO) -> list[list[str]]:
    """The first sheet as text, to one row past the limit; formulas give their stored values."""
    with zipfile.ZipFile(upload) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise ValidationError("Tệp quá lớn khi mở ra. Hãy lưu lại danh sách từ Excel.")
    upload.seek(0)
    sheet = load_workbook(upload, read_only=True, data_only=True).worksheets[0]
    rows = sheet.iter_rows(values_only=True, max_col=len(COLUMNS), max_row=MAX_ROWS + 2)
    return [[str(cell).strip() if cell is not None else "" for cell in row] for row in rows]


def _create(row: list[str], units: list[Place], valid_from: dt.date, by: Any, reason: str) -> Slip:
    full_name, phone, email, commune, hamlet, role_label = row
    role = _ROLE_BY_LABEL.get(role_label.casefold())
    if role is None:
        raise ValidationError(f"Không có vai trò “{role_label}”.")
    unit = _unit(units, commune, hamlet)
    phone = clean_phone(phone)
    phone = f"0{phone}" if len(phone) == 9 and phone.isdigit() else phone  # Excel drops the leading zero
    return create_person(
        full_name=full_name,
        phone=phone,
        email=email,
        unit=unit,
        role=role,
        valid_from=valid_from,
        by=by,
        reason=reason,
    )


def _unit(units: list[Place], commune: str, hamlet: str) -> Place:
    wanted = [name.casefold() for name in (hamlet, commune) if name]
    for unit in units:
        names = [
            unit.full_name.casefold(),
            *([unit.parent.full_name.casefold()] if unit.parent and hamlet else []),
        ]
        if names == wanted or (not wanted and unit.level == "province"):
            return unit
    named = ", ".join(name for name in (hamlet, commune) if name) or "tỉnh"
    raise ValidationError(f"Không tìm thấy đơn vị “{named}”, hoặc bạn không quản lý đơn vị ấy.")
