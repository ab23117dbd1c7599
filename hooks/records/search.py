"""What readers type in the search box, in the words of the pages: load and check search.yml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from records.reader import Reader, Record
from records.yaml_lines import Defect

PATH = "docs/data/search.yml"
PHRASE = re.compile(r"[^\W_A-Z]+( [^\W_A-Z]+)*")


@dataclass(frozen=True, kw_only=True)
class Same(Record):
    """Whoever types one of `typed` looks for `ours`, which stands on a page."""

    ours: str
    typed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Given(Record):
    """Words that find a page, a Markdown file below docs/, beside those that stand on it."""

    page: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Search(Record):
    """The whole file. `everywhere` counts only if nothing else is typed, `ignored` never."""

    same: tuple[Same, ...]
    pages: tuple[Given, ...]
    everywhere: tuple[str, ...]
    ignored: tuple[str, ...]

    def of(self, page: str) -> tuple[str, ...]:
        """The words given to a page, causes/index.md and so on."""
        return tuple(word for one in self.pages if one.page == page for word in one.words)


def load(reader: Reader) -> Search | None:
    """The file, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    search = tree is not None and reader.record(Search, tree, "search")
    if not search:
        return None
    typed = [one for same in search.same for one in same.typed]
    given = [one for page in search.pages for one in page.words]
    quiet = (*search.everywhere, *search.ignored)
    ours = [same.ours for same in search.same]
    for text in (*quiet, *typed, *given, *ours):
        if text and not PHRASE.fullmatch(text):
            problem = f"search: '{text}' must be small letters and single spaces, without signs"
            reader.defect(text.line, problem)
    for texts in (quiet, typed, [one.page for one in search.pages]):
        first: dict[str, str] = {}
        for text in texts:
            other = first.setdefault(text, text)
            if text and other is not text:
                problem = f"search: '{text}' stands in line {other.line} already; keep one of them"
                reader.defect(text.line, problem)
    for one in search.pages:
        if not reader.has(f"docs/{one.page}"):
            reader.defect(one.page.line, f"search: there is no page docs/{one.page}")
    return search


def defects(search: Search, texts: Iterable[str]) -> list[Defect]:
    """Each word of `ours` that no text of a page has: it would find nothing."""
    known = vocabulary(texts)
    return [
        Defect(PATH, same.ours.line, f"search: no page has the word '{word}' of '{same.ours}'")
        for same in search.same
        for word in same.ours.split()
        if not any(one.startswith(word) for one in known)
    ]


def vocabulary(texts: Iterable[str]) -> set[str]:
    """The words of texts, in small letters."""
    return {word for text in texts for word in re.findall(r"[^\W_]+", text.lower())}
