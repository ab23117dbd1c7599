"""Key facts, do and do-not lists and home steps: docs/data/key-facts.yml."""

from typing import Annotated

from records.record import Record
from records.references import IdOf, NewId, SourceId
from records.rules import Matches


class Fact(Record):
    """One line that a reader keeps; `lead` is its bold start."""

    id: Annotated[str, NewId("fact")]
    lead: str | None = None
    text: str
    sources: tuple[SourceId, ...]


class DoNot(Fact):
    """One line of what to leave alone."""

    text: Annotated[str, Matches("do not .+", "start with 'do not'")]


class Step(Record):
    """One thing to try at home, as short instructions, with what to be careful about."""

    id: Annotated[str, NewId("fact")]
    title: str
    picture: Annotated[str, IdOf("picture")] | None = None
    how: tuple[str, ...]
    caution: str
    sources: tuple[SourceId, ...]


class KeyFacts(Record):
    """The whole file."""

    facts: tuple[Fact, ...]
    linked: Fact
    do: tuple[Fact, ...]
    do_not: tuple[DoNot, ...]
    steps: tuple[Step, ...]
