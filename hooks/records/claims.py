"""What is often said about twitching, and what this site says instead: docs/data/claims.yml."""

from typing import Annotated

from records.record import Record
from records.references import NewId, PageAddress, SourceId
from records.rules import OneOf

VERDICTS = (
    "supported",
    "partly",
    "weak evidence",
    "misleading",
    "wrong",
    "not found",
    "our caution",
)


class Claim(Record):
    """One statement. `page` is where we say what we say: a Markdown file, #id of its heading."""

    id: Annotated[str, NewId("claim")]
    said: str
    verdict: Annotated[str, OneOf(VERDICTS)]
    why: str
    page: PageAddress
    sources: tuple[SourceId, ...]


class Group(Record):
    """Claims about one subject."""

    heading: str
    claims: tuple[Claim, ...]


class Claims(Record):
    """The whole file."""

    groups: tuple[Group, ...]
