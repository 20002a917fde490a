"""Checks of a covenant: form, content that needs a second look, restated law, copies. Pure; advice, never a refusal.

`check(covenant, context)` is the only door. How the rules work and how good they are: docs/checks.md.
"""

from .checking import check, classes_of
from .copies import OtherText, TextIndex, only_yours
from .findings import CheckContext, Finding
from .law_overlap import LawPassages

__all__ = ["CheckContext", "Finding", "LawPassages", "OtherText", "TextIndex", "check", "classes_of", "only_yours"]
