"""The check of a copy: what the file says, which version it means, and whether it says the same. Nothing is kept."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from django.core.exceptions import ValidationError
from django.utils import timezone

from content_models.files.extraction import DAMAGED, TOO_SLOW, run_apart, upload_problem
from content_models.visibility import public_pages

from ..comparison import Span, word_spans
from ..export.marks import marks_of, state_words
from ..export.paper import MOTTO, NATION, foot_lines
from ..models import CovenantVersion
from ..printing import version_paper
from .matching import Match, match, text_lines
from .squeezed import bare, squeeze

MAX_BYTES = 10 * 1024 * 1024
SECONDS = 25.0
CANDIDATES = 12  # versions that are compared when only the title tells
HEAD = 1500  # letters in which a title is looked for
RECOGNISED = 0.5  # a copy that has less of a text's letters is taken for another text
SHOWN = 20  # differences that are shown
TOO_BIG = f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB. Bản hương ước, quy ước tải từ đây chỉ vài trăm KB."
NO_TEXT = "Tệp không có chữ nào đọc được, có thể là ảnh quét. Hãy chọn tệp PDF hoặc Word có chữ."
_SHORT = re.compile(r"/b/([0-9]{1,12})/")
_SHA = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True)
class Shown:
    """A difference for the page: where, and the words that went and came."""

    where: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Answer:
    """What is known of a copy. Without a version: the file is no copy of a text that is public here."""

    version: CovenantVersion | None = None
    found_by: str = ""  # address, hash, title
    state: str = ""
    match: Match | None = None
    title_differs: bool = False
    differences: tuple[Shown, ...] = ()

    @property
    def is_same(self) -> bool:
        return bool(self.match and self.match.is_same and not self.match.extra and not self.title_differs)

    @property
    def more(self) -> int:
        """Differences that are not shown."""
        return len(self.match.differences) - len(self.differences) if self.match else 0


def check_copy(upload: BinaryIO, name: str) -> Answer:
    """Raises ValidationError with a sentence for a file that cannot be read."""
    pages = _pages(upload, name)
    text = "\n".join(_without_number(page, number) for number, page in enumerate(pages, start=1))
    if not any(letter.isalnum() for letter in text):
        raise ValidationError(NO_TEXT)
    best = Answer()
    for version, found_by in _candidates(text):
        answer = _answer(version, found_by, text)
        if answer.is_same or found_by != "title":
            return answer
        share = best.match.share if best.match else RECOGNISED
        best = answer if answer.match and answer.match.share >= share else best
    return best


def _pages(upload: BinaryIO, name: str) -> list[str]:
    """The file's pages, read apart in a folder that is gone afterwards."""
    if upload.seek(0, 2) > MAX_BYTES:
        raise ValidationError(TOO_BIG)
    if problem := upload_problem(upload, name):
        raise ValidationError(problem)
    with tempfile.TemporaryDirectory(prefix="dinh-copy-") as folder:
        file = Path(folder) / f"ban{Path(name).suffix.lower()}"
        upload.seek(0)
        file.write_bytes(upload.read())
        try:
            code, output = run_apart("content_models.covenants.copies.reader", file, SECONDS)
        except subprocess.TimeoutExpired:
            raise ValidationError(TOO_SLOW) from None
    return _read(output) if code == 0 else _refuse(DAMAGED)


def _read(output: bytes) -> list[str]:
    """Pages out of the answer of the child. Raises ValidationError with its sentence."""
    try:
        answer = json.loads(output)
    except ValueError:
        return _refuse(DAMAGED)
    return _refuse(str(answer["problem"])) if answer["problem"] else [str(page) for page in answer["pages"]]


def _refuse(sentence: str) -> NoReturn:
    raise ValidationError(sentence)


def _without_number(page: str, number: int) -> str:
    """A page's text without the number in its top margin."""
    first, _, rest = page.strip().partition("\n")
    return rest if number > 1 and first.strip() == str(number) else page


def _candidates(text: str) -> Iterator[tuple[CovenantVersion, str]]:
    """The version that the file names, by address or by hash; else those whose title it bears."""
    versions = CovenantVersion.objects.select_related("page__place", "decision").defer("text")
    named = versions.filter(pk__in=[int(pk) for pk in _SHORT.findall(text)][:3])
    hashed = versions.filter(sha256__in=_SHA.findall(text)[:3])
    for found_by, rows in (("address", named), ("hash", hashed)):
        found = _public(list(rows))
        yield from ((version, found_by) for version in found)
        if found:
            return
    yield from ((version, "title") for version in _titled(text))


def _titled(text: str) -> list[CovenantVersion]:
    head = squeeze(text[: HEAD * 3]).letters[:HEAD]
    rows = CovenantVersion.objects.order_by("-pk").values_list("pk", "title", "place_name")
    fitting = [
        (bare(place.split(",")[0]) in head, bare(place.rpartition(",")[2]) in head, pk)
        for pk, title, place in rows.iterator()
        if bare(title) in head
    ]
    chosen = [pk for _, _, pk in sorted(fitting, reverse=True)[:CANDIDATES]]
    versions = CovenantVersion.objects.select_related("page__place", "decision").defer("text").in_bulk(chosen)
    return _public([versions[pk] for pk in chosen])


def _public(versions: Sequence[CovenantVersion]) -> list[CovenantVersion]:
    shown = public_pages({version.page_id for version in versions})
    return [version for version in versions if version.page_id in shown]


def _answer(version: CovenantVersion, found_by: str, text: str) -> Answer:
    page = version.page
    state = state_words(page.history, version.number, timezone.localdate())
    lines = text_lines(version.covenant)
    if not lines:  # only a scan was recorded
        return Answer(version, found_by, state)
    found = match(lines, text, *_known(version))
    return Answer(
        version=version,
        found_by=found_by,
        state=state,
        match=found,
        title_differs=bare(version.title) not in squeeze(text).letters,
        differences=tuple(Shown(one.where, word_spans(one.text, one.copy)) for one in found.differences[:SHOWN]),
    )


Patterns = list[re.Pattern[str]]


def _known(version: CovenantVersion) -> tuple[Patterns, Patterns]:
    """Marks and frame of our own printed copies, on whichever day they were printed."""
    page, today = version.page, timezone.localdate()
    days = {today, *(day for day in page.history.change_days() if version.effective_on <= day <= today)}
    paper = version_paper(page, version, today)
    marks = {mark for day in days for mark in marks_of(page.history, version.number, day).values()}
    states = {state_words(page.history, version.number, day) for day in days}
    since = f"{version.effective_on:%d/%m/%Y}"
    frame = [
        f"({paper.recognition})", paper.title, NATION, MOTTO, *paper.place,
        *(signer.title for signer in paper.signers), "(Ký, ghi rõ họ tên)", *foot_lines(paper),
    ]  # fmt: skip
    dated = [
        re.escape(bare("Tình trạng tại ngày "))
        + "[0-9]{2}/[0-9]{2}/[0-9]{4}:"
        + re.escape(bare(f"{state} (hiệu lực từ ngày {since})."))
        for state in states
    ]
    return _patterns(f"[{mark}]" for mark in marks), [*map(re.compile, dated), *_patterns(frame)]


def _patterns(known: Iterable[str]) -> Patterns:
    """The longest first: a short one may stand inside it."""
    return [re.compile(re.escape(bare(words))) for words in sorted(known, key=len, reverse=True) if words]
