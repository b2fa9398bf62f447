"""Measuring Serambi: `python -m bench` (or `make bench`) measures everything and writes docs/benchmarks.md.

Each figure is taken in a process of its own on a data folder of its own below `--work`; corpora, databases and
finished figures are kept there, so a run that was stopped goes on where it was.
"""
