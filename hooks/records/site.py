"""All that the site says, read and checked in one go, so that all defects show at once."""

import re
from dataclasses import dataclass, fields

from records import abbreviations, changes, front_matter, hazards, markers, sheets, words
from records.changes import Changes
from records.claims import Claims
from records.comparison import Comparison
from records.emergency_numbers import EmergencyNumbers, Region
from records.front_matter import FrontMatter, Subject
from records.hazards import Hazards
from records.key_facts import KeyFacts
from records.measurements import Measurements
from records.pictures import Pictures
from records.reader import Reader
from records.reader_tests import ReaderTests
from records.red_flags import RedFlags
from records.scorecards import Scorecards
from records.search import Search
from records.settings import Settings
from records.sheets import Sheets
from records.sources import Source
from records.yaml_lines import line_of

HOME = "index.md"
HELP = "when-to-seek-care/"
NOT_MEDICAL = "about/"  # pages on the guide itself
SHOWN = ("red_flags", "key_facts", "comparison", "emergency_numbers")  # in words of pages


@dataclass(frozen=True, kw_only=True)
class DataFiles:
    """The data files under their own names: `red_flags` is docs/data/red-flags.yml.

    Templates know them by these names.
    """

    changes: Changes
    claims: Claims
    comparison: Comparison
    emergency_numbers: EmergencyNumbers
    hazards: Hazards
    key_facts: KeyFacts
    measurements: Measurements
    pictures: Pictures
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
    abbreviations: dict[str, str]
    pages: dict[str, FrontMatter]

    @property
    def lead(self) -> tuple[str, str]:
        """What stands above the signs, and what to do with them in this edition."""
        flags = self.red_flags
        return flags.lead, flags.read if self.settings.plain else flags.tick

    @property
    def to_send(self) -> tuple[tuple[str, str], ...]:
        """What a practice can send to a patient: what each is called, and its words."""
        own, address = self.sheets, help_page(self.settings) or self.sheets.sample
        emergency = self.red_flags.tiers[0]
        texts = ((own.sms_heading, own.sms), (own.letter_line_heading, own.letter_line))
        return tuple((name, sheets.filled(text, emergency, address)) for name, text in texts)

    @property
    def names(self) -> dict[str, str]:
        """What readers know a flag, tier, fact or step by that has changed, by its id."""
        return changes.names(self.changes, self.red_flags, self.key_facts)

    @property
    def region(self) -> Region | None:
        """The clinic's country with its numbers, if the settings name one."""
        own = self.settings.clinic.country
        return next((one for one in self.emergency_numbers.regions if one.id == own), None)

    def about(self, page: str) -> tuple[Subject, ...]:
        """What a page is about: its own subjects, or home's. Empty for pages on the guide."""
        if page.startswith(NOT_MEDICAL):
            return ()
        return self.pages[page].about or self.pages[HOME].about


def path_of(name: str) -> str:
    """The path of a data file by its name in DataFiles."""
    return f"docs/data/{name.replace('_', '-')}.yml"


def help_page(settings: Settings) -> str:
    """The address of "When to get help"; empty without the site's own."""
    return f"{settings.url}{HELP}" if settings.url else ""


def load(reader: Reader, settings: Settings, pages: list[str] | None = None) -> Site:
    """The site in the reader's folder. Raises DataError with every defect of every file, and with
    what `reader` has found before.

    `pages` are the paths below docs/ of the Markdown files that become pages; without it, all but
    hidden ones.
    """
    docs = reader.root / "docs"
    if pages is None:
        every = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
        pages = [path for path in every if not re.search(r"(^|/)\.", path)]
    data = {one.name: reader.load(one.type, path_of(one.name)) for one in fields(DataFiles)}
    own_words, short_forms = words.load(reader), abbreviations.load(reader)
    hazards.know_tests(reader)
    # A flag with a mistake is named once, in its file, and not again by each page that lists it.
    broken = {one.path for one in reader.defects}
    flags = None if path_of("red_flags") in broken else data["red_flags"]
    if data["changes"] and flags and data["key_facts"]:
        reader.path = path_of("changes")
        changes.know_advice(reader, data["changes"])
        reader.path = path_of("red_flags")
        for line, problem in () if path_of("changes") in broken else data["changes"].unlike(flags):
            reader.defect(line, f"red flags: {problem}")
    heads = {}
    texts = [repr(data[name]) for name in SHOWN]
    for page in sorted(pages):
        if (text := reader.read(f"docs/{page}")) is not None:
            heads[page] = front_matter.read(reader, text)
            markers.check(reader, text, flags)
            texts.append(text)
    reader.path = path_of("search")
    for line, problem in data["search"].unfindable(texts) if data["search"] else ():
        reader.defect(line, f"search: {problem}")
    if (own := data["sheets"]) and flags:
        reader.path = path_of("sheets")
        sms = sheets.filled(own.sms, flags.tiers[0], help_page(settings))
        if problem := sheets.sms_fault(sms):
            reader.defect(line_of(own.sms), f"sheets: 'sms' {problem}")
    reader.check()
    return Site(**data, settings=settings, words=own_words, abbreviations=short_forms, pages=heads)
