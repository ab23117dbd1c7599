"""Emergency and advice numbers by region: docs/data/emergency-numbers.yml."""

import re
from collections.abc import Iterator
from typing import Annotated

from records.reader import Reader
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
    """The whole file. `any` is for every place that is not listed; `phrase` is what the advice says
    instead of a number."""

    any: str
    phrase: str
    regions: tuple[Region, ...]

    def check(self, reader: Reader, action: str) -> None:
        """Reports to `reader` if the emergency tier's action would be printed without a number."""
        if self.phrase not in action:
            reader.defect_at(self.phrase, f"'phrase' must be words of '{action}'")

    def number_of(self, country: str | None) -> str | None:
        """The emergency number of a region by its id."""
        return next((region.emergency for region in self.regions if region.id == country), None)

    def split(self, text: str) -> list[str]:
        """The parts of a text before, between and after the phrase."""
        return re.split(re.escape(self.phrase), text, flags=re.IGNORECASE)

    def numbered(self, text: str, number: str | None) -> str:
        """A text with the number, if it is known, in place of the phrase."""
        return number.join(self.split(text)) if number else text
