"""What a page's Markdown may name: components, sources (`[^id]`) and flags.

`<!-- red-flags: cards -->` is a component. `<!-- help: stroke, weak-face -->` lists flags as
red-flags.yml has them now. A sentence that says in its own words how soon help is needed names its
flags in a marker, `<!-- urgent: weak-face -->`, or none, `<!-- soon: none -->`; when the data moves
a flag to another tier, the build names each sentence that still says the old one.

In: a page's Markdown and the site's data. Out: the Markdown with components written out and the
footnotes of the sources it cites, and a list of what is wrong. Knows nothing of MkDocs.
"""

import re
from collections.abc import Callable

from components.templates import render
from records.reader import UNSEEN
from records.red_flags import TIERS
from records.yaml_lines import Defect

COMMENT = re.compile(r"<!--\s*(.*?)\s*-->", re.S)
FLAGS = re.compile(rf"(help|{'|'.join(TIERS)}): ([a-z0-9, -]+)")  # a help list or a marker
NO_FLAG = "none"  # in a marker: advice of ours that is no sign of the checklist
MARKER = re.compile(rf"[ \t]*<!--\s*(?:{'|'.join(TIERS)}): .*?-->")
SNIPPET = re.compile(r"^.*-8<-.*$", re.M)
CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
BARE = re.compile(r"\[(?:\^ )?([a-z0-9-]+)\](?![(:\[])")  # [id] and [^ id], meant as [^id]
HEAD = re.compile(r"\A---\n.*?^---\n", re.S | re.M)
# What is no paragraph: a heading, a list, a table, a quote, HTML, a component, a note's text.
NO_PARAGRAPH = re.compile(r"#|[-*+] |\d+[.)] |[|>{<!]|\[\^[^\]]+\]:|    |\t")
WITH_LEAD = "<!-- red-flags: checklist -->"  # its own first paragraph is the bottom line
ELSEWHERE = (  # what other sites' Markdown does; here it would be printed as it stands, or refused
    (r"!!!|\?\?\?\+? ", "a box of other sites' Markdown; write a paragraph, or /// details"),
    (r" *[-*+] \[[ xX]\] ", "a box to tick; write a plain list"),
    (r" {1,3}[-*+] (?=\S)", "an inner list; put 4 spaces before its mark"),
    (r"\|?[ :|-]*(?::-|-:)[ :|-]*\|?$", "columns cannot be aligned here; write |--|--|"),
    (r".*(?:\{[^}]*|<[^>]*) style *=", "a style of its own, which browsers refuse here; delete it"),
)
COMPONENTS = (
    "breathing: pacer",
    "claims: often-said",
    "claims: our-cautions",
    "comparison: cards",
    "emergency-numbers: cards",
    "handouts: current",
    "handouts: sheets",
    "hazards: list",
    "key-facts: do-and-do-not",
    "key-facts: facts",
    "key-facts: steps",
    "measurements: growth",
    "measurements: reading",
    "measurements: triage",
    "measurements: weight",
    "red-flags: cards",
    "red-flags: checklist",
    "red-flags: reasons",
    "sheets: questions",
    "sources: list",
)


MISSING = "the first paragraph after the heading is missing: the bottom line of the page"


def named(markdown: str) -> list[str]:
    """The components that a page names, in order, as `red-flags: cards`."""
    return COMMENT.findall(MARKER.sub("", markdown))


def defects(path: str, text: str, data: dict) -> list[Defect]:
    """Unknown components, pictures and sources in a page, and snippets, with their lines."""
    found = []
    known = (*COMPONENTS, *(f"picture: {one}" for one in data["pictures"]))
    for match in COMMENT.finditer(text):
        if flags := FLAGS.fullmatch(match[1]):
            problems = _flag_problems(flags[1], flags[2].split(", "), data["red_flags"])
            found += [(match.start(), problem) for problem in problems]
        elif match[1] not in known:
            problem = f"unknown component '{match[1]}' (known: {', '.join(known)})"
            found.append((match.start(), problem))
    for match in CITATION.finditer(text):
        if match[1] not in data["sources"]:
            problem = f"unknown source '{match[1]}'; add it to docs/data/sources.yml"
            found.append((match.start(), problem))
    for match in SNIPPET.finditer(text):
        found.append((match.start(), "a snippet (-8<-); write the words here or name a component"))
    for match in BARE.finditer(text):
        if match[1] in data["sources"]:
            found.append((match.start(), f"[{match[1]}] is a source; write [^{match[1]}]"))
    found += _as_elsewhere(text)
    return [Defect(path, text.count("\n", 0, start) + 1, problem) for start, problem in found]


def _as_elsewhere(text: str) -> list[tuple[int, str]]:
    """Places where a page lacks its first paragraph, or holds what does not work here."""
    head = HEAD.match(text)
    start = place = head.end() if head else 0
    found, before, heading = [], "", None
    for line in text[start:].split("\n"):
        if sign := UNSEEN.search(line):
            problem = f"a sign that cannot be seen (U+{ord(sign[0]):04X}); delete it"
            found.append((place + sign.start(), problem))
        for pattern, problem in ELSEWHERE:
            inner = "inner list" in problem
            if re.match(pattern, line) and (not inner or re.match(r" *[-*+] ", before)):
                found.append((place, problem))
        if heading is None and line.strip():
            heading = place
            if not line.startswith("# "):
                found.append((place, "the page must start with its heading, # and a space"))
        elif heading is not None and heading >= 0 and line.strip():
            if NO_PARAGRAPH.match(line) and line.strip() != WITH_LEAD:
                found.append((place, MISSING))
            heading = -1
        elif line.startswith("# "):
            found.append((place, "a second heading of the page; write ## and a space"))
        before = line if line.strip() else before
        place += len(line) + 1
    if heading is None or heading >= 0:
        found.append((heading or start - 1, MISSING))
    return found


def _flag_problems(kind: str, ids: list[str], red_flags) -> list[str]:
    """What is wrong with a help list or with the marker of a tier."""
    if red_flags is None:  # its own defects are named
        return []
    tiers = red_flags.tier_of
    short = [group.id for tier in red_flags.tiers for group in tier.groups if group.in_short]
    found = []
    for one in ids:
        if one == NO_FLAG and kind != "help":
            continue
        if one not in tiers and not (kind == "help" and one in short):
            found.append(f"unknown flag '{one}' (see docs/data/red-flags.yml)")
        elif kind != "help" and tiers[one].id != kind:
            problem = f"this says '{kind}' of flag '{one}', which is '{tiers[one].id}' now"
            found.append(f"{problem}; mend the sentence and its marker")
    return found


def expand(markdown: str, data: dict, url: Callable[[str], str]) -> str:
    """The page's Markdown with every component written out by its partial.

    `url` makes an address within the site, such as assets/images/face.svg, relative to the page.
    """

    def written(match: re.Match) -> str:
        family, part = match[1].split(": ")
        if family == "help":
            return render("red-flags-help.html", help=data["red_flags"].help(part.split(", ")))
        if family == "picture":
            return render("picture.html", picture=data["pictures"][part], url=url)
        return render(f"{family}-{part}.html", **data, url=url)

    return COMMENT.sub(written, MARKER.sub("", markdown))


def cited(markdown: str) -> list[str]:
    """The ids of the sources that a page refers to, each once, in order."""
    return list(dict.fromkeys(CITATION.findall(markdown)))


def footnotes(ids: list[str], data: dict) -> str:
    """The fold of sources with a footnote for each id; empty without ids."""
    if not ids:
        return ""
    sources = [data["sources"][one] for one in ids]
    notes = "\n".join(
        f"[^{source.id}]: {render('footnote.html', source=source, words=data['words'])}"
        for source in sources
    )
    return f"\n\n{render('footnotes-fold.html', words=data['words'], count=len(ids))}\n\n{notes}\n"
