"""The index of the search without what no reader looks for, and with the words that they type.

assets/javascripts/search-waits.js turns what is typed into words of the pages, by the table that
comes with the index.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from records.search import Search, vocabulary

WORD_SEPARATOR = r"[^0-9A-Za-z\u00c0-\u024f\u0300-\u036f]+"  # no letter, no figure
# How much a match counts. A word in the title of a page or section, or one that is given to the
# page, says more than one in its text; with the theme's own 1000 titles would say everything.
FIELDS = {"title": 6, "words": 6, "text": 1}
ENDING = re.compile(r"^(.{3,}?)(?:ing|ed|s)$")
FIRST = 9  # how many times a word counts that sounds like a stroke
WHOLE_WORD_LETTERS = 4  # letters of a word that finds only itself; others are taken as beginnings
FOOTNOTE_MARK = re.compile(r"<sup>\d+</sup>")


def lean(written: str, search: Search, given: dict[str, tuple[str, ...]], leads: set[str]) -> str:
    """The theme's index without what no reader looks for, and with the words that they type.

    Pages are named by their addresses below the site, such as `causes/`: `given` has the words that
    find a page beside its own, `leads` the pages of which only the lead is to be found. A section
    that several pages have word by word is left out: it tells nobody which page to read.
    """
    tree = json.loads(written)
    docs = []
    pages_with = Counter((doc["title"], doc["text"]) for doc in tree["docs"])
    for doc in tree["docs"]:
        address, _, section = doc["location"].partition("#")
        repeated = pages_with[doc["title"], doc["text"]] > 1
        if section and (address in leads or repeated):
            continue
        doc |= {name: FOOTNOTE_MARK.sub("", doc[name]) for name in ("title", "text")}
        if not section:
            doc["words"] = " ".join(given.get(address, ()))
        docs.append(doc)
    tree["docs"] = docs
    tree["config"] |= {
        "separator": WORD_SEPARATOR,
        "fields": {name: {"boost": boost} for name, boost in FIELDS.items()},
        "words": _table(search, (doc[name] for doc in docs for name in ("title", "text"))),
        "everywhere": [_stem(one) for one in search.everywhere],
        "ignored": [_stem(one) for one in search.ignored],
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def rewrite(site: Path, search: Search, given: dict[str, tuple[str, ...]], leads: set[str]) -> None:
    """Makes the index in a built folder lean."""
    path = site / "search/search_index.json"
    path.write_text(lean(path.read_text(encoding="utf-8"), search, given, leads), "utf-8")


def _table(search: Search, texts: Iterable[str]) -> dict[str, str]:
    """What to look for instead of what is typed. A typed word that a text has is looked for too."""
    known = vocabulary(texts)
    found = {}
    for same in search.same:
        ours = [_counted(one, search.first) for one in same.ours.split()]
        for typed in same.typed:
            own = [one for one in typed.split() if one not in search.ignored]
            kept = own if all(one in known for one in own) else []
            kept = [_stem(one) for one in kept if one not in same.ours.split()]
            found[" ".join(map(_stem, typed.split()))] = " ".join([*ours, *kept])
    return found


def _counted(word: str, first: tuple[str, ...]) -> str:
    """One of our words with how many times it counts, which makes it find only itself."""
    if word in first:
        return f"{word}^{FIRST}"
    return word if len(word) > WHOLE_WORD_LETTERS else f"{word}^1"


def _stem(word: str) -> str:
    """The word without a plain ending, as search-waits.js has it too."""
    return ENDING.sub(r"\1", word)
