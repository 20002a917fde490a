"""`--hypothesis-profile=fuzz` gives tests that name no number of examples of their own 20,000."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("fuzz", max_examples=20_000, deadline=None)
