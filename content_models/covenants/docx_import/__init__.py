"""A covenant out of a Word file, or pasted from one: the tree, and everything that was uncertain. Pure."""

from .read import read_docx, read_pasted
from .refusals import Refusal
from .result import ReadDocument

__all__ = ["ReadDocument", "Refusal", "read_docx", "read_pasted"]
