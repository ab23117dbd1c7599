"""The settings that reach readers: addresses, the guide's name, reviewer, clinic, edition,
doors, foot.

What is wrong goes to the reader with file and line, as for data files. What is checked here is
checked nowhere else.
"""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Annotated, Any, ClassVar

from records.days import today
from records.emergency_numbers import Number
from records.reader import Reader
from records.record import Record
from records.references import IdOf, SiteAddress
from records.review import Review, Reviewed, review
from records.rules import OneOf, Place
from records.yaml_lines import Items, Mapping

ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
EDITIONS = ("interactive", "plain")  # of the checklist: PUBLISHING.md
LIKE = "an address such as https://example.org/guide/, without ? and #"


class Link(Record):
    """A link at the foot of each page."""

    address: Annotated[str, SiteAddress()]
    name: str


class Door(Link):
    """A way in on the home page."""

    what: str


class Clinic(Record):
    """A clinic's own details, printed on the sheets. With a `country`, an id of
    emergency-numbers.yml, they have its numbers and its paper only."""

    may_be_empty: ClassVar[bool] = True
    name: str | None = None
    phone: str | None = None
    hours: str | None = None
    country: Annotated[str, IdOf("region")] | None = None
    emergency: Number | None = None


class Extra(Record):
    """All of `extra`. The last two are the offline pack's."""

    generator: str | None = None
    review: Reviewed | None = None
    clinic: Clinic | None = None
    checklist: Annotated[str, OneOf(EDITIONS)] | None = None
    doors: tuple[Door, ...] | None = None
    foot: tuple[Link, ...] | None = None
    offline: str | None = None
    polyfills: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Checked settings. An address ends in / or is empty. `checklist` is one of EDITIONS."""

    name: str
    url: str
    repo_url: str
    review: Review
    clinic: Clinic
    checklist: str = EDITIONS[0]

    @property
    def plain(self) -> bool:
        """Whether the checklist is only to read: no boxes, no result."""
        return self.checklist == "plain"


def load(
    reader: Reader, path: str, name: str, site_url: str | None, repo_url: str | None
) -> Settings:
    """The settings in the file `path`, below the reader's root, and in those that it inherits.

    `name`, `site_url` and `repo_url` are what the engine made of the file and of the environment.
    An address that is set and empty, as in a new repository's workflow, is none: the file's own
    holds.
    """
    addresses = {"site_url": (site_url or "").lstrip(), "repo_url": (repo_url or "").lstrip()}
    checked: dict[str, str] = {}
    reviewed: Reviewed | None = None
    clinic, checklist = Clinic(), None
    while path:
        tree = reader.parse(path)
        if not isinstance(tree, Mapping):
            break
        if "site_name" in tree:
            reader.value(str, tree["site_name"], Place(reader, "settings", "site_name"))
        for field in addresses.keys() & tree.keys() - checked.keys():
            checked[field] = _address(reader, field, addresses[field], tree[field])
        extra = tree.get("extra", Mapping())
        if extra and (found := reader.record(Extra, extra, "extra")):
            reviewed, clinic = found.review or reviewed, found.clinic or clinic
            checklist = checklist or found.checklist
        above = tree.get("INHERIT")
        for part in () if above else ("doors", "foot"):
            if part not in extra:
                reader.defect(getattr(extra, "line", 1), f"extra: missing field '{part}'")
        path = normpath(join(dirname(path), above)) if above else ""
    site, repository = (checked.get(field, "") for field in addresses)
    return Settings(
        name=name,
        url=site,
        repo_url=repository,
        review=review(reviewed, today()),
        clinic=clinic,
        checklist=checklist or EDITIONS[0],
    )


def _address(reader: Reader, name: str, address: str, written: Any) -> str:
    """An address without what people leave at its ends; empty if there is none."""
    if not address and isinstance(written, Items):  # !ENV [SITE_URL, "…"]
        address = written[-1]
    address = re.sub(r"(/index\.html?)?[\s/]*$", "", address)
    if address and not ADDRESS.fullmatch(address):
        reader.defect(written.line, f"{name}: '{address}' must be {LIKE}")
    return f"{address}/" if address else ""
