"""The closing table of `./test`: every part by name, and why one did not run."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a part ended."""

    PASSED = "ĐẠT"
    FAILED = "KHÔNG ĐẠT"
    LEFT_OUT = "BỎ QUA"


@dataclass(frozen=True)
class Part:
    """One line of the table; `why` says why a part failed or was left out, `seconds` how long it took."""

    name: str
    outcome: Outcome
    seconds: float = 0.0
    why: str = ""


def table(parts: list[Part]) -> str:
    """The parts under one another, with a verdict in the last line."""
    width = max(len(unicodedata.normalize("NFC", part.name)) for part in parts)
    lines = ["", "=" * 78, "KẾT QUẢ TỪNG PHẦN", "=" * 78]
    for part in parts:
        time = f"{part.seconds:6.0f} giây" if part.seconds else " " * 11
        why = f"  {part.why}" if part.why else ""
        lines.append(f"{part.name:<{width}}  {part.outcome:<9} {time}{why}")
    return "\n".join([*lines, "=" * 78, verdict(parts), "=" * 78])


def verdict(parts: list[Part]) -> str:
    """One sentence that cannot be misread."""
    failed = [part.name for part in parts if part.outcome is Outcome.FAILED]
    left_out = [part.name for part in parts if part.outcome is Outcome.LEFT_OUT]
    if failed:
        return f"KHÔNG ĐẠT: {len(failed)} phần ({'; '.join(failed)})"
    if left_out:
        return f"ĐẠT, NHƯNG CHƯA ĐỦ: {len(left_out)} phần đã bỏ qua ({'; '.join(left_out)})"
    return "ĐẠT TẤT CẢ"


def exit_code(parts: list[Part], everything_required: bool) -> int:
    """1 when a part failed, or was left out although everything is required; else 0."""
    bad = {Outcome.FAILED, Outcome.LEFT_OUT} if everything_required else {Outcome.FAILED}
    return int(any(part.outcome in bad for part in parts))
