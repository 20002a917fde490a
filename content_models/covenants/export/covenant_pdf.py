"""A covenant as PDF."""

from __future__ import annotations

from typing import Any

from .paper import MOTTO, NATION, CovenantPaper, foot_lines, pieces
from .qr import qr_svg
from .typesetting import typeset


def covenant_pdf(paper: CovenantPaper) -> bytes:
    """A4, tagged, searchable, in the shipped font only. Deterministic: the same paper gives the same bytes."""
    return typeset("covenant.typ", _data(paper))


def _data(paper: CovenantPaper) -> dict[str, Any]:
    *above, issuer = paper.place or ("",)
    return {
        "title": paper.title,
        "author": issuer,
        "nation": NATION,
        "motto": MOTTO,
        "issuer_above": [line.upper() for line in above],
        "issuer": issuer.upper(),
        "number": "",
        "place_date": "",
        "abstract_left": "",
        "recognition": f"({paper.recognition})" if paper.recognition else "",
        "mark": paper.marks.get("", ""),
        "stamp": paper.stamp,
        "pieces": [piece.as_json() for piece in pieces(paper)],
        "signers": [{"title": signer.title, "name": signer.name} for signer in paper.signers],
        "foot": foot_lines(paper),
        "address": paper.address,
        "qr": qr_svg(paper.address) if paper.address else "",
    }
