from .chain import ChainEntry
from .decisions import Decision, Effect
from .model_texts import ModelText, Writing
from .pages import CovenantKind, CovenantPage
from .reading import StandingNote, TopicCorrection
from .records import PaperRecord
from .snippets import Snippet
from .versions import CovenantVersion

__all__ = [
    "ChainEntry",
    "CovenantKind",
    "CovenantPage",
    "CovenantVersion",
    "Decision",
    "Effect",
    "ModelText",
    "PaperRecord",
    "Snippet",
    "StandingNote",
    "TopicCorrection",
    "Writing",
]
