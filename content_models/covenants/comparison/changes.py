"""What a comparison says: stretches of words, and one entry an article. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..provisions import Article

Change = Literal["same", "changed", "added", "removed", "moved", "split", "merged"]
SpanKind = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Span:
    """A stretch of words: "same", "removed" (old text) or "added" (new text)."""

    kind: SpanKind
    text: str


@dataclass(frozen=True)
class ArticleChange:
    """One article: its old and new form (None when added or removed), and the words between them.

    "moved" is an article whose place among the others changed and whose words did not; `moved` says it of one
    whose words changed too. Of a "split" article the first entry has its old form, the first new one and the
    words of them all; the further new articles follow as entries without an old form and without words.
    "merged" is the mirror image. `olds` and `news` are filled for these two and name the whole group. For what is
    no article both forms are None and `part` names it in Vietnamese.
    """

    kind: Change
    old: Article | None
    new: Article | None
    spans: tuple[Span, ...] = ()
    part: str = ""
    moved: bool = False
    olds: tuple[Article, ...] = ()
    news: tuple[Article, ...] = ()

    @property
    def label(self) -> str:
        """ "Điều 5. Giữ gìn vệ sinh" by the new text, or what part it is."""
        article = self.new or self.old
        return article.label if article else self.part

    @property
    def renumbered(self) -> bool:
        """The article is in both texts, under another number."""
        return bool(self.old and self.new and self.old.number != self.new.number)

    @property
    def follows(self) -> bool:
        """A further article of a split or merged one: its words stand with the first."""
        return self.kind in ("split", "merged") and not (self.old and self.new)


def full_text(article: Article) -> str:
    """Heading and paragraphs as a reader sees them: spaces and blank lines at the ends are no change."""
    return "\n".join([*([article.heading] if article.heading else []), *article.printed_lines])


def group_text(articles: Sequence[Article]) -> str:
    """Several articles as one text, each below its number."""
    return "\n".join("\n".join([article.label, *article.printed_lines]) for article in articles)
