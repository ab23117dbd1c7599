"""All data of the site, read and checked in one go, so that all defects show at once.

In: the project's folder. Out: a dict of records by room name, as the partials know them.
"""

import re
from pathlib import Path

from components import expand
from records import (
    abbreviations,
    claims,
    comparison,
    emergency_numbers,
    front_matter,
    hazards,
    key_facts,
    measurements,
    pictures,
    red_flags,
    search,
    sheets,
    sources,
    subjects,
    words,
)
from records.reader import Reader


def load(root: Path, pages: list[str] | None = None, reader: Reader | None = None) -> dict:
    """The site's data. Raises DataError with every defect of every data file and page.

    `pages` are the paths below docs/ of the Markdown files that become pages; without it all but
    hidden ones. What `reader` has found before is raised with the rest.
    """
    reader = reader or Reader(root)
    if pages is None:
        every = (path.relative_to(root / "docs") for path in (root / "docs").rglob("*.md"))
        pages = [one.as_posix() for one in every if not re.search(r"(^|/)\.", one.as_posix())]
    known = sources.load(reader)
    if not known:  # without it every source on every page would be called unknown
        reader.check()
    data = {"sources": known, "words": words.load(reader)}
    data["pictures"] = pictures.load(reader, known)
    data["key_facts"] = key_facts.load(reader, known, data["pictures"])
    for room in (red_flags, comparison, emergency_numbers, claims, hazards, measurements, subjects):
        data[room.__name__.rpartition(".")[2]] = room.load(reader, known)
    data["sheets"] = sheets.load(reader, data["key_facts"])
    data["abbreviations"] = abbreviations.load(reader)
    data["search"] = search.load(reader)
    shown = ("red_flags", "key_facts", "comparison", "emergency_numbers")
    texts = [repr(data[room]) for room in shown]  # what components write into pages
    data["titles"] = {}  # of pages, by path below docs/
    for page in sorted(pages):
        name = f"docs/{page}"
        text = reader.read(name)
        if text is not None:
            reader.defects += front_matter.defects(name, text)
            data["titles"][page] = front_matter.title(text)
            reader.defects += expand.defects(name, text, data)
            texts.append(text)
    if data["search"]:
        reader.defects += search.defects(data["search"], texts)
    reader.check()
    return data
