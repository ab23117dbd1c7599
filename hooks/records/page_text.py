"""How a page's text must start, and Markdown of other sites that does not work here."""

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
ELSEWHERE = (  # what other sites' Markdown does; here it would be printed as it stands, or refused
    (r"!!!|\?\?\?\+? ", "a box of other sites' Markdown; write a paragraph, or /// details"),
    (r" *[-*+] \[[ xX]\] ", "a box to tick; write a plain list"),
    (r"\|?[ :|-]*(?::-|-:)[ :|-]*\|?$", "columns cannot be aligned here; write |--|--|"),
    (r".*(?:\{[^}]*|<[^>]*) style *=", "a style of its own, which browsers refuse here; delete it"),
)


def problems(text: str) -> Iterator[tuple[int, str]]:
    """What is wrong with a page, each with its place in the text."""
    head = FRONT_MATTER.match(text)
    if head is None:  # front_matter.py says so
        return
    place, before = head.end(), ""
    lead: list[tuple[int, str]] = []  # the first two lines that are not blank
    for line in text[place:].split("\n"):
        for offset, problem in _in_line(line, before):
            yield place + offset, problem
        if line.strip():
            before = line
            lead += [(place, line)] if len(lead) < 2 else []
        place += len(line) + 1
    if lead and not lead[0][1].startswith("# "):
        yield lead[0][0], "the page must start with its heading, # and a space"
    if len(lead) < 2:
        yield (lead[0][0] if lead else head.end() - 1), MISSING
    elif NO_PARAGRAPH.match(lead[1][1]) and lead[1][1].strip() != WITH_LEAD:
        yield lead[1][0], MISSING


def _in_line(line: str, before: str) -> Iterator[tuple[int, str]]:
    """What is wrong with one line; `before` is the one above it that is not blank."""
    if found := UNSEEN.search(line):
        problem = f"a character that cannot be seen (U+{ord(found[0]):04X}); delete it"
        yield found.start(), problem
    for pattern, problem in ELSEWHERE:
        if re.match(pattern, line):
            yield 0, problem
    if INNER_ITEM.match(line) and LIST_ITEM.match(before):
        yield 0, "an inner list; put 4 spaces before its mark"
