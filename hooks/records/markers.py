"""What a page's Markdown can refer to: components, sources (`[^id]`) and flags.

`<!-- red-flags: cards -->` is a component. `<!-- help: stroke, weak-face -->` lists flags as
red-flags.yml has them now. A sentence that says in its own words how soon help is needed names its
flags in a marker, `<!-- urgent: weak-face -->`, or none, `<!-- soon: none -->`; when the data moves
a flag to another tier, the build names each sentence that still says the old one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from records import page_text
from records.reader import Reader
from records.red_flags import TIERS, RedFlags
from records.references import unknown

COMMENT = re.compile(r"<!--\s*(.*?)\s*-->", re.S)
FLAGS = re.compile(rf"(help|{'|'.join(TIERS)}): ([a-z0-9, -]+)")  # a help list or a marker
NO_FLAG = "none"  # in a marker: advice that is not a sign on the checklist
MARKER = re.compile(rf"[ \t]*<!--\s*(?:{'|'.join(TIERS)}): .*?-->")
CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
UNMARKED_CITATION = re.compile(r"\[(?:\^ )?([a-z0-9-]+)\](?![(:\[])")  # [id] or [^ id] for [^id]
COMPONENTS = Path(__file__).parents[2] / "overrides/components"


def components() -> list[str]:
    """Every component: `red-flags: cards` is overrides/components/red-flags/cards.html.

    A template whose name starts with _ is a part of others.
    """
    return sorted(f"{path.parent.name}: {path.stem}" for path in COMPONENTS.glob("*/[!_]*.html"))


def comments(markdown: str) -> list[str]:
    """The components and help lists on a page, in order, as `red-flags: cards`."""
    return COMMENT.findall(MARKER.sub("", markdown))


def cited(markdown: str) -> list[str]:
    """The ids of the sources that a page cites, each once, in order."""
    return list(dict.fromkeys(CITATION.findall(markdown)))


def check(reader: Reader, text: str, red_flags: RedFlags | None) -> None:
    """Reports what is wrong in the text of the page that `reader` has just read."""
    for start, problem in (*_problems(reader, text, red_flags), *page_text.problems(text)):
        reader.defect(text.count("\n", 0, start) + 1, problem)


def _problems(reader: Reader, text: str, red_flags: RedFlags | None) -> Iterator[tuple[int, str]]:
    """What is wrong with a page, each with its place in the text."""
    known = (*components(), *(f"picture: {id_}" for id_ in reader.known.get("picture", ())))
    sources = reader.known.get("source", {})
    for match in COMMENT.finditer(text):
        if flags := FLAGS.fullmatch(match[1]):
            for problem in _flag_problems(flags[1], flags[2].split(", "), red_flags):
                yield match.start(), problem
        elif fault := unknown("component", match[1], known):
            template = f"overrides/components/{match[1].replace(': ', '/')}.html"
            yield match.start(), f"{fault}; there is no {template}"
    for match in CITATION.finditer(text):
        if fault := unknown("source", match[1], sources):
            yield match.start(), f"{fault}; correct it, or add it to docs/data/sources.yml"
    for match in UNMARKED_CITATION.finditer(text):
        if match[1] in sources:
            yield match.start(), f"[{match[1]}] is a source; write [^{match[1]}]"


def _flag_problems(kind: str, ids: list[str], red_flags: RedFlags | None) -> Iterator[str]:
    """What is wrong with a help list or with the marker of a tier."""
    if red_flags is None:  # its defects are reported already
        return
    tiers = red_flags.tier_of
    short = [group.id for tier in red_flags.tiers for group in tier.groups if group.in_short]
    for id_ in ids:
        if id_ == NO_FLAG and kind != "help":
            continue
        if id_ not in tiers and not (kind == "help" and id_ in short):
            yield f"unknown flag '{id_}' (see docs/data/red-flags.yml)"
        elif kind != "help" and tiers[id_].id != kind:
            problem = f"this says '{kind}' of flag '{id_}', which is '{tiers[id_].id}' now"
            yield f"{problem}; correct the sentence and its marker"
