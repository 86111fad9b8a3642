"""Benches: `make bench` measures what docs/benchmarks.md promises, prints each figure with its aim, and keeps them there.

Absolute figures tell of one machine; ratios are taken between contestants that took turns in one run.
"""
