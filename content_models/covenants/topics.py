"""The topics of recognised texts: what the rules give (`reading.topics`), unless an officer has set others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError

from content_models import signals
from content_models.documents import SearchPassage
from content_models.roles.rights import may
from content_models.roles.table import Action

from .provisions import Covenant
from .reading import topics, topics_of

if TYPE_CHECKING:
    from .models import CovenantPage, CovenantVersion, TopicCorrection

ArticleTopics = Mapping[str, tuple[str, ...]]


def corrections_of(page_ids: Iterable[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """Page id → block id → topics as set by officers. One query."""
    from .models import TopicCorrection

    found: dict[int, dict[str, tuple[str, ...]]] = {}
    rows = TopicCorrection.objects.filter(page__in=list(page_ids)).values_list("page", "article", "topics")
    for page_id, article, keys in rows:
        found.setdefault(page_id, {})[article] = tuple(key for key in keys if key in topics())
    return found


def topics_by_article(covenant: Covenant, corrections: ArticleTopics) -> dict[str, tuple[str, ...]]:
    """Anchor → topics of each article, strongest first."""
    return {
        article.anchor: corrections[article.block_id] if article.block_id in corrections else topics_of(article)
        for article in covenant.articles
    }


def topics_of_version(version: CovenantVersion) -> tuple[str, ...]:
    """All topics of a version's articles, in the order of the rule file. One query, none after `read_topics`."""
    if "topics" not in version.__dict__:
        read_topics([version])
    return tuple(version.__dict__["topics"])


def read_topics(versions: Iterable[CovenantVersion]) -> None:
    """Give versions whose `passages` are read their topics in one query; a text whose articles an officer has
    corrected is read once more."""
    versions = list(versions)
    corrected = corrections_of(version.page_id for version in versions)
    for version in versions:
        mine = corrected.get(version.page_id)
        found = (
            [key for keys in topics_by_article(version.covenant, mine).values() for key in keys]
            if mine
            else [key for passage in version.passages if _is_article(passage) for key in topics_of(passage)]
        )
        version.__dict__["topics"] = tuple(key for key in topics() if key in found)


def correct_topics(page: CovenantPage, article: str, keys: Iterable[str], *, by: Any) -> TopicCorrection:
    """Set the topics of an article (its block id), none included. Raises PermissionDenied, and ValidationError for
    an article that no recognised text of the page has."""
    from .models import TopicCorrection

    if not may(by, Action.RECORD_OLD, page):
        raise PermissionDenied("Chỉ công chức văn hóa - xã hội của xã đặt chủ đề cho các điều.")
    if not any(article == found.block_id for version in page.public_versions for found in version.covenant.articles):
        raise ValidationError("Không có điều này trong văn bản đã công nhận.")
    chosen = [key for key in topics() if key in set(keys)]
    correction, _made = TopicCorrection.objects.update_or_create(
        page=page, article=article, defaults={"topics": chosen, "corrected_by": by}
    )
    return correction
    signals.visibility_changed.send(sender=type(page), page=page)


def drop_correction(page: CovenantPage, article: str, *, by: Any) -> None:
    """Back to the topics that the rules give. Raises PermissionDenied."""
    if not may(by, Action.RECORD_OLD, page):
        raise PermissionDenied("Chỉ công chức văn hóa - xã hội của xã đặt chủ đề cho các điều.")
    page.topic_corrections.filter(article=article).delete()
    signals.visibility_changed.send(sender=type(page), page=page)


def _is_article(passage: SearchPassage) -> bool:
    return passage.anchor.startswith("dieu-")
