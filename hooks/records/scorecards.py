"""Published criteria for health information, our own scores: docs/data/quality/scorecards.yml."""

from collections.abc import Iterator
from typing import Annotated

from records.record import Record
from records.references import IdOf, NewId, PageAddress
from records.rules import Date, Length, OneOf
from records.yaml_lines import line_of

PAGES = {  # of the scored pages, by field
    "home": "index.md",
    "relief": "relief/index.md",
    "care": "when-to-seek-care/index.md",
    "spasm": "causes/hemifacial-spasm.md",
}
LEFT_OUT = "does not apply"
Score = Annotated[str, OneOf(("1", "0", LEFT_OUT))]
Tests = tuple[Annotated[str, IdOf("test")], ...]


class Item(Record):
    """One item of the CDC index: its question, each page's score, and why. `tests` check it."""

    id: Annotated[str, NewId("item")]
    item: str
    home: Score
    relief: Score
    care: Score
    spasm: Score
    why: str
    tests: Tests | None = None

    def pages(self, score: str) -> list[str]:
        """The paths of the pages that have this score."""
        return [path for name, path in PAGES.items() if getattr(self, name) == score]


class Criterion(Record):
    """One criterion of the PIF TICK, how far it is met, why, and the page that shows it."""

    id: Annotated[str, NewId("criterion")]
    criterion: str
    state: Annotated[str, OneOf(("met", "partly", "not yet"))]
    why: str
    page: PageAddress


class Scorecards(Record):
    """The whole file, scored by ourselves on a day."""

    date: Date
    index: Annotated[tuple[Item, ...], Length(20, 20)]
    criteria: Annotated[tuple[Criterion, ...], Length(10, 10)]

    def problems(self) -> Iterator[tuple[int, str]]:
        for item in self.index:
            if len(item.pages(LEFT_OUT)) == len(PAGES):
                yield line_of(item.item), f"'{item.id}' applies to no page; score it for one"

    @property
    def totals(self) -> tuple[tuple[str, int, int], ...]:
        """The path of each scored page, its points, and how many items apply to it."""
        return tuple(
            (
                path,
                sum(path in item.pages("1") for item in self.index),
                sum(path not in item.pages(LEFT_OUT) for item in self.index),
            )
            for path in PAGES.values()
        )
