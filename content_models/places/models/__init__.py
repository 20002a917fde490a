from .pages import PlacePage, Section, SectionPage
from .register import FormerUnit, Kind, Level, Place, PlaceName, Succession

__all__ = [
    "FormerUnit",
    "Kind",
    "Level",
    "Place",
    "PlaceName",
    "PlacePage",
    "Section",
    "SectionPage",
    "Succession",
]
