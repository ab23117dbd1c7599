"""All that the site says, read and checked in one go, so that all defects show at once."""

import re
from dataclasses import dataclass, fields, replace

from records import changes, front_matter, hazards, markers, sheets, words
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
from records.yaml_lines import line_of

HOME = "index.md"
HELP_PAGE = "when-to-seek-care/"
NOT_MEDICAL = "about/"  # pages on the guide itself
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
    """All records, made once for each build and handed on. `pages` are by path below docs/."""

    settings: Settings
    words: dict[str, str]
    pages: dict[str, FrontMatter]

    @property
    def lead(self) -> tuple[str, str]:
        """What stands above the signs, and what to do with them in this edition."""
        flags = self.red_flags
        return flags.lead, flags.read if self.settings.plain else flags.tick

    @property
    def to_send(self) -> tuple[tuple[str, str], ...]:
        """What a practice can send to a patient: what each is called, and its words."""
        clinic, numbers = self.settings.clinic, self.emergency_numbers
        number = clinic.emergency or numbers.number_of(clinic.country)
        emergency = self.red_flags.tiers[0]
        emergency = replace(emergency, action=numbers.numbered(emergency.action, number))
        return self.sheets.to_send(emergency, help_page(self.settings))

    @property
    def names(self) -> dict[str, str]:
        """What readers know a flag, tier, fact or step by that has changed, by its id."""
        return changes.names(self.changes, self.red_flags, self.key_facts)

    def about(self, page: str) -> tuple[Subject, ...]:
        """What a page is about: its own subjects, or home's. Empty for pages on the guide."""
        if page.startswith(NOT_MEDICAL):
            return ()
        return self.pages[page].about or self.pages[HOME].about

    def review_of(self, page: str) -> Review:
        """A page's own review, if its front matter has one, or else the site's."""
        own = self.pages[page].review
        return review(own, today()) if own else self.settings.review


def path_of(name: str) -> str:
    """The path of a data file by its name in DataFiles."""
    return f"docs/data/{name.replace('_', '-')}.yml"


def help_page(settings: Settings) -> str:
    """The address of "When to get help"; empty without the site's own."""
    return f"{settings.url}{HELP_PAGE}" if settings.url else ""


def load(reader: Reader, settings: Settings, pages: list[str] | None = None) -> Site:
    """The site in the reader's folder. Raises DataError with every defect of every file, and with
    what `reader` has found before.

    `pages` are the paths below docs/ of those that become pages; without it, all but hidden ones.
    """
    docs = reader.root / "docs"
    if pages is None:
        every = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
        pages = [path for path in every if not re.search(r"(^|/)\.", path)]
    data = {one.name: reader.load(one.type, path_of(one.name)) for one in fields(DataFiles)}
    own_words = words.load(reader)
    hazards.register_tests(reader)
    # A flag with a mistake is named once, in its file, and not again by each page that lists it.
    broken = {one.path for one in reader.defects}
    flags = None if path_of("red_flags") in broken else data["red_flags"]
    if data["changes"] and flags and data["key_facts"]:
        reader.path = path_of("changes")
        changes.know_advice(reader, data["changes"])
        reader.path = path_of("red_flags")
        for line, problem in () if path_of("changes") in broken else data["changes"].unlike(flags):
            reader.defect(line, f"red flags: {problem}")
    if (kit := data["reader_tests"]) and flags and data["key_facts"]:
        reader.path = path_of("reader_tests")
        kit.check(reader, flags, data["key_facts"], own_words)
    heads = {}
    texts = [repr(data[name]) for name in WORDS_OF_PAGES]
    for page in sorted(pages):
        if (text := reader.read(f"docs/{page}")) is not None:
            if head := front_matter.read(reader, text):
                heads[page] = head
            markers.check(reader, text, flags)
            texts.append(text)
    reader.path = path_of("search")
    for line, problem in data["search"].unfindable(texts) if data["search"] else ():
        reader.defect(line, f"search: {problem}")
    if (own := data["sheets"]) and flags:
        reader.path = path_of("sheets")
        if problem := sheets.sms_fault(own.sms, flags.tiers[0], help_page(settings)):
            reader.defect(line_of(own.sms), f"sheets: 'sms' {problem}")
    if (numbers := data["emergency_numbers"]) and flags:
        reader.path = path_of("emergency_numbers")
        numbers.check(reader, flags.tiers[0].action)
    reader.check()
    return Site(**data, settings=settings, words=own_words, pages=heads)
