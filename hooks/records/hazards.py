"""What could go wrong for a reader, and the tests against it: docs/data/quality/hazards.yml."""

import re
from typing import Annotated

from records.reader import Reader
from records.record import Record
from records.references import IdOf, NewId
from records.yaml_lines import YamlText

TESTS = "tests"  # a folder; a copy of the project without it cannot be judged
TEST = re.compile(r"^\s*def (test_\w+)", re.M)


class Hazard(Record):
    """One thing that could go wrong. `left` is the risk that remains."""

    id: Annotated[str, NewId("hazard")]
    hazard: str
    harm: str
    who: str
    cause: str
    control: str
    left: str
    tests: tuple[Annotated[str, IdOf("test")], ...]


def register_tests(reader: Reader) -> None:
    """Tells `reader` which tests the project has."""
    files = sorted((reader.root / TESTS).rglob("test_*.py"))
    names = (name for file in files for name in TEST.findall(file.read_text(encoding="utf-8")))
    reader.known["test"] = {name: YamlText.at(1, name) for name in names}
