"""A process of the fire: `python -m tests.search.fire.child prepare|edit|finish …` (see `acts`)."""

from __future__ import annotations

import sys

import django

if __name__ == "__main__":
    django.setup()
    from tests.search.fire.acts import COMMANDS

    COMMANDS[sys.argv[1]](*sys.argv[2:])
