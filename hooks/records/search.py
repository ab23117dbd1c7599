"""What readers type in the search box, in the words of the pages: docs/data/search.yml."""

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
    """Whoever types one of `typed` looks for `ours`, which is a word of a page."""

    ours: Phrase
    typed: tuple[Annotated[str, PHRASE, Unique("typed")], ...]


class Given(Record):
    """Words that find a page, a Markdown file below docs/, besides those that are on it."""

    page: Annotated[PageAddress, Unique("page of the search")]
    words: tuple[Phrase, ...]


class Search(Record):
    """The whole file. `everywhere` counts only if nothing else is typed, `ignored` never."""

    same: tuple[Same, ...]
    pages: tuple[Given, ...]
    everywhere: tuple[QuietWord, ...]
    ignored: tuple[QuietWord, ...]

    def of(self, page: str) -> tuple[str, ...]:
        """The words given to a page, causes/index.md and so on."""
        return tuple(word for one in self.pages if one.page == page for word in one.words)

    def unfindable(self, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each of `ours` with a word that no text of a page has, and that word."""
        known = vocabulary(texts)
        for same in self.same:
            for word in same.ours.split():
                if not any(one.startswith(word) for one in known):
                    yield same.ours, word


def vocabulary(texts: Iterable[str]) -> set[str]:
    """The words of texts, in small letters."""
    return {word for text in texts for word in re.findall(r"[^\W_]+", text.lower())}
