"""The words of official papers: the administrator's where there are any, else the default ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from content_models.cleaning import clean_text
from content_models.history import recorded

from .export.wording import PARTS, PaperKind

if TYPE_CHECKING:
    from .models import Snippet


@dataclass(frozen=True)
class Words:
    """The words of a kind of paper (part → text), and the names of the parts that nobody compared with the form."""

    texts: dict[str, str]
    unchecked: tuple[str, ...]


def words_of(kind: PaperKind) -> Words:
    """One query."""
    kept = {snippet.part: snippet for snippet in _rows(kind)}
    texts = {part: kept[part].text if part in kept else default for part, default in kind.parts.items()}
    unchecked = [PARTS[part] for part in kind.parts if part not in kept or not kept[part].is_checked]
    return Words(texts, tuple(unchecked))


def save_words(
    kind: PaperKind, part: str, text: str, *, by: Any, reason: str, confirmed: bool, source: str = ""
) -> Snippet:
    """Keep the administrator's words for a part, with who and why. A change without `confirmed` takes an earlier
    confirmation back. Raises ValidationError for an unknown place, an empty text, a confirmation that does not
    name what it was compared with, a blank reason; KeyError for a part that the paper does not have."""
    from .models import Snippet

    if part not in kind.parts:
        raise KeyError(part)
    text = clean_text(text)
    if problems := kind.problems(text):
        raise ValidationError({"text": problems})
    if confirmed and not source.strip():
        raise ValidationError(
            {"source": "Hãy ghi đã đối chiếu với văn bản nào, ví dụ “Mẫu số 03, Phụ lục NĐ 61/2023”."}
        )
    with recorded(by, reason):
        snippet = Snippet.objects.filter(paper=kind.key, part=part).first() or Snippet(paper=kind.key, part=part)
        snippet.text, snippet.source = text, source.strip() if confirmed else ""
        snippet.confirmed_by, snippet.confirmed_at = (by, timezone.now()) if confirmed else (None, None)
        snippet.full_clean()
        snippet.save()
    return snippet


def _rows(kind: PaperKind) -> list[Snippet]:
    from .models import Snippet

    return list(Snippet.objects.filter(paper=kind.key))
