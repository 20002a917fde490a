from .pages import CovenantKind, CovenantPage
from .records import PaperRecord
from .versions import CovenantVersion, Decision

__all__ = ["CovenantKind", "CovenantPage", "CovenantVersion", "Decision", "PaperRecord"]
