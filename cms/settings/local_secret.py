"""A secret key for one machine's development or demo data, made once and kept out of the repository."""

import secrets
from pathlib import Path


def local_secret_key(var: Path) -> str:
    """Read `var/secret_key`, making it (mode 0600) the first time."""
    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
