"""What others ask of health information, and how far this guide meets it, by our own judgement:
docs/data/scorecards.yml."""

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
    """One item of the index: what it asks, the score of each page, and why. `tests` judge it."""

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
    """One criterion of the forum's mark, how far it is met, why, and the page that shows it."""

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
        for one in self.index:
            if len(one.pages(LEFT_OUT)) == len(PAGES):
                yield line_of(one.item), f"'{one.id}' applies to no page; give it to one"

    @property
    def totals(self) -> tuple[tuple[str, int, int], ...]:
        """The path of each scored page, its points, and how many items apply to it."""
        return tuple(
            (
                path,
                sum(path in one.pages("1") for one in self.index),
                sum(path not in one.pages(LEFT_OUT) for one in self.index),
            )
            for path in PAGES.values()
        )
