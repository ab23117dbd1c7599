"""What was last measured of the pages, reading and weight: docs/data/quality/measurements.yml."""

from records.record import Record
from records.rules import Date


class Scores(Record):
    """How easy a text is to read, as `make measure` wrote it; lengths in words."""

    words: str
    grade: str
    mean: str
    longest: str
    long_words: str


class Page(Scores):
    """The scores of one page."""

    address: str


class Load(Record):
    """What one page asks of a reader's connection: requests and kB of its first view, and kB
    before it shows and up to the first search result.
    """

    name: str
    requests: str
    blocking: str
    first_view: str
    search: str


class Weight(Record):
    """Three of our pages: the heaviest ordinary one, the middle one, the heaviest of all."""

    date: Date
    heaviest: Load
    middle: Load
    longest: Load


class Triage(Record):
    """What answers a checklist gave to short stories, in percent of `readings`: tools/triage.py."""

    readings: str
    right: str
    higher: str
    lower: str
    emergencies: str
    self_care: str
    well_higher: str


class Measurements(Record):
    """The whole file: reading first, then weight. `peers` are other tools, `checkers` are
    other checklists."""

    date: Date
    median: str
    article: Scores
    pages: tuple[Page, ...]
    weight: Weight
    triage: Triage
    checkers: Triage
    peers: tuple[Load, ...]
