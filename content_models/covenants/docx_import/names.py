"""Names of the XML of Word, and small readers of its attributes. Pure."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALSE = ("0", "false", "off", "none")


def value(node: Any, path: str) -> str | None:
    """`w:val` of the child at a path of Word names ("pPr/jc"), None when it is not there."""
    found = child(node, path)
    return None if found is None else found.get(f"{W}val")


def child(node: Any, path: str) -> Any:
    """The child at a path of Word names, None when it or the node is not there."""
    return None if node is None else node.find("/".join(W + name for name in path.split("/")))


def switch(node: Any, path: str) -> bool | None:
    """A property that is on or off: None when nothing is said."""
    found = child(node, path)
    return None if found is None else (found.get(f"{W}val") or "true").lower() not in _FALSE


def whole(text: str | None, default: int = 0) -> int:
    """A number out of an attribute; the default for nonsense."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.lstrip("-").isdigit() and len(digits) < 10 else default
