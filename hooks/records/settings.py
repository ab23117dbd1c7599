"""The settings in mkdocs.yml that readers see: addresses, name, reviewer, clinic, edition, links.

Defects are reported with file and line, as for data files.
"""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Annotated, Any

from records.clinic import Clinic
from records.days import today
from records.reader import Reader
from records.record import Record
from records.references import SiteAddress
from records.review import Review, Reviewed, review
from records.rules import OneOf, Place
from records.yaml_lines import YamlList, YamlMapping

ADDRESS = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
EDITIONS = ("interactive", "plain")  # of the checklist: PUBLISHING.md
LIKE = "an address such as https://example.org/guide/, without ? and #"


class Link(Record):
    """A link in the footer of each page."""

    address: Annotated[str, SiteAddress()]
    name: str


class Door(Link):
    """A large link on the home page."""

    what: str


class Extra(Record):
    """All of `extra`. The last two belong to the offline pack."""

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
        """Whether the checklist is for reading only, without boxes and result."""
        return self.checklist == "plain"


def load(
    reader: Reader, path: str, name: str, site_url: str | None, repo_url: str | None
) -> Settings:
    """The settings in the file `path`, below the reader's root, and in the files it inherits from.

    `name`, `site_url` and `repo_url` are as MkDocs resolved them from the file and the environment.
    An address that is set to nothing, as in a new repository's workflow, counts as not set.
    """
    addresses = {"site_url": (site_url or "").lstrip(), "repo_url": (repo_url or "").lstrip()}
    checked: dict[str, str] = {}
    reviewed: Reviewed | None = None
    clinic, checklist = Clinic(), None
    while path:
        tree = reader.parse(path)
        if not isinstance(tree, YamlMapping):
            break
        if "site_name" in tree:
            reader.value(str, tree["site_name"], Place(reader, "settings", "site_name"))
        for field in addresses.keys() & tree.keys() - checked.keys():
            checked[field] = _address(reader, field, addresses[field], tree[field])
        extra = tree.get("extra", YamlMapping())
        if extra and (record := reader.record(Extra, extra, "extra")):
            reviewed, clinic = record.review or reviewed, record.clinic or clinic
            checklist = checklist or record.checklist
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
    """An address ending in /, without stray spaces or index.html; empty if there is none."""
    if not address and isinstance(written, YamlList):  # !ENV [SITE_URL, "…"]
        address = written[-1]
    address = re.sub(r"(/index\.html?)?[\s/]*$", "", address)
    if address and not ADDRESS.fullmatch(address):
        reader.defect(written.line, f"{name}: '{address}' must be {LIKE}")
    return f"{address}/" if address else ""
