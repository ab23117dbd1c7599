"""The settings that reach readers: addresses, the guide's name, reviewer, clinic, edition,
doors, foot.

What is wrong goes to the reader with file and line, as for data files. What is checked here is
checked nowhere else.
"""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Annotated, Any

from records.clinic import Clinic
from records.reader import EMPTY, Reader
from records.record import Record
from records.references import SiteAddress
from records.review import Review, review, today
from records.rules import Date, OneOf, Place
from records.yaml_lines import Items, Mapping, Text

ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
EDITIONS = ("interactive", "plain")  # of the checklist: PUBLISHING.md
LIKE = "an address such as https://example.org/guide/, without ? and #"


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """A link at the foot of each page."""

    address: Annotated[str, SiteAddress()]
    name: str


@dataclass(frozen=True, kw_only=True)
class Door(Link):
    """A way in on the home page."""

    what: str


@dataclass(frozen=True, kw_only=True)
class Reviewed(Record):
    """Who checked the site, as it is written; review.py says what it comes to."""

    reviewer: str | None = None
    role: str | None = None
    date: Date | None = None
    next: str | None = None


@dataclass(frozen=True, kw_only=True)
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
    state, clinic, checklist = Review("draft"), Clinic(), None
    while path:
        tree = reader.parse(path)
        if not isinstance(tree, Mapping):
            break
        if "site_name" in tree:
            reader.value(str, tree["site_name"], Place(reader, "settings", "site_name"))
        for field in addresses.keys() & tree.keys() - checked.keys():
            checked[field] = _address(reader, field, addresses[field], tree[field])
        extra = tree.get("extra", Mapping())
        for part in extra.keys() & {"review", "clinic"} if isinstance(extra, Mapping) else ():
            extra[part] = _filled(extra[part])
        found = reader.record(Extra, extra, "extra") if extra else None
        if found and found.review:
            state = _review(reader, extra["review"])
        clinic = (found and found.clinic) or clinic
        checklist = checklist or (found and found.checklist)
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
        review=state,
        clinic=clinic,
        checklist=checklist or EDITIONS[0],
    )


def _filled(node: Any) -> Any:
    """A mapping without its empty fields, which here mean none, and with one text for `hours` as a
    list; anything else as it is."""
    if node in EMPTY:
        node = Mapping()
        node.line = 1
    if isinstance(node, Mapping):
        for name in [name for name, value in node.items() if value in EMPTY]:
            del node[name]
        if isinstance(text := node.get("hours"), Text):
            node["hours"] = Items([text])
            node["hours"].line = text.line
    return node


def _address(reader: Reader, name: str, address: str, written: Any) -> str:
    """An address without what people leave at its ends; empty if there is none."""
    if not address and isinstance(written, Items):  # !ENV [SITE_URL, "…"]
        address = written[-1]
    address = re.sub(r"(/index\.html?)?[\s/]*$", "", address)
    if address and not ADDRESS.fullmatch(address):
        reader.defect(written.line, f"{name}: '{address}' must be {LIKE}")
    return f"{address}/" if address else ""


def _review(reader: Reader, written: Mapping) -> Review:
    """The state of the whole site; the line of a defect is that of the field that it names."""
    try:
        return review(written, today())
    except ValueError as error:
        named = re.search(r"'(\w+)'", str(error))
        place = written.get(named[1], written) if named else written
        reader.defect(place.line, str(error))
        return Review("draft")
