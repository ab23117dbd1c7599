"""What every page's front matter must hold: title, description, the date of its last change.

In: a page's text. Out: a list of what is wrong, with lines. Knows nothing of MkDocs.
"""

import re

from records import EMPTY, MARKUP, Defect, Mapping, Text, is_date, parsed
from review import review, today

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.S | re.M)
KNOWN = ("title", "description", "changed", "hide", "search", "template", "review")
DESCRIPTION = range(70, 161)  # characters that search engines show


def defects(path: str, text: str) -> list[Defect]:
    """Missing, unknown or badly filled fields of a page's front matter."""

    block = FRONT_MATTER.match(text)
    meta, found = parsed(path, block[1], above=1) if block else (None, [])
    if not isinstance(meta, Mapping):
        problem = "must start with front matter: ---, title, description, changed, ---"
        return found or [Defect(path, 1, problem)]

    def defect(field: str, problem: str) -> None:
        found.append(Defect(path, meta[field].line if field in meta else 1, problem))

    for name in meta.keys() - set(KNOWN):
        defect(name, f"unknown field '{name}' (known: {', '.join(KNOWN)})")
    for name in ("title", "description", "changed"):
        if not meta.get(name) or meta[name] in EMPTY:
            defect(name, f"missing field '{name}'")
        elif not isinstance(meta[name], Text):
            defect(name, f"'{name}' must be one text")
        elif markup := MARKUP.search(meta[name]):
            defect(name, f"'{name}' holds markup ({markup[0]!a}); write plain words")
        elif name == "description" and len(meta[name]) not in DESCRIPTION:
            defect(name, f"'description' has {len(meta[name])} characters; write 70 to 160")
        elif name == "changed" and not is_date(meta[name]):
            defect(name, "'changed' must be a date such as 2026-11-22")
    try:
        review(meta.get("review"), today())
    except ValueError as error:
        defect("review", str(error))
    return found
