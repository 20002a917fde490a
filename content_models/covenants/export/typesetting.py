"""Typst: data in, PDF out. Only the shipped font; texts are data and never become markup."""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import typst

LAYOUTS = Path(__file__).parent / "layouts"
FONTS = Path(__file__).parent / "fonts"
ACCESSIBLE = "ua-1"
# A PDF has no place for control characters; a line feed would break a paragraph in two.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff]")
_log = logging.getLogger(__name__)


def typeset(layout: str, data: dict[str, Any]) -> bytes:
    """The PDF of a layout ("covenant.typ") filled with `data`, tagged, in NFC.

    It fulfils PDF/UA-1 unless a letter is missing from the font (Typst refuses the standard then): such a paper
    is made without the claim, still tagged. The same data give the same bytes: no date goes in.
    """
    compiler = typst.Compiler(
        str(LAYOUTS / layout),
        root=str(LAYOUTS),
        font_paths=_fonts(),
        sys_inputs={"paper": json.dumps(_clean(data), ensure_ascii=False)},
    )
    try:
        return _pdf(compiler, [ACCESSIBLE])
    except typst.TypstError as problem:
        _log.warning("paper without PDF/UA-1: %s", problem.message)
        return _pdf(compiler, [])


def _pdf(compiler: typst.Compiler, standards: list[Any]) -> bytes:
    made = compiler.compile(format="pdf", pdf_standards=standards)
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no single file.")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _clean(value: Any) -> Any:
    """NFC without control characters, whatever the depth."""
    if isinstance(value, str):
        return _INVISIBLE.sub(" ", unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {key: _clean(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(entry) for entry in value]
    return value
