"""Other words for what the pages say, for the search: docs/data/search.yml."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated

from records.record import Record
from records.references import PageAddress, Unique
from records.rules import Matches

PHRASE = Matches(r"[^\W_A-Z]+( [^\W_A-Z]+)*", "be small letters and single spaces, without signs")
Phrase = Annotated[str, PHRASE]
QuietWord = Annotated[str, PHRASE, Unique("quiet word")]


class Same(Record):
    """Synonyms: a reader who types one of `typed` finds pages with `ours`."""

    ours: Phrase
    typed: tuple[Annotated[str, PHRASE, Unique("typed")], ...]


class Given(Record):
    """Extra words that find a page, given as a Markdown file below docs/."""

    page: Annotated[PageAddress, Unique("page of the search")]
    words: tuple[Phrase, ...]


class Search(Record):
    """The whole file. `first` words count most, `everywhere` words only if typed alone, `ignored`
    ones never."""

    same: tuple[Same, ...]
    pages: tuple[Given, ...]
    first: tuple[Annotated[str, PHRASE], ...]
    everywhere: tuple[QuietWord, ...]
    ignored: tuple[QuietWord, ...]

    def of(self, page: str) -> tuple[str, ...]:
        """The extra words of a page, such as causes/index.md."""
        return tuple(word for given in self.pages if given.page == page for word in given.words)

    def unfindable(self, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each of `ours` that no page contains, with the missing word."""
        known = vocabulary(texts)
        for same in self.same:
            for word in same.ours.split():
                if not any(other.startswith(word) for other in known):
                    yield same.ours, word


def vocabulary(texts: Iterable[str]) -> set[str]:
    """The words of all texts, in lower case."""
    return {word for text in texts for word in re.findall(r"[^\W_]+", text.lower())}
