"""What a page's Markdown may name: components, `<!-- red-flags: cards -->`, and sources, `[^id]`.

In: a page's Markdown and the site's data. Out: the Markdown with components written out and the
footnotes of the sources it cites, and a list of what is wrong. Knows nothing of MkDocs.
"""

import re
from collections.abc import Callable

from lines import Defect
from templates import render

COMMENT = re.compile(r"<!--\s*(.*?)\s*-->", re.S)
SNIPPET = re.compile(r"^.*-8<-.*$", re.M)
CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
BARE = re.compile(r"\[(?:\^ )?([a-z0-9-]+)\](?![(:\[])")  # [id] and [^ id], meant as [^id]
COMPONENTS = (
    "breathing: pacer",
    "claims: often-said",
    "claims: our-cautions",
    "comparison: cards",
    "emergency-numbers: cards",
    "handouts: current",
    "handouts: sheets",
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


def named(markdown: str) -> list[str]:
    """The components that a page names, in order, as `red-flags: cards`."""
    return COMMENT.findall(markdown)


def defects(path: str, text: str, data: dict) -> list[Defect]:
    """Unknown components, pictures and sources in a page, and snippets, with their lines."""
    found = []
    known = (*COMPONENTS, *(f"picture: {one}" for one in data["pictures"]))
    for match in COMMENT.finditer(text):
        if match[1] not in known:
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
    return [Defect(path, text.count("\n", 0, start) + 1, problem) for start, problem in found]


def expand(markdown: str, data: dict, url: Callable[[str], str]) -> str:
    """The page's Markdown with every component written out by its partial.

    `url` makes an address within the site, such as assets/images/face.svg, relative to the page.
    """

    def written(match: re.Match) -> str:
        family, part = match[1].split(": ")
        if family == "picture":
            return render("picture.html", picture=data["pictures"][part], url=url)
        return render(f"{family}-{part}.html", **data, url=url)

    return COMMENT.sub(written, markdown)


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
