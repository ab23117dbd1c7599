"""What could go wrong for a reader, and the tests that hold it back: docs/data/hazards.yml."""

import re
from dataclasses import dataclass

from records.reader import Reader, Record

PATH = "docs/data/hazards.yml"
TESTS = "tests"  # a folder; a copy of the project without it cannot be judged
TEST = re.compile(r"^\s*def (test_\w+)", re.M)


@dataclass(frozen=True, kw_only=True)
class Hazard(Record):
    """One thing that could go wrong. `left` is what nothing holds back yet."""

    id: str
    hazard: str
    harm: str
    who: str
    cause: str
    control: str
    left: str
    tests: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Hazards(Record):
    """The whole file."""

    hazards: tuple[Hazard, ...]


def load(reader: Reader, sources: dict) -> Hazards | None:
    """The hazards, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    hazards = tree is not None and reader.record(Hazards, tree, "hazards")
    if not hazards:
        return None
    reader.unique(hazards.hazards, "hazard")
    files = sorted((reader.root / TESTS).rglob("test_*.py"))
    there = {name for file in files for name in TEST.findall(file.read_text(encoding="utf-8"))}
    for hazard in hazards.hazards if there else ():
        reader.known(hazard.tests, there, f"hazard '{hazard.id}'", "test")
    return hazards
