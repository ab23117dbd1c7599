"""What every page's front matter must hold: title, description, the date of its last change.

In: a page's text. Out: a list of what is wrong, with lines. Knows nothing of MkDocs.
"""

import re

import yaml

from records import DATE, Defect
from review import review, today

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.S | re.M)
KNOWN = ("title", "description", "changed", "hide", "search", "template", "review")
DESCRIPTION = range(70, 161)  # characters that search engines show


def defects(path: str, text: str) -> list[Defect]:
    """Missing, unknown or badly filled fields of a page's front matter."""

    def line(field: str) -> int:
        match = re.search(rf"^{re.escape(field)}\s*:", text, re.M)
        return text.count("\n", 0, match.start()) + 1 if match else 1

    block = FRONT_MATTER.match(text)
    try:
        meta = yaml.safe_load(block[1]) if block else None
    except yaml.MarkedYAMLError as error:
        problem = f"broken YAML in the front matter: {error.problem}"
        return [Defect(path, error.problem_mark.line + 2, problem)]
    if not isinstance(meta, dict):
        return [
            Defect(path, 1, "must start with front matter: ---, title, description, changed, ---")
        ]
    found = [
        Defect(path, line(name), f"unknown field '{name}' (known: {', '.join(KNOWN)})")
        for name in meta.keys() - set(KNOWN)
    ]
    for name in ("title", "description", "changed"):
        if not meta.get(name):
            found.append(Defect(path, line(name), f"missing field '{name}'"))
    description = str(meta.get("description") or "")
    if description and len(description) not in DESCRIPTION:
        problem = f"'description' has {len(description)} characters; write 70 to 160"
        found.append(Defect(path, line("description"), problem))
    if meta.get("changed") and not DATE.fullmatch(str(meta["changed"])):
        found.append(Defect(path, line("changed"), "'changed' must be a date such as 2026-11-22"))
    try:
        review(meta.get("review"), today())
    except ValueError as error:
        found.append(Defect(path, line("review"), str(error)))
    return found
