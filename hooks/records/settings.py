"""The settings that reach readers: addresses, the guide's name, reviewer, clinic, doors, foot.

In: the configuration files of a build, with what each file inherits. Out: `Settings`; what is wrong
goes to the reader with file and line, as for data files, also a field that stands there twice. What
is checked here is checked nowhere else. Knows nothing of MkDocs.
"""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any

from records.emergency_numbers import NUMBER
from records.reader import EMPTY, Reader, Record
from records.review import Review, review, today
from records.yaml_lines import Items, Mapping

ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
LIKE = "an address such as https://example.org/guide/, without ? and #"


@dataclass(frozen=True, kw_only=True)
class Door(Record):
    """A way in on the home page."""

    address: str
    name: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """A link at the foot of each page."""

    address: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Clinic(Record):
    """A clinic's own details, printed on the sheets."""

    name: str | None = None
    phone: str | None = None
    hours: str | None = None
    emergency: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reviewed(Record):
    """Who checked the site, as it is written; review.py says what it comes to."""

    reviewer: str | None = None
    role: str | None = None
    date: str | None = None
    next: str | None = None


@dataclass(frozen=True, kw_only=True)
class Extra(Record):
    """All of `extra`. The last two are the offline pack's."""

    generator: str | None = None
    review: Reviewed | None = None
    clinic: Clinic | None = None
    doors: tuple[Door, ...] | None = None
    foot: tuple[Link, ...] | None = None
    offline: str | None = None
    polyfills: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Settings:
    """Checked settings. An address ends in / or is empty."""

    site_url: str
    repo_url: str
    review: Review
    clinic: Clinic


def load(reader: Reader, path: str, site_url: str | None, repo_url: str | None) -> Settings:
    """The settings in the file `path`, below the reader's root, and in those that it inherits.

    `site_url` and `repo_url` are what the engine made of the file and of the environment. One that
    is set and empty, as in a new repository's workflow, is none: the file's own holds.
    """
    addresses = {"site_url": (site_url or "").lstrip(), "repo_url": (repo_url or "").lstrip()}
    checked: dict[str, str] = {}
    reviewed, clinic = Review("draft"), Clinic()
    while path:
        tree = reader.parse(path)
        if not isinstance(tree, Mapping):
            break
        if "site_name" in tree:
            reader.text(tree["site_name"], "settings", "site_name")
        for name in addresses.keys() & tree.keys() - checked.keys():
            checked[name] = _address(reader, name, addresses[name], tree[name])
        extra = tree.get("extra", Mapping())
        if isinstance(extra, Mapping):
            for part in extra.keys() & {"review", "clinic"}:
                extra[part] = _filled(extra[part])
            found = reader.record(Extra, extra, "extra") if extra else Extra()
            _check_pages(reader, found)
            if found.review:
                reviewed = _review(reader, extra["review"])
            clinic = _checked(reader, found.clinic) if found.clinic else clinic
        else:
            reader.defect(extra.line, "extra: must have fields, each as 'name: text'")
        above = tree.get("INHERIT")
        for part in () if above else ("doors", "foot"):
            if part not in extra:
                reader.defect(getattr(extra, "line", 1), f"extra: missing field '{part}'")
        path = normpath(join(dirname(path), above)) if above else ""
    return Settings(checked.get("site_url", ""), checked.get("repo_url", ""), reviewed, clinic)


def _filled(node: Any) -> Any:
    """A mapping without its empty fields, which here mean none; anything else as it is."""
    if node in EMPTY:
        node = Mapping()
        node.line = 1
    if isinstance(node, Mapping):
        for name in [name for name, value in node.items() if value in EMPTY]:
            del node[name]
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


def _checked(reader: Reader, clinic: Clinic) -> Clinic:
    number = clinic.emergency
    if number and not NUMBER.fullmatch(number):
        problem = f"'emergency': '{number}' is no telephone number (digits and spaces)"
        reader.defect(number.line, f"clinic: {problem}")
    return clinic


def _check_pages(reader: Reader, extra: Extra) -> None:
    """Defects for doors and links at the foot that lead to no page."""
    for one in (*(extra.doors or ()), *(extra.foot or ())):
        page = f"docs/{one.address.strip('/')}"
        if not (reader.has(f"{page}.md") or reader.has(f"{page}/index.md")):
            reader.defect(one.address.line, f"'{one.name}': there is no page {page}.md")
