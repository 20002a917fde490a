"""Ports of this machine."""

from __future__ import annotations

import socket

from .console import Problem

LOCALHOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether nobody listens on the port of 127.0.0.1, or of all addresses."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCALHOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that nobody listens on now, chosen by the system."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOCALHOST, 0))
        return int(probe.getsockname()[1])


def require_free(port: int) -> None:
    """Raises Problem when the port is taken or may not be used, naming one that is free."""
    if not 1 <= port <= 65535:
        raise Problem(f"Cổng {port} không có: số cổng từ 1 đến 65535.")
    if is_free(port):
        return
    other = next((p for p in range(max(port, 1024) + 1, 65536) if is_free(p)), free_port())
    raise Problem(
        f"Cổng {port} đang có chương trình khác dùng (hoặc không được phép dùng): "
        f"hãy dừng chương trình ấy, hoặc chạy ./run --port {other}"
    )
