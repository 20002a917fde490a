"""Typst with the fonts of two Debian packages: fonts-croscore (Tinos, as wide as Times New Roman) and fonts-noto-core.

They are read when the files are made and at no other time; the PDF files carry the letters they use.
Debian's older fonts-liberation will not do: its letters lack half of Vietnamese.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import typst

from tools.console import Problem

HERE = Path(__file__).parent
DEBIAN = Path("/usr/share/fonts/truetype")
_folders = [DEBIAN / "croscore", DEBIAN / "noto"]


def look_also_in(folder: Path) -> None:
    """Take fonts from this folder before Debian's."""
    _folders.insert(0, folder)


def font(name: str) -> Path:
    """The file of a font. Raises Problem when the Debian package is missing."""
    for folder in _folders:
        if (folder / name).exists():
            return folder / name
    raise Problem(f"Thiếu phông {name}. Hãy cài gói fonts-croscore và fonts-noto-core của Debian.")


def compile_typst(
    template: str, data: dict[str, Any], pictures: dict[str, bytes] | None = None, tagged: bool = True
) -> bytes:
    """A PDF, the same bytes for the same data. `pictures`: file name → content, to be used in the template.

    `tagged`: with the structure that screen readers use; in a paper full of tables it weighs 20 kilobytes.
    """
    font("Tinos-Regular.ttf")
    with tempfile.TemporaryDirectory(prefix="dinh-typst-") as folder:
        root = Path(folder)
        shutil.copy(HERE / template, root / template)
        for name, content in (pictures or {}).items():
            (root / name).write_bytes(content)
        pdf = typst.compile(
            str(root / template),
            root=folder,
            font_paths=[str(path) for path in _folders],
            ignore_system_fonts=True,
            format="pdf",
            pdf_tags=tagged,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    if not isinstance(pdf, bytes):
        raise Problem(f"Typst không tạo được PDF từ {template}.")
    return pdf
