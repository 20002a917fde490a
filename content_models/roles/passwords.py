"""First passwords: readable on a printed slip, hard to guess, short-lived."""

from __future__ import annotations

import datetime as dt
import secrets

# Without letters and digits that look alike on paper (0/o, 1/l/i).
ALPHABET = "abcdefghkmnpqrstuvwxyz23456789"
GROUPS = 3
GROUP_LENGTH = 4
VALID_FOR = dt.timedelta(days=7)


def first_password() -> str:
    """Twelve letters and digits in groups, about 58 bits: "k7mp-3xfa-9hrt"."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
