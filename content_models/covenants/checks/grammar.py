"""What turns the meaning of a cue round: denial, the law or an authority that acts, free will. Pure.

Each function takes a clause and a span of it and looks only at the part of the sentence that the span stands in.
"""

from __future__ import annotations

from .clause import Clause, Span

_TURNS = frozenset(["thì", "nhưng", "nếu"])  # what follows one of these is a new statement
_NEAR_TURNS = _TURNS | frozenset(
    ["bị", "được", "sẽ", "phải", ",", ":", "mà"]
)  # for a plain "không", which reaches less far
_DENIERS = frozenset(["không", "chưa", "mới", "khỏi", "chỉ", "đừng"])
_FAR = 14  # words over which a ban reaches
_NEAR = 6  # words over which a plain "không" reaches


def denied(clause: Clause, span: Span) -> bool:
    """ "không ai được …", "cấm …", "không …" before the span, or "… là trái luật" after it."""
    start, end = clause.part_of(span.start)
    if clause.tokens[span.start].word in _TURNS:
        return bool(clause.within("denial_after", span.start, end))
    bans = [ban for ban in clause.within("ban", start, span.start) if span.start - ban.end <= _FAR]
    if any(not _turned(clause, ban.end, span.start) for ban in bans):
        return True
    near = clause.within("no", max(start, span.start - _NEAR), span.start)
    if clause.tokens[span.start].word in _DENIERS:
        near = []  # "chưa đầy tháng không được vào đình": a denial of its own
    if any(not _NEAR_TURNS & set(clause.words(no.end + 1, span.start)) for no in near):
        return True
    return bool(clause.within("denial_after", span.start, end))


def by_authority(clause: Clause, span: Span) -> bool:
    """An authority or the law does it: "bị công an xử phạt", "theo quy định của pháp luật"."""
    start, end = clause.part_of(span.start)
    if clause.within("by_law", start, end):
        return True
    for actor in clause.within("authority", max(start, span.start - 9), span.start):
        before = clause.words(max(start, actor.start - 3), actor.start)
        if not {"không", "khỏi", "chưa", "đừng", "khoan"} & set(before) and not _hamlet_between(clause, actor, span):
            return True
    return False


def of_free_will(clause: Clause, span: Span) -> bool:
    """Nobody is obliged: "tự nguyện", "tùy lòng", "không đặt mức", here or in the sentence after."""
    start, end = clause.part_of(span.start)
    after = clause.part_of(end)[1] if end < len(clause.tokens) else end
    return any(start <= found.start < after for found in clause.found("voluntary"))


def conditional(clause: Clause, span: Span) -> bool:
    """ "Hộ … thì" before the span in its part: what the span says follows from something that somebody did."""
    start, _ = clause.part_of(span.start)
    before = clause.words(start, span.start + 1)
    return "thì" in before and bool(clause.within("subject", start, start + before.index("thì")))


def wrong_before(clause: Clause, span: Span, *, parts: int = 1) -> bool:
    """A breach before the span, in its part of the sentence or `parts` parts in front, or a condition."""
    start, _ = clause.around(span.start, parts)
    for name in ("bad_act", "omission", "whoever"):
        if any(start <= found.start and found.end <= span.start for found in clause.found(name)):
            return True
    return conditional(clause, span)


def suffered(clause: Clause, span: Span) -> bool:
    """The span tells what befell somebody who is helped: "người bị đuổi khỏi nhà được ấp lo chỗ ở"."""
    start, end = clause.part_of(span.start)
    before = clause.words(max(start, span.start - 2), span.start + 1)
    helped = {"được", "báo", "gọi", "nhờ"} & set(clause.words(span.end, end))
    return "bị" in before and bool(helped) and "thì" not in clause.words(start, span.start)


def bad_before(clause: Clause, place: int, *, lists: tuple[str, ...] = ("bad_act",)) -> bool:
    """Somebody did wrong, in the same part of the sentence, before this token."""
    start, _ = clause.part_of(place)
    return any(start <= found.start < place for name in lists for found in clause.found(name))


def in_part(clause: Clause, name: str, place: int) -> bool:
    """A cue of the list stands in the part of the sentence that the token stands in."""
    start, end = clause.part_of(place)
    return bool(clause.within(name, start, end))


def affirmed(clause: Clause, name: str, place: int) -> bool:
    """A cue of the list stands in the part of the token, and no "không", "chưa", "mới" right before or after it."""
    start, end = clause.part_of(place)
    for found in clause.within(name, start, end):
        beside = {*clause.words(max(start, found.start - 2), found.start), *clause.words(found.end, found.end + 1)}
        if not beside & _DENIERS:
            return True
    return False


def _turned(clause: Clause, start: int, end: int) -> bool:
    return bool(_TURNS & set(clause.words(start, end)))


def _hamlet_between(clause: Clause, actor: Span, span: Span) -> bool:
    """ "… báo công an; còn ấp thì giữ xe": it is the hamlet that acts."""
    return bool(clause.within("hamlet", actor.end, span.start)) and _turned(clause, actor.end, span.start)
