from .chain import ChainEntry
from .decisions import Decision, Effect
from .pages import CovenantKind, CovenantPage
from .records import PaperRecord
from .versions import CovenantVersion

__all__ = ["ChainEntry", "CovenantKind", "CovenantPage", "CovenantVersion", "Decision", "Effect", "PaperRecord"]
