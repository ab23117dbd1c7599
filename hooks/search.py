"""What the search box finds: docs/data/search.yml, and the theme's index made lean.

In: the data file; the index that the theme wrote, as text. Out: the index without what no reader
looks for, with the words that readers type. assets/javascripts/search-waits.js turns a query into
words of the pages, by the table that rides in the index. Knows nothing of MkDocs.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from lines import Defect
from records import Reader, Record

PATH = "docs/data/search.yml"
PHRASE = re.compile(r"[^\W_A-Z]+( [^\W_A-Z]+)*")
BETWEEN = r"""[\s\-,.:;!?()/"'“”‘’…·]+"""  # what stands between two words
# How much a match counts. A word in the title of a page or section, or one that is given to the
# page, says more than one in its text; with the theme's own 1000 titles would say everything.
FIELDS = {"title": 6, "words": 6, "text": 1}
ENDING = re.compile(r"^(.{3,}?)(?:ing|ed|s)$")
SHORT = 4  # letters of a word that finds only itself; others are taken as beginnings
NOTE = re.compile(r"<sup>\d+</sup>")


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
    """The whole file. `ignored` are words that tell the search nothing."""

    same: tuple[Same, ...]
    pages: tuple[Given, ...]
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
    for text in (*search.ignored, *typed, *given, *(same.ours for same in search.same)):
        if text and not PHRASE.fullmatch(text):
            problem = f"search: '{text}' must be small letters and single spaces, without signs"
            reader.defect(text.line, problem)
    for texts in (search.ignored, typed, [one.page for one in search.pages]):
        first: dict[str, int] = {}
        for text in texts:
            if text and first.setdefault(text, text.line) != text.line:
                problem = f"search: '{text}' stands in line {first[text]} already; keep one of them"
                reader.defect(text.line, problem)
    for one in search.pages:
        if not reader.has(f"docs/{one.page}"):
            reader.defect(one.page.line, f"search: there is no page docs/{one.page}")
    return search


def defects(search: Search, texts: Iterable[str]) -> list[Defect]:
    """Each word of `ours` that none of the pages' texts has: whoever is sent to it finds nothing."""
    known = _vocabulary(texts)
    return [
        Defect(PATH, same.ours.line, f"search: no page has the word '{word}' of '{same.ours}'")
        for same in search.same
        for word in same.ours.split()
        if not any(one.startswith(word) for one in known)
    ]


def index(written: str, search: Search, given: dict[str, tuple[str, ...]], leads: set[str]) -> str:
    """The theme's index without what no reader looks for, and with the words that they type.

    Pages are named by their addresses below the site, such as `causes/`: `given` has the words that
    find a page beside its own, `leads` the pages of which only the lead is to be found.
    """
    tree = json.loads(written)
    docs = []
    for doc in tree["docs"]:
        address, _, section = doc["location"].partition("#")
        if section and address in leads:
            continue
        doc |= {name: NOTE.sub("", doc[name]) for name in ("title", "text")}
        if not section:
            doc["words"] = " ".join(given.get(address, ()))
        docs.append(doc)
    tree["docs"] = docs
    tree["config"] |= {
        "separator": BETWEEN,
        "fields": {name: {"boost": boost} for name, boost in FIELDS.items()},
        "words": _table(search, (doc[name] for doc in docs for name in ("title", "text"))),
        "ignored": [_stem(one) for one in search.ignored],
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _table(search: Search, texts: Iterable[str]) -> dict[str, str]:
    """What to look for instead of what is typed. A typed word that a text has is looked for too."""
    known = _vocabulary(texts)
    found = {}
    for same in search.same:
        ours = [one if len(one) > SHORT else f"{one}^1" for one in same.ours.split()]
        for typed in same.typed:
            own = [one for one in typed.split() if one not in search.ignored]
            kept = own if all(one in known for one in own) else []
            kept = [_stem(one) for one in kept if one not in same.ours.split()]
            found[" ".join(map(_stem, typed.split()))] = " ".join([*ours, *kept])
    return found


def _stem(word: str) -> str:
    """The word without a plain ending, as search-waits.js has it too."""
    return ENDING.sub(r"\1", word)


def _vocabulary(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"[^\W_]+", text.lower())}
