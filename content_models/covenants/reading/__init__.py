"""How a covenant is read: contents, links in its text, defined terms, topics. Pure: no database, no network."""

from .contents import Entry, contents
from .law import LawArticle, LawDocument, Library
from .links import LinkedLine, LinkedPart, Piece, linked_parts
from .topics import topics, topics_of

__all__ = [
    "Entry", "LawArticle", "LawDocument", "Library", "LinkedLine", "LinkedPart", "Piece", "contents",
    "linked_parts", "topics", "topics_of",
]  # fmt: skip
