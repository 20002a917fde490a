"""A decision or a letter as PDF."""

from __future__ import annotations

from dataclasses import asdict

from .official import OfficialPaper
from .paper import MOTTO, NATION
from .typesetting import typeset


def official_pdf(paper: OfficialPaper) -> bytes:
    """A4, tagged, deterministic; no person in its metadata, for the author is the committee."""
    data = {
        "title": paper.name,
        "author": " ".join(paper.issuer).capitalize(),
        "nation": NATION,
        "motto": MOTTO,
        "issuer": list(paper.issuer),
        "number": paper.number,
        "place_date": paper.place_date,
        "heading": paper.title,
        "abstract": paper.abstract,
        "authority": list(paper.authority),
        "grounds": list(paper.grounds),
        "order": paper.order,
        "addressee": list(paper.addressee),
        "body": [asdict(paragraph) for paragraph in paper.body],
        "recipients": list(paper.recipients),
        "signature": list(paper.signature.lines),
        "signer": paper.signature.name,
    }
    return typeset("official.typ", data)
