"""Front matter: the title, description and date that every page must have."""

import re
from collections.abc import Iterator
from typing import Annotated

import yaml

from records.reader import Reader
from records.record import Record
from records.references import HasFile
from records.review import Reviewed
from records.rules import Date, Matches, OneOf
from records.yaml_lines import YamlMapping, parsed

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.S | re.M)
MISSING = "must start with front matter: ---, title, description, changed, ---"
UNREADABLE = (yaml.YAMLError, ValueError, OverflowError, RecursionError)
YesOrNo = Annotated[str, OneOf(("true", "false"))]


class Subject(Record):
    """What a page is about, in the words of https://schema.org: a sign, or an illness."""

    kind: Annotated[str, OneOf(("MedicalSymptom", "MedicalCondition"))]
    name: str
    also: tuple[str, ...] | None = None


class InSearch(Record):
    """Settings of the theme's search. With `sections: false` only the page's lead is found."""

    boost: Annotated[str, Matches("[0-9.]+", "be a number such as 2")] | None = None
    exclude: YesOrNo | None = None
    sections: YesOrNo | None = None


class FrontMatter(Record):
    """A page's front matter; `hide`, `search` and `template` are for the theme."""

    title: str
    description: Annotated[str, Matches(".{70,160}", "have 70 to 160 characters, to show whole")]
    changed: Date
    about: tuple[Subject, ...] = ()
    hide: tuple[Annotated[str, OneOf(("navigation", "toc"))], ...] | None = None
    search: InSearch | None = None
    template: Annotated[str, HasFile("overrides/{}")] | None = None
    review: Reviewed | None = None


def read(reader: Reader, text: str) -> FrontMatter | None:
    """The front matter of the page that `reader` has just read; None, with defects reported, if it
    cannot be read."""
    block = FRONT_MATTER.match(text)
    if block is None:
        reader.defect(1, MISSING)
        return None
    tree, defects = parsed(reader.path, block[1], above=1)
    reader.defects += defects
    if tree is None:
        return None
    before = len(reader.defects)
    head = reader.record(FrontMatter, tree, "front matter")
    if len(reader.defects) == before:
        for line, problem in _problems_for_mkdocs(block[1], tree):
            reader.defect(line, f"front matter: {problem}")
    return head


def _problems_for_mkdocs(block: str, tree: YamlMapping) -> Iterator[tuple[int, str]]:
    """What MkDocs would read differently: 2026 as a number, yes as true. It drops the whole front
    matter if it cannot read it."""
    try:
        values = yaml.safe_load(block)
    except UNREADABLE as error:
        mark = getattr(error, "problem_mark", None)
        yield mark.line + 2 if mark else 1, "MkDocs cannot read it; write plain texts"
        return
    for name in ("title", "description"):
        if not isinstance(values[name], str):
            problem = "must be one text; a number, yes or no needs quotes around it"
            yield tree[name].line, f"'{name}' {problem}"
