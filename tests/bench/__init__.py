"""Measures with bars: `python -m tests.bench` (docs/benchmarks.md). Never part of the tests: times are not."""
