"""Adapts the theme's search index: without needless entries, with the words that readers type.

assets/javascripts/search-waits.js replaces typed phrases by words of the pages, from the table
`words` in the index.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from records.search import Search, vocabulary

WORD_SEPARATOR = r"[^0-9A-Za-z\u00c0-\u024f\u0300-\u036f]+"  # neither letters nor digits
# Boosts. A match in the title of a page or section, or in a page's keywords, counts more than one
# in its text; with the theme's boost of 1000 the titles alone would decide the order.
FIELDS = {"title": 6, "words": 6, "text": 1}
ENDING = re.compile(r"^(.{3,}?)(?:ing|ed|s)$")
SHORT_WORD = 4  # letters; up to this a word must match whole, longer ones match as prefixes
FOOTNOTE_MARK = re.compile(r"<sup>\d+</sup>")
Keywords = dict[str, tuple[str, ...]]


def adapt(index: str, search: Search, keywords: Keywords, lead_only: set[str]) -> str:
    """The theme's index (JSON), adapted.

    Pages are named by their addresses below the site, such as `causes/`. `keywords` are further
    words that find a page; of the pages in `lead_only` no section is indexed but the lead.
    """
    tree = json.loads(index)
    docs = []
    for doc in tree["docs"]:
        address, _, section = doc["location"].partition("#")
        if section and address in lead_only:
            continue
        doc |= {name: FOOTNOTE_MARK.sub("", doc[name]) for name in ("title", "text")}
        if not section:
            doc["words"] = " ".join(keywords.get(address, ()))
        docs.append(doc)
    tree["docs"] = docs
    tree["config"] |= {
        "separator": WORD_SEPARATOR,
        "fields": {name: {"boost": boost} for name, boost in FIELDS.items()},
        "words": _replacements(search, (doc[name] for doc in docs for name in ("title", "text"))),
        "everywhere": [_stem(word) for word in search.everywhere],
        "ignored": [_stem(word) for word in search.ignored],
    }
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def adapt_file(site: Path, search: Search, keywords: Keywords, lead_only: set[str]) -> None:
    """Adapts the index of a built site, in place."""
    path = site / "search/search_index.json"
    path.write_text(adapt(path.read_text("utf-8"), search, keywords, lead_only), "utf-8")


def _replacements(search: Search, texts: Iterable[str]) -> dict[str, str]:
    """The words to search for, by typed phrase, together with the typed words that a text has."""
    known = vocabulary(texts)
    table = {}
    for same in search.same:
        ours = [word if len(word) > SHORT_WORD else f"{word}^1" for word in same.ours.split()]
        for phrase in same.typed:
            significant = [word for word in phrase.split() if word not in search.ignored]
            kept = significant if known.issuperset(significant) else []
            stems = [_stem(word) for word in kept if word not in same.ours.split()]
            table[" ".join(map(_stem, phrase.split()))] = " ".join([*ours, *stems])
    return table


def _stem(word: str) -> str:
    """The word without a plain ending, as in search-waits.js."""
    return ENDING.sub(r"\1", word)
