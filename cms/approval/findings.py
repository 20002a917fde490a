"""What the checks found in a text under approval, by article: advice for the approver, never an obstacle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from content_models.covenants.checks import CheckContext, Finding, LawPassages, OtherText, TextIndex, check
from content_models.covenants.models import CovenantPage, ModelText
from content_models.covenants.provisions import Covenant

from .binding import latest_revision

SEVERITIES = {"must": "Cần sửa", "look": "Nên xem lại", "hint": "Gợi ý"}


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its severity in words."""

    finding: Finding

    @property
    def severity_label(self) -> str:
        return SEVERITIES[self.finding.severity]


@dataclass(frozen=True)
class FindingGroup:
    """The findings of one article or other part, in reading order. `anchor` is the part's, "" for the whole text."""

    label: str
    anchor: str
    findings: Sequence[ShownFinding]


def findings_of(page: Page, covenant: Covenant | None = None) -> list[FindingGroup]:
    """The findings of a page's draft; none for what is no covenant. `covenant` is the draft's tree, if known.

    Hints of form are the team's affair and are left out.
    """
    draft: Any = page if covenant is not None else latest_revision(page).as_object()
    if not isinstance(draft, CovenantPage):
        return []
    context = CheckContext(
        kind=draft.kind,
        title=draft.title,
        law=LawPassages.shipped(),
        day=timezone.localdate(),
        index=_models(),
    )
    tree = covenant if covenant is not None else draft.numbered()
    found = [finding for finding in check(tree, context) if finding.severity != "hint"]
    return [_group(label, list(group)) for label, group in groupby(found, key=lambda finding: finding.article_label)]


def _group(label: str, findings: list[Finding]) -> FindingGroup:
    anchor = findings[0].anchor.partition("-khoan-")[0].partition("-diem-")[0]
    return FindingGroup(label, anchor, [ShownFinding(finding) for finding in findings])


def _models() -> TextIndex:
    """The province's model texts: a handful, read anew each time."""
    return TextIndex.of(
        OtherText(model.name, model.content.covenant, is_model=True) for model in ModelText.objects.filter(active=True)
    )
