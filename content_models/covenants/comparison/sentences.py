"""Changes in words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..provisions import Article
from .changes import ArticleChange

MOST_RENUMBERINGS = 6  # phrases; more are counted, not listed
_COUNTED = (("changed", "điều sửa"), ("added", "điều mới"), ("removed", "điều bỏ"))
NOTHING = "Không có điều nào thay đổi."


def summary(changes: Sequence[ArticleChange]) -> str:
    """One sentence: "3 điều sửa, 1 điều mới; Điều 4 tách thành Điều 4 và Điều 5; Điều 7–8 chuyển thành Điều 9–10;
    sửa lời nói đầu." """
    counts: Counter[str] = Counter(change.kind for change in changes if not change.part)
    counted = ", ".join(f"{counts[kind]} {word}" for kind, word in _COUNTED if counts[kind])
    groups = [group_sentence(change) for change in changes if change.news and not change.follows]
    others = [f"sửa {change.part[0].lower()}{change.part[1:]}" for change in changes if change.part]
    sentences = [*[counted] * bool(counted), *groups, *_renumberings(changes), *_displaced(changes), *others]
    if not sentences:
        return NOTHING
    sentence = "; ".join(sentences)
    return f"{sentence[0].upper()}{sentence[1:]}."


def group_sentence(change: ArticleChange) -> str:
    """ "Điều 4 tách thành Điều 4 và Điều 5", "Điều 4 và Điều 5 nhập thành Điều 4"."""
    verb = "tách thành" if change.kind == "split" else "nhập thành"
    return f"{_listed(change.olds)} {verb} {_listed(change.news)}"


def change_word(change: ArticleChange) -> str:
    """What happened to an article, in one or two words."""
    if change.kind == "changed" and change.moved:
        return "Sửa, đổi chỗ"
    words = {"same": "Giữ nguyên", "changed": "Sửa", "added": "Mới", "removed": "Bỏ", "moved": "Đổi chỗ"}
    return (words | {"split": "Tách", "merged": "Nhập"})[change.kind]


def change_sentence(change: ArticleChange) -> str:
    """What happened to an article beyond its words, as a sentence, or ""."""
    if change.follows and change.new:
        return f"Là phần tách ra từ Điều {change.olds[0].number} cũ; lời văn xem ở Điều {_main(change)}."
    if change.follows:
        return f"Đã nhập vào Điều {change.news[0].number}; lời văn xem ở đó."
    if change.news:
        return f"{group_sentence(change)}."
    if not (change.old and change.new):
        return ""
    same_words = ", lời văn giữ nguyên" if change.kind in ("same", "moved") else ""
    if change.renumbered:
        return f"Điều {change.old.number} chuyển thành Điều {change.new.number}{same_words}."
    return f"Đứng ở chỗ khác trong văn bản{same_words}." if change.moved else ""


def _main(change: ArticleChange) -> str:
    """Number of the article with which the words of a split one are shown: the first of the group."""
    others = [article for article in change.news if article is not change.new]
    return others[0].number if others else change.news[0].number


def _listed(articles: Sequence[Article]) -> str:
    """ "Điều 4, Điều 5 và Điều 6"."""
    names = [f"Điều {article.number}" for article in articles]
    return " và ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _renumberings(changes: Sequence[ArticleChange]) -> list[str]:
    """ "Điều 7–9 chuyển thành Điều 8–10": neighbours that shift by the same number in one phrase."""
    pairs = [(c.old.number, c.new.number) for c in changes if c.old and c.new and c.renumbered and not c.news]
    found = [f"Điều {before} chuyển thành Điều {now}" for before, now in ranges(pairs)]
    if len(found) <= MOST_RENUMBERINGS:
        return found
    return [f"{len(pairs)} điều đổi số"]


def _displaced(changes: Sequence[ArticleChange]) -> list[str]:
    """Articles with a printed number that keep it at another place."""
    count = sum(change.moved and not change.renumbered and not change.news for change in changes)
    return [f"{count} điều đổi chỗ"] * bool(count)


def ranges(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs of numbers (old, new), neighbours that go on by one on both sides put together: ("7–9", "8–10")."""
    runs: list[list[tuple[str, str]]] = []
    for pair in pairs:
        if runs and _follows(runs[-1][-1], pair):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return [(_range(run, 0), _range(run, 1)) for run in runs]


def _follows(before: tuple[str, str], after: tuple[str, str]) -> bool:
    return all(a.isdecimal() and b.isdecimal() and int(b) == int(a) + 1 for a, b in zip(before, after, strict=True))


def _range(run: Sequence[tuple[str, str]], side: int) -> str:
    first, last = run[0][side], run[-1][side]
    return first if first == last else f"{first}–{last}"
