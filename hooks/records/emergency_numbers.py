"""Emergency and advice numbers by region: load and check docs/data/emergency-numbers.yml."""

import re
from dataclasses import dataclass

from records.reader import Reader, Record

PATH = "docs/data/emergency-numbers.yml"
NUMBER = re.compile(r"[0-9][0-9 ]{0,13}[0-9]")  # the shortest, as 15 in France, have 2 digits


@dataclass(frozen=True, kw_only=True)
class Region(Record):
    """One place and its numbers. A number never stands without its place."""

    id: str
    place: str
    short: str
    emergency: str
    advice: str | None = None
    advice_name: str | None = None
    note: str | None = None
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EmergencyNumbers(Record):
    """The whole file. `any` stands for every place that is not listed."""

    any: str
    regions: tuple[Region, ...]


def load(reader: Reader, sources: dict) -> EmergencyNumbers | None:
    """The numbers, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    numbers = tree is not None and reader.record(EmergencyNumbers, tree, "emergency numbers")
    if not numbers:
        return None
    reader.unique(numbers.regions, "region")
    for region in numbers.regions:
        what = f"region '{region.id}'"
        reader.known(region.sources, sources, what, "source")
        for number in filter(None, (region.emergency, region.advice)):
            if not NUMBER.fullmatch(number):
                reader.defect(
                    number.line, f"{what}: '{number}' is no telephone number (digits and spaces)"
                )
        if region.advice and not region.advice_name:
            reader.defect(region.line, f"{what}: 'advice' needs 'advice_name' beside it")
    return numbers
