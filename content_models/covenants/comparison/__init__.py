"""What changed between two texts, article by article and word by word. Pure.

Articles are paired by their identity (block id); those without a partner by their words, then by their place. What
is left and stands inside another article was split off from it or merged into it. Inside a changed article the
difference is shown by paragraph, then word by word. What stands around the articles (preamble, titles of chapters
and sections, tables) is compared as well, so that no change goes unseen.
"""

from .alignment import Alignment, align, pair_articles
from .changes import ArticleChange, Change, Span, full_text, group_text
from .compare import compare
from .rows import Row, rows
from .sentences import BESIDE, EDITED, Voice, change_sentence, change_word, group_sentence, summary
from .showing import Shown, kept_sentence, pages, shown_changes
from .word_spans import word_spans

__all__ = [
    "BESIDE",
    "EDITED",
    "Alignment",
    "ArticleChange",
    "Change",
    "Row",
    "Shown",
    "Span",
    "Voice",
    "align",
    "change_sentence",
    "change_word",
    "compare",
    "full_text",
    "group_sentence",
    "group_text",
    "kept_sentence",
    "pages",
    "pair_articles",
    "rows",
    "shown_changes",
    "summary",
    "word_spans",
]
