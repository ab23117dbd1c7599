"""How a page must start, and Markdown from other sites that does not work here."""

import re
from collections.abc import Iterator

from records.front_matter import FRONT_MATTER
from records.plain_text import UNSEEN

# What is no paragraph: a heading, a list, a table, a quote, HTML, a component, a note's text.
NO_PARAGRAPH = re.compile(r"#|[-*+] |\d+[.)] |[|>{<!]|\[\^[^\]]+\]:|    |\t")
WITH_LEAD = "<!-- red-flags: checklist -->"  # its own first paragraph is the bottom line
MISSING = "the first paragraph after the heading is missing: the bottom line of the page"
LIST_ITEM = re.compile(r" *[-*+] ")
INNER_ITEM = re.compile(r" {1,3}[-*+] (?=\S)")
FOREIGN_MARKDOWN = (  # of other sites; here it would be printed as it stands, or refused
    (r"!!!|\?\?\?\+? ", "a box of other sites' Markdown; write a paragraph, or /// details"),
    (r" *[-*+] \[[ xX]\] ", "a box to tick; write a plain list"),
    (r"\|?[ :|-]*(?::-|-:)[ :|-]*\|?$", "columns cannot be aligned here; write |--|--|"),
    (r".*(?:\{[^}]*|<[^>]*) style *=", "a style of its own, which browsers refuse here; delete it"),
)


def problems(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with a page, each with its offset in the text."""
    head = FRONT_MATTER.match(text)
    if head is None:  # front_matter.py reports it
        return
    start = place = head.end()
    before, heading, has_lead = "", None, False
    for line in text[start:].split("\n"):
        if sign := UNSEEN.search(line):
            code = ord(sign[0])
            yield place + sign.start(), f"a character that cannot be seen (U+{code:04X}); delete it"
        for problem in _foreign_markdown(line, before):
            yield place, problem
        if line.strip():
            if heading is None:
                heading = place
                if not line.startswith("# "):
                    yield place, "the page must start with its heading, # and a space"
            elif not has_lead:
                has_lead = True
                if NO_PARAGRAPH.match(line) and line.strip() != WITH_LEAD:
                    yield place, MISSING
            elif line.startswith("# "):
                yield place, "a second heading of the page; write ## and a space"
            before = line
        place += len(line) + 1
    if not has_lead:
        yield heading or start - 1, MISSING


def _foreign_markdown(line: str, before: str) -> Iterator[str]:
    """Markdown in a line that works on other sites only; `before` is the last line with text."""
    for pattern, problem in FOREIGN_MARKDOWN:
        if re.match(pattern, line):
            yield problem
    if INNER_ITEM.match(line) and LIST_ITEM.match(before):
        yield "an inner list; put 4 spaces before its mark"
