"""Emergency and advice numbers by region: docs/data/emergency-numbers.yml."""

from collections.abc import Iterator
from typing import Annotated

from records.record import Record
from records.references import NewId, SourceId
from records.rules import Matches

# The shortest numbers, such as 15 in France, have 2 digits.
Number = Annotated[
    str, Matches("[0-9][0-9 ]{0,13}[0-9]", "be a telephone number (digits and spaces)")
]

LETTER = ("us", "ca")  # the regions that print on Letter paper


class Region(Record):
    """One place and its numbers. A number never stands without its place."""

    id: Annotated[str, NewId("region")]
    place: str
    short: str
    emergency: Number
    advice: Number | None = None
    advice_name: str | None = None
    note: str | None = None
    sources: tuple[SourceId, ...]

    @property
    def paper(self) -> str:
        """The paper that it prints on: a4 or letter."""
        return "letter" if self.id in LETTER else "a4"

    def problems(self) -> Iterator[tuple[int, str]]:
        if self.advice and not self.advice_name:
            yield self.line, "'advice' needs 'advice_name' beside it"


class EmergencyNumbers(Record):
    """The whole file. `any` is for every place that is not listed."""

    any: str
    regions: tuple[Region, ...]
