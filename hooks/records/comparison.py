"""The kinds of face movement side by side: docs/data/comparison.yml."""

from typing import Annotated

from records.record import Record
from records.red_flags import TierId
from records.references import NewId, SourceId


class Kind(Record):
    """One card. A line that nothing is known about is absent, not guessed."""

    id: Annotated[str, NewId("kind")]
    name: str
    where: str
    looks: str
    hold_back: str | None = None
    over_time: str
    tier: TierId
    what_to_do: str
    sources: tuple[SourceId, ...]


class Comparison(Record):
    """The whole file."""

    caption: str
    kinds: tuple[Kind, ...]
