"""What the checks compare a draft with: passages of law, the province's models, the neighbours' public texts."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator

from django.utils import timezone

from content_models.covenants.checks import CheckContext, LawPassages, OtherText, TextIndex
from content_models.covenants.models import CovenantPage, CovenantVersion, ModelText
from content_models.places.models import Place
from content_models.visibility import public

MOST = 16  # communes whose texts are kept prepared; one of thirty hamlets is about a megabyte
_kept: OrderedDict[Hashable, TextIndex] = OrderedDict()
_lock = threading.Lock()


def context_of(page: CovenantPage) -> CheckContext:
    """For the working text in `page`, today. Compared are the hamlets of the same commune: whole provinces would
    take half a minute, and what is copied is mostly a neighbour's or the model."""
    place = Place.objects.select_related("parent").get(pk=page.place_id)
    return CheckContext(
        kind=page.kind,
        title=page.title,
        law=LawPassages.shipped(),
        day=timezone.localdate(),
        index=_index(place.parent_id),
        own=place.label,
    )


def _index(commune_id: int | None) -> TextIndex:
    """Prepared once for each state of the texts, and kept in the process."""
    models = dict(ModelText.objects.filter(active=True).values_list("pk", "changed_at"))
    versions = _newest_versions(commune_id)
    key = (tuple(sorted(models.items())), tuple(sorted(versions.items())))
    with _lock:
        if (known := _kept.get(key)) is not None:
            _kept.move_to_end(key)
            return known
    index = TextIndex.of([*_model_texts(models), *_public_texts(versions)])
    with _lock:
        _kept[key] = index
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return index


def _newest_versions(commune_id: int | None) -> dict[int, str]:
    """Id of the newest version of each public covenant of the commune, with its hash."""
    pages = public(CovenantPage.objects.filter(place__parent=commune_id))
    rows = CovenantVersion.objects.filter(page__in=pages.values("pk")).order_by("page_id", "number")
    newest = {page: (pk, sha256) for page, pk, sha256 in rows.values_list("page_id", "pk", "sha256")}
    return dict(newest.values())


def _model_texts(models: Iterable[int]) -> Iterator[OtherText]:
    for model in ModelText.objects.filter(pk__in=models):
        yield OtherText(model.name, model.content.covenant, is_model=True)


def _public_texts(versions: Iterable[int]) -> Iterator[OtherText]:
    found = CovenantVersion.objects.filter(pk__in=versions).select_related("page__place__parent")
    for version in found.defer("text"):
        yield OtherText(version.page.place.label, version.covenant)
