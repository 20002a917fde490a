"""Versions and drafts as papers: rows of the database into `export.CovenantPaper`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from content_models.places.models import Kind, Place

from .export.marks import marks_of, short_day, state_words
from .export.paper import DRAFT, SIGNERS, CovenantPaper, Signer, long_date

if TYPE_CHECKING:
    from .models import CovenantPage, CovenantVersion

LAYOUT = "1"  # raised when the layout changes, so that caches ask again


def version_paper(page: CovenantPage, version: CovenantVersion, day: dt.date) -> CovenantPaper:
    """A recognised or recorded text as it stands on a day: what is suspended or abolished by then says so."""
    history = page.history
    fact = history.effective(version.decision_id)
    number, issued_on = (fact.number, fact.issued_on) if fact else (version.decision.number, version.decision.issued_on)
    hamlet, commune = place_lines(version.place_name)
    return CovenantPaper(
        title=version.title,
        kind=version.kind_label,
        place=tuple(line for line in (commune, hamlet) if line),
        covenant=version.covenant,
        signers=signers_of(page.place),
        recognition=f"Được {version.decision.issuer} công nhận tại Quyết định số {number} {long_date(issued_on)}",
        address=short_address(page, version),
        sha256=version.sha256,
        marks=marks_of(history, version.number, day),
        day=day,
        state=f"{state_words(history, version.number, day)} (hiệu lực từ {short_day(version.effective_on)})",
    )


def draft_paper(page: CovenantPage, stamp: str = DRAFT) -> CovenantPaper:
    """The working text of a page, or of one of its revisions, as a draft: no address, no hash."""
    hamlet = page.place
    return CovenantPaper(
        title=page.title,
        kind=page.get_kind_display(),
        place=(hamlet.parent.full_name, hamlet.full_name) if hamlet.parent else (hamlet.full_name,),
        covenant=page.numbered(),
        signers=signers_of(hamlet),
        stamp=stamp,
    )


def place_lines(place_name: str) -> tuple[str, str]:
    """ "Ấp Rạch Tàu, xã Đất Mũi" → ("Ấp Rạch Tàu", "Xã Đất Mũi"); the second is empty for a name of one part."""
    hamlet, _, commune = place_name.partition(", ")
    return hamlet, f"{commune[:1].upper()}{commune[1:]}"


def signers_of(hamlet: Place) -> tuple[Signer, ...]:
    """NĐ 61/2023 Đ.6 k.1; the head is that of a khóm in a ward."""
    if hamlet.kind == Kind.KHOM:
        return tuple(replace(one, title="Trưởng khóm") if one.title == "Trưởng ấp" else one for one in SIGNERS)
    return SIGNERS


def short_address(page: CovenantPage, version: CovenantVersion) -> str:
    """Absolute address that leads to the version for ever, whatever its hamlet is called then."""
    parts = page.get_url_parts()
    root = parts[1] if parts else ""
    return f"{root}{reverse('covenant_copy', args=[version.pk])}"


def fingerprint(paper: CovenantPaper, form: str) -> str:
    """Changes whenever the file would: 16 hexadecimal digits."""
    said: dict[str, Any] = {
        "form": form,
        "layout": LAYOUT,
        "text": paper.sha256,
        "address": paper.address,
        "place": paper.place,
        "recognition": paper.recognition,
        "marks": dict(paper.marks),
        "day": str(paper.day),
        "state": paper.state,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
