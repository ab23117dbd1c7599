"""Everything the site says, read and checked in one go so that all defects are reported at once."""

import re
from dataclasses import dataclass, fields, replace

from records import changes, front_matter, hazards, markers, words
from records.changes import Changes
from records.claims import Claims
from records.comparison import Comparison
from records.days import today
from records.emergency_numbers import EmergencyNumbers
from records.front_matter import FrontMatter, Subject
from records.hazards import Hazard
from records.key_facts import KeyFacts
from records.measurements import Measurements
from records.pictures import Picture
from records.reader import Reader
from records.reader_tests import ReaderTests
from records.red_flags import RedFlags
from records.review import Review, review
from records.scorecards import Scorecards
from records.search import Search
from records.settings import Settings
from records.sheets import Sheets
from records.sources import Source

STRAY = "nothing reads this file; delete it, or add its name to DataFiles in hooks/records/site.py"
HOME = "index.md"
HELP_PAGE = "when-to-seek-care/"
NOT_MEDICAL = "about/"  # pages on the guide itself
QUALITY = ("hazards", "measurements", "reader_tests", "scorecards")  # how the guide is checked
WORDS_OF_PAGES = ("red_flags", "key_facts", "comparison", "emergency_numbers")  # in words of pages


@dataclass(frozen=True, kw_only=True)
class DataFiles:
    """The data files by the names that templates know: `red_flags` is docs/data/red-flags.yml."""

    abbreviations: dict[str, str]
    changes: Changes
    claims: Claims
    comparison: Comparison
    emergency_numbers: EmergencyNumbers
    hazards: dict[str, Hazard]
    key_facts: KeyFacts
    measurements: Measurements
    pictures: dict[str, Picture]
    reader_tests: ReaderTests
    red_flags: RedFlags
    scorecards: Scorecards
    search: Search
    sheets: Sheets
    sources: dict[str, Source]


@dataclass(frozen=True, kw_only=True)
class Site(DataFiles):
    """All records, made once per build and passed on. `pages` maps a path below docs/ to its front
    matter."""

    settings: Settings
    words: dict[str, str]
    pages: dict[str, FrontMatter]

    @property
    def lead(self) -> tuple[str, str]:
        """The sentence above the signs, and what to do with them in this edition."""
        flags = self.red_flags
        return flags.lead, flags.read if self.settings.plain else flags.tick

    @property
    def to_send(self) -> tuple[tuple[str, str], ...]:
        """What a practice can send to a patient: pairs of a heading and a text."""
        clinic, numbers = self.settings.clinic, self.emergency_numbers
        number = clinic.emergency or numbers.number_of(clinic.country)
        emergency = self.red_flags.tiers[0]
        emergency = replace(emergency, action=numbers.numbered(emergency.action, number))
        return self.sheets.to_send(emergency, help_page(self.settings))

    @property
    def names(self) -> dict[str, str]:
        """The name that readers know of each flag, tier, fact or step that has changed, by id."""
        return changes.names(self.changes, self.red_flags, self.key_facts)

    def about(self, page: str) -> tuple[Subject, ...]:
        """What a page is about: its own subjects or else home's; nothing for pages on the guide."""
        if page.startswith(NOT_MEDICAL):
            return ()
        return self.pages[page].about or self.pages[HOME].about

    def review_of(self, page: str) -> Review:
        """A page's own review, if its front matter has one, or else the site's."""
        written = self.pages[page].review
        return review(written, today()) if written else self.settings.review


def path_of(name: str) -> str:
    """The path of a data file by its name in DataFiles."""
    folder = "quality/" if name in QUALITY else ""
    return f"docs/data/{folder}{name.replace('_', '-')}.yml"


def help_page(settings: Settings) -> str:
    """The address of "When to get help"; empty if the site has no address yet."""
    return f"{settings.url}{HELP_PAGE}" if settings.url else ""


def load(reader: Reader, settings: Settings, pages: list[str] | None = None) -> Site:
    """The site in the reader's folder.

    `pages` are the paths below docs/ of the files that become pages; by default all visible ones.
    Raises DataError with every defect of every file, including those that `reader` had before.
    """
    docs = reader.root / "docs"
    if pages is None:
        paths = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
        pages = [path for path in paths if not re.search(r"(^|/)\.", path)]
    known = [path_of(field.name) for field in fields(DataFiles)] + [words.PATH]
    for file in sorted(docs.glob("data/**/*.yml")):
        reader.path = f"docs/{file.relative_to(docs).as_posix()}"
        if reader.path not in known:
            reader.defect(1, STRAY)
    data = {field.name: reader.load(field.type, path_of(field.name)) for field in fields(DataFiles)}
    site_words = words.load(reader)
    hazards.register_tests(reader)
    # A mistake in a flag is reported once, in its file, not again for each page that lists it.
    broken = {defect.path for defect in reader.defects}
    flags = None if path_of("red_flags") in broken else data["red_flags"]
    if data["changes"] and flags and data["key_facts"]:
        changes.register_advice(reader, data["changes"])
        if path_of("changes") not in broken:
            data["changes"].compare_dates(reader, flags)
    if (kit := data["reader_tests"]) and flags and data["key_facts"]:
        kit.check(reader, flags, data["key_facts"], site_words)
    front = {}
    texts = [repr(data[name]) for name in WORDS_OF_PAGES]
    for page in sorted(pages):
        if (text := reader.read(f"docs/{page}")) is not None:
            if head := front_matter.read(reader, text):
                front[page] = head
            markers.check(reader, text, flags)
            texts.append(text)
    for phrase, word in data["search"].unfindable(texts) if data["search"] else ():
        reader.defect_at(phrase, f"search: no page has the word '{word}' of '{phrase}'")
    if data["sheets"] and flags:
        data["sheets"].check(reader, flags.tiers[0], help_page(settings))
    if data["emergency_numbers"] and flags:
        data["emergency_numbers"].check(reader, flags.tiers[0].action)
    reader.check()
    return Site(**data, settings=settings, words=site_words, pages=front)
