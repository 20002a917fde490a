"""The child process that opens an untrusted Word file: `python -m …docx_import.child FILE` → JSON.

Whatever goes wrong here ends only this process.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from . import refusals
from .limits import CPU_SECONDS, MEMORY
from .refusals import Refusal
from .source import to_json
from .word_file import read_source


def answer(path: Path) -> dict[str, Any]:
    """`{"source": …}` or `{"refusal": sentence}`."""
    try:
        return {"source": to_json(read_source(path.read_bytes()))}
    except Refusal as refusal:
        return {"refusal": refusal.sentence}
    except (MemoryError, RecursionError):
        return {"refusal": refusals.SWOLLEN}


def main() -> None:
    """Read the file named on the command line and write the answer to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(answer(Path(sys.argv[1])), sys.stdout)


if __name__ == "__main__":
    main()
