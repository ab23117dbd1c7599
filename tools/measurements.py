"""Reads and updates docs/data/quality/measurements.yml for the programs of `make measure`."""

from pathlib import Path

import yaml

PATH = "docs/data/quality/measurements.yml"
HEAD = """\
# yaml-language-server: $schema=../schema/measurements.json
# Measurements of the pages, written by `make measure`: do not edit anything by hand except `peers`
# and `checkers`.
# date, median, article, pages: how easy they are to read, as measured by tools/reading.py.
# weight: kB after Brotli 11 (1 kB is 1,000 bytes); tools/weight.py.
# triage: results of the checklist for short stories, in percent; tools/triage.py.
# checkers: as published in the source that the page names.
# peers: other tools with the same article on four pages, measured once, in November 2026.
"""


def load(path: str = PATH) -> dict:
    """All values of the file, with numbers and dates as such; empty if there is no file."""
    file = Path(path)
    return yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}


def update(values: dict, path: str = PATH) -> None:
    """Writes these top-level values and keeps all others."""
    text = yaml.safe_dump(load(path) | values, sort_keys=False, allow_unicode=True)
    Path(path).write_text(HEAD + text, encoding="utf-8")
