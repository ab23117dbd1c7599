"""docs/data/measurements.yml, as `make measure` renews it: each program writes its own parts."""

from pathlib import Path

import yaml

PATH = "docs/data/measurements.yml"
HEAD = """\
# yaml-language-server: $schema=schema/measurements.json
# Measurements of the pages, written by `make measure`: do not edit anything by hand except `peers`
# and `checkers`.
# date, median, article, pages: how easy they are to read, as measured by tools/reading.py.
# weight: kB after Brotli 11 (1 kB is 1,000 bytes); tools/weight.py.
# triage: results of the checklist for short stories, in percent; tools/triage.py.
# checkers: as published in the source that the page names.
# peers: other tools with the same article on four pages, measured once, in November 2026.
"""


def known(path: str = PATH) -> dict:
    """All parts as they were written last, numbers as numbers and dates as dates."""
    file = Path(path)
    return yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}


def renew(parts: dict, path: str = PATH) -> None:
    """Writes these parts and keeps all others."""
    text = yaml.safe_dump(known(path) | parts, sort_keys=False, allow_unicode=True)
    Path(path).write_text(HEAD + text, encoding="utf-8")
