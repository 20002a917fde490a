"""A QR code as a vector picture. Pure."""

from __future__ import annotations

import io

import segno

QUIET_ZONE = 2  # modules; the paper around is white as well


def qr_svg(address: str) -> str:
    """SVG of a QR code that holds `address`, error correction M (15 % of it may be soiled)."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        buffer, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True
    )
    return buffer.getvalue().decode()


def qr_png(address: str) -> bytes:
    """The same as a sharp black-and-white PNG, for Word files: Word has drawn SVG only since 2016."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="png", border=QUIET_ZONE, scale=12)
    return buffer.getvalue()
