"""The outbox under fire: processes that edit, index, rebuild and search are killed at random moments; nothing is lost.

`python -m tests.search.fire --edits 2000 [--servers]` runs it by hand and prints a report.
"""
