"""The way down to a page."""

from __future__ import annotations

from content_models.places.models import Level, Place


def breadcrumbs(place: Place, *, inclusive: bool = False) -> list[dict[str, str]]:
    """`{label, url}` of the places above `place`, outermost first; with `inclusive` the place too."""
    path = place.path if inclusive else place.path[:-1]
    return [
        {"label": "Trang đầu" if step.level == Level.PROVINCE else step.full_name, "url": step.page.url}
        for step in path
    ]
