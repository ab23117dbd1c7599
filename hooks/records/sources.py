"""The sources that pages, flags and facts refer to by id: docs/data/sources.yml."""

from typing import Annotated

from records.record import Record
from records.references import NewId
from records.rules import Date, Matches, OneOf

KINDS = (
    "guideline",
    "systematic review",
    "study",
    "review",
    "public guidance",
    "reference",
    "news",
)
ACCESS = ("page", "copy", "second-hand")


class Source(Record):
    """Where a statement comes from. `address` is the publisher's own page, or absent.

    `access` says how honest "read" is: the page itself, a copy of it, or a text that quotes it.
    """

    id: Annotated[str, NewId("source")]
    publisher: str
    title: str
    address: Annotated[str, Matches("https?://.+", "start with https://")] | None = None
    kind: Annotated[str, OneOf(KINDS)]
    access: Annotated[str, OneOf(ACCESS)]
    read: Date
