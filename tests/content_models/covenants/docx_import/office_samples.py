"""Files that LibreOffice wrote, from old formats and from a web page; see `make_office_files`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from . import layout_samples, typed_samples
from .sample import Sample
from .typed_samples import UNSIGNED

FILES = Path(__file__).parent / "files"
_MADE = {sample.name: sample for sample in (*typed_samples.SAMPLES, *layout_samples.SAMPLES)}
# LibreOffice has no "never begin anew", so its articles begin again in each chapter; the importer says so.
_LEVELS = "C I QUY ĐỊNH CHUNG\nĐ 1 Phạm vi: 1(a b) 2\nĐ 2 Nguyên tắc: 1\nC II Thực hiện\nĐ 3 Hiệu lực: 1"
_RESTARTED = "Trong tệp ghi “Điều 1”, theo thứ tự là Điều 3"


def _stored(name: str) -> Callable[[], bytes]:
    return partial(Path.read_bytes, FILES / f"{name}.docx")


def _again(name: str, through: str) -> Sample:
    """What went through another format reads as it did before."""
    first = _MADE[name]
    return Sample(
        f"{name}_{through}",
        _stored(f"{name}_{through}"),
        first.tree,
        first.doubts,
        first.notes,
        first.title,
        first.kind,
        first.signers,
        first.bodies,
    )


SAMPLES = (
    _again("whole", "doc"),
    _again("whole", "odt"),
    _again("whole", "rtf"),
    _again("signed_table", "odt"),
    _again("data_table", "rtf"),
    Sample("four_levels_odt", _stored("four_levels_odt"), _LEVELS, (UNSIGNED, _RESTARTED)),
    Sample("four_levels_doc", _stored("four_levels_doc"), _LEVELS, (UNSIGNED, _RESTARTED)),
    Sample(
        "web_page",
        _stored("web_page"),
        "C I Quy định chung\nĐ 1 Phạm vi: 1(a b) 2\nĐ 2 Lịch\nB 2x2\nĐ 3 Hiệu lực",
        (UNSIGNED,),
        title="HƯƠNG ƯỚC ẤP RẠCH TÀU",
    ),
)
