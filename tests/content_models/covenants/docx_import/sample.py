"""A Word file as somebody wrote it, with what must be read out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from content_models.covenants.docx_import import ReadDocument
from content_models.covenants.provisions import Part, Provision


@dataclass(frozen=True)
class Sample:
    """`tree` has a line for each part, see `outline`. `doubts` and `notes` are beginnings or pieces of the
    sentences: every doubt must be expected, and every expectation met."""

    name: str
    make: Callable[[], bytes]
    tree: str
    doubts: Sequence[str] = ()
    notes: Sequence[str] = ()
    title: str | None = None
    kind: str | None = None
    signers: Sequence[str] | None = None
    bodies: dict[str, str] = field(default_factory=dict)  # number of an article → its whole body
    legacy: bool = False  # letters are converted, so the XML holds other words


def outline(read: ReadDocument) -> str:
    """ "P", "C I TÊN", "M 1 Tên", "Đ 1 Tên: 1(a b) 2", "B 2x3", a line for each part."""
    return "\n".join(_line(part) for part in read.covenant.parts)


def tree(text: str) -> str:
    """An outline as written in a test."""
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def signers_of(read: ReadDocument) -> list[str]:
    """ "head Nguyễn Văn A", in the order of the law."""
    return [f"{signer.role} {signer.name}".strip() for signer in read.signers]


def _line(part: Part) -> str:
    if part.article:
        clauses = " ".join(_provision(clause) for clause in part.article.clauses)
        return f"Đ {part.number} {part.title}".rstrip() + (f": {clauses}" if clauses else "")
    if part.kind == "preamble":
        return "P"
    if part.kind == "table":
        return f"B {len(part.rows)}x{len(part.rows[0])}"
    return f"{'C' if part.kind == 'chapter' else 'M'} {part.number} {part.title}".rstrip()


def _provision(provision: Provision) -> str:
    below = " ".join(_provision(child) for child in provision.children)
    return f"{provision.number}({below})" if below else provision.number
