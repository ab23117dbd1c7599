"""What every page's front matter must hold: title, description, the date of its last change.

In: a page's text. Out: a list of what is wrong, with lines. Knows nothing of MkDocs.
"""

import re
from typing import Any

import yaml

from records.reader import EMPTY, date_fault, fault
from records.review import review, today
from records.words import TEMPLATES
from records.yaml_lines import Defect, Mapping, parsed

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.S | re.M)
KNOWN = ("title", "description", "changed", "hide", "search", "template", "review")
DESCRIPTION = range(70, 161)  # characters that search engines show
HIDDEN = ("navigation", "toc")
SEARCH = {"boost": (int, float), "exclude": bool, "sections": bool}


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
    values = _guessed(block[1])
    for name in ("title", "description", "changed"):
        value = values.get(name)
        if value is None or value in EMPTY:
            defect(name, f"missing field '{name}'")
        elif name == "changed":
            if problem := date_fault(str(value)):
                defect(name, f"'changed' {problem}")
        elif not isinstance(value, str):
            defect(name, f"'{name}' must be one text; a number, yes or no needs quotes around it")
        elif problem := fault(value):
            defect(name, f"'{name}' {problem}")
        elif name == "description" and len(value) not in DESCRIPTION:
            defect(name, f"'description' has {len(value)} characters; write 70 to 160")
    for name, wanted in _unfit(values):
        defect(name, f"'{name}' must be {wanted}")
    try:
        review(values.get("review"), today())
    except ValueError as error:
        defect("review", str(error))
    return found


def title(text: str) -> str | None:
    """The page's title, as far as it has one."""
    block = FRONT_MATTER.match(text)
    meta, _ = parsed("", block[1]) if block else (None, [])
    return meta.get("title") if isinstance(meta, Mapping) else None


def _guessed(block: str) -> dict[str, Any]:
    """The fields as MkDocs reads them: 2026 is a number and yes is true.

    A value that YAML refuses, on which MkDocs would drop all fields, is the error itself.
    """
    loader = yaml.SafeLoader(block)
    values = {}
    for key, node in loader.get_single_node().value:
        try:
            values[str(key.value)] = loader.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
            values[str(key.value)] = error
    return values


def _unfit(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Settings that the theme cannot take, each with what it must be."""
    hide, search, template = (values.get(name) for name in ("hide", "search", "template"))
    known = [path.name for path in sorted(TEMPLATES.glob("*.html"))]
    found = []
    if "hide" in values and not (isinstance(hide, list) and all(one in HIDDEN for one in hide)):
        found.append(("hide", f"a list of some of these: [{', '.join(HIDDEN)}]"))
    if "search" in values and not (
        isinstance(search, dict)
        and all(isinstance(value, SEARCH.get(name, ())) for name, value in search.items())
    ):
        found.append(("search", "such as {boost: 2}, {exclude: true} or {sections: false}"))
    if "template" in values and template not in known:
        found.append(("template", f"one of these: {', '.join(known)}"))
    return found
