"""How easy the pages are to read, as last measured: docs/data/measurements.yml."""

from dataclasses import dataclass

from records import Reader, Record

PATH = "docs/data/measurements.yml"


@dataclass(frozen=True, kw_only=True)
class Page(Record):
    """One page's scores, as `make measure` wrote them; lengths in words."""

    address: str
    words: str
    grade: str
    mean: str
    longest: str
    long_words: str


@dataclass(frozen=True, kw_only=True)
class Article(Record):
    """The scores of the text that the site grew from."""

    words: str
    grade: str
    mean: str
    longest: str
    long_words: str


@dataclass(frozen=True, kw_only=True)
class Measurements(Record):
    """The whole file."""

    date: str
    median: str
    article: Article
    pages: tuple[Page, ...]


def load(reader: Reader, sources: dict) -> Measurements | None:
    """The measurements, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    return None if tree is None else reader.record(Measurements, tree, "measurements")
