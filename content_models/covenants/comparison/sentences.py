"""Changes in words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..provisions import Article
from .changes import ArticleChange

MOST_RENUMBERINGS = 6  # phrases; more are counted, not listed


@dataclass(frozen=True)
class Voice:
    """The words for what happened: to a text that was edited, or between two that stand beside each other."""

    nothing: str
    counted: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    becomes: str
    split: str
    merged: str
    part: str
    many_numbers: str
    displaced: str
    split_part: str
    merged_part: str


EDITED = Voice(
    nothing="Không có điều nào thay đổi.",
    counted=(("changed", "điều sửa"), ("added", "điều mới"), ("removed", "điều bỏ")),
    words={"same": "Giữ nguyên", "changed": "Sửa", "added": "Mới", "removed": "Bỏ", "moved": "Đổi chỗ"}
    | {"split": "Tách", "merged": "Nhập"},
    becomes="chuyển thành",
    split="tách thành",
    merged="nhập thành",
    part="sửa",
    many_numbers="điều đổi số",
    displaced="điều đổi chỗ",
    split_part="Là phần tách ra từ Điều {old} cũ; lời văn xem ở Điều {main}.",
    merged_part="Đã nhập vào Điều {main}; lời văn xem ở đó.",
)
BESIDE = Voice(
    nothing="Hai văn bản giống nhau.",
    counted=(
        ("changed", "điều khác lời"),
        ("added", "điều chỉ có ở bản thứ hai"),
        ("removed", "điều chỉ có ở bản thứ nhất"),
    ),
    words={"same": "Giống nhau", "changed": "Khác lời", "added": "Chỉ ở bản thứ hai"}
    | {"removed": "Chỉ ở bản thứ nhất", "moved": "Khác chỗ", "split": "Một thành nhiều", "merged": "Nhiều thành một"},
    becomes="ứng với",
    split="ứng với",
    merged="ứng với",
    part="khác",
    many_numbers="điều mang số khác",
    displaced="điều đứng ở chỗ khác",
    split_part="Cùng ứng với Điều {old} của bản thứ nhất; lời văn xem ở Điều {main}.",
    merged_part="Cùng ứng với Điều {main} của bản thứ hai; lời văn xem ở đó.",
)
NOTHING = EDITED.nothing


def summary(changes: Sequence[ArticleChange], voice: Voice = EDITED) -> str:
    """One sentence: "3 điều sửa, 1 điều mới; Điều 4 tách thành Điều 4 và Điều 5; Điều 7–8 chuyển thành Điều 9–10;
    sửa lời nói đầu." """
    counts: Counter[str] = Counter(change.kind for change in changes if not change.part)
    counted = ", ".join(f"{counts[kind]} {word}" for kind, word in voice.counted if counts[kind])
    groups = [group_sentence(change, voice) for change in changes if change.news and not change.follows]
    others = [f"{voice.part} {change.part[0].lower()}{change.part[1:]}" for change in changes if change.part]
    numbers = [*_renumberings(changes, voice), *_displaced(changes, voice)]
    sentences = [*[counted] * bool(counted), *groups, *numbers, *others]
    if not sentences:
        return voice.nothing
    sentence = "; ".join(sentences)
    return f"{sentence[0].upper()}{sentence[1:]}."


def group_sentence(change: ArticleChange, voice: Voice = EDITED) -> str:
    """ "Điều 4 tách thành Điều 4 và Điều 5", "Điều 4 và Điều 5 nhập thành Điều 4"."""
    verb = voice.split if change.kind == "split" else voice.merged
    return f"{_listed(change.olds)} {verb} {_listed(change.news)}"


def change_word(change: ArticleChange, voice: Voice = EDITED) -> str:
    """What happened to an article, in a few words."""
    word = voice.words[change.kind]
    if change.kind == "changed" and change.moved and voice is EDITED:
        return f"{word}, đổi chỗ"
    return word


def change_sentence(change: ArticleChange, voice: Voice = EDITED) -> str:
    """What happened to an article beyond its words, as a sentence, or ""."""
    if change.follows and change.new:
        return voice.split_part.format(old=change.olds[0].number, main=_main(change))
    if change.follows:
        return voice.merged_part.format(main=change.news[0].number)
    if change.news:
        return f"{group_sentence(change, voice)}."
    if not (change.old and change.new):
        return ""
    same_words = ", lời văn giữ nguyên" if change.kind in ("same", "moved") else ""
    if change.renumbered:
        return f"Điều {change.old.number} {voice.becomes} Điều {change.new.number}{same_words}."
    return f"Đứng ở chỗ khác trong văn bản{same_words}." if change.moved else ""


def _main(change: ArticleChange) -> str:
    """Number of the article with which the words of a split one are shown: the first of the group."""
    others = [article for article in change.news if article is not change.new]
    return others[0].number if others else change.news[0].number


def _listed(articles: Sequence[Article]) -> str:
    """ "Điều 4, Điều 5 và Điều 6"."""
    names = [f"Điều {article.number}" for article in articles]
    return " và ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _renumberings(changes: Sequence[ArticleChange], voice: Voice) -> list[str]:
    """ "Điều 7–9 chuyển thành Điều 8–10": neighbours that shift by the same number in one phrase."""
    pairs = [(c.old.number, c.new.number) for c in changes if c.old and c.new and c.renumbered and not c.news]
    found = [f"Điều {before} {voice.becomes} Điều {now}" for before, now in ranges(pairs)]
    if len(found) <= MOST_RENUMBERINGS:
        return found
    return [f"{len(pairs)} {voice.many_numbers}"]


def _displaced(changes: Sequence[ArticleChange], voice: Voice) -> list[str]:
    """Articles with a printed number that keep it at another place."""
    count = sum(change.moved and not change.renumbered and not change.news for change in changes)
    return [f"{count} {voice.displaced}"] * bool(count)


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
