"""What every page's front matter must say: title, description, the date of its last change."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

import yaml

from records.plain_text import date_fault, fault
from records.reader import EMPTY, Reader
from records.record import Record
from records.review import review, today
from records.rules import OneOf, Place
from records.words import TEMPLATES
from records.yaml_lines import Mapping, parsed

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.S | re.M)
KNOWN = ("title", "description", "changed", "about", "hide", "search", "template", "review")
DESCRIPTION = range(70, 161)  # characters that search engines show
HIDDEN = ("navigation", "toc")
SEARCH: dict[str, tuple[type, ...]] = {
    "boost": (int, float),
    "exclude": (bool,),
    "sections": (bool,),
}


@dataclass(frozen=True, kw_only=True)
class Subject(Record):
    """What a page is about, in the words of https://schema.org: a sign, or an illness."""

    kind: Annotated[str, OneOf(("MedicalSymptom", "MedicalCondition"))]
    name: str
    also: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class FrontMatter:
    """What other parts ask of a page's front matter."""

    title: str
    about: tuple[Subject, ...]


def read(reader: Reader, text: str) -> FrontMatter:
    """The front matter of the page whose text `reader` has just read; defects go to `reader`."""
    block = FRONT_MATTER.match(text)
    meta, found = parsed(reader.path, block[1], above=1) if block else (None, [])
    reader.defects += found
    if block is None or not isinstance(meta, Mapping):
        if not found:
            problem = "must start with front matter: ---, title, description, changed, ---"
            reader.defect(1, problem)
        return FrontMatter(title="", about=())

    for name, problem in _problems(meta, _as_mkdocs_reads(block[1])):
        reader.defect(meta[name].line if name in meta else 1, problem)
    about = ()
    if "about" in meta:
        place = Place(reader, "front matter", "about")
        about = reader.value(tuple[Subject, ...], meta["about"], place)
    return FrontMatter(title=str(meta.get("title", "")), about=about)


def _problems(meta: Mapping, values: dict[str, Any]) -> list[tuple[str, str]]:
    """Missing, unknown or badly filled fields, each with what is wrong."""
    known = ", ".join(KNOWN)
    found = [(name, f"unknown field '{name}' (known: {known})") for name in meta.keys() - {*KNOWN}]
    for name in ("title", "description", "changed"):
        value = values.get(name)
        if value is None or value in EMPTY:
            found.append((name, f"missing field '{name}'"))
        elif name == "changed":
            if problem := date_fault(str(value)):
                found.append((name, f"'changed' {problem}"))
        elif not isinstance(value, str):
            problem = f"'{name}' must be one text; a number, yes or no needs quotes around it"
            found.append((name, problem))
        elif problem := fault(value):
            found.append((name, f"'{name}' {problem}"))
        elif name == "description" and len(value) not in DESCRIPTION:
            found.append((name, f"'description' has {len(value)} characters; write 70 to 160"))
    try:
        review(values.get("review"), today())
    except ValueError as error:
        found.append(("review", str(error)))
    return found + [(name, f"'{name}' must be {wanted}") for name, wanted in _unfit(values)]


def _as_mkdocs_reads(block: str) -> dict[str, Any]:
    """The fields as MkDocs reads them: 2026 is a number and yes is true.

    A value that YAML refuses, on which MkDocs would drop all fields, is the error itself.
    """
    loader = yaml.SafeLoader(block)
    root = loader.get_single_node()
    values = {}
    for key, node in root.value if root else ():
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
