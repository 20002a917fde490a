"""Reading an untrusted Word file in a process of its own, with limits on memory, processor time and seconds."""

from __future__ import annotations

import json
import signal
import subprocess
import tempfile
from pathlib import Path

from content_models.files.extraction import run_apart

from . import refusals
from .container import outside_problem
from .limits import SECONDS
from .refusals import Refusal
from .source import Source, from_json

_CHILD = "content_models.covenants.docx_import.child"


def read_source_apart(data: bytes, *, seconds: float = SECONDS) -> Source:
    """The lines of a Word file. The file lies on the disk while the child reads it, and no longer. Raises Refusal."""
    if problem := outside_problem(data):
        raise Refusal(problem)
    with tempfile.TemporaryDirectory(prefix="dinh-word-") as folder:
        file = Path(folder) / "file"
        file.write_bytes(data)
        try:
            code, output = run_apart(_CHILD, file, seconds)
        except subprocess.TimeoutExpired as error:
            raise Refusal(refusals.TOO_SLOW) from error
    if code:
        raise Refusal(refusals.TOO_SLOW if code == -signal.SIGXCPU else refusals.DAMAGED)
    return _source(output)


def _source(output: bytes) -> Source:
    try:
        answer = json.loads(output)
        if "refusal" in answer:
            raise Refusal(str(answer["refusal"]))
        return from_json(answer["source"])
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal(refusals.DAMAGED) from error
