"""Selectors: their text, and all that they name, element by element from the outside in."""

import re
from dataclasses import dataclass

import tinycss2

# What comes and goes while a page is open, so an element need not have it in the built page.
RUNTIME_ATTRIBUTES = {
    "[hidden",
    "[open",
    "[role",
    "[tabindex",
    "[title",
    "[data-md-color-scheme=slate",
}
Names = frozenset[str]  # of an element: its tag, .classes, #id, [attributes


@dataclass(frozen=True)
class Selector:
    """A selector's text, all that it names, and the same by element from the outside in."""

    text: str
    names: Names
    chain: tuple[Names, ...]


def selector(text: str) -> Selector:
    """What a selector names. States, such as :hover and :not(…), name nothing: an element may
    have them or not. What stands beside an element is not around it."""
    text = re.sub(r" ?([>+~]) ?", r"\1", text)
    names: set[str] = set()
    chain: list[set[str]] = [set()]
    before = ""
    for node in tinycss2.parse_component_value_list(text):
        if node in ("+", "~"):
            chain.pop()
        if node.type == "whitespace" or node in (">", "+", "~"):
            chain.append(set())
        found = _named(node, before) - RUNTIME_ATTRIBUTES
        names |= found
        chain[-1] |= found
        before = node.value if node in (".", ":") else ""
    return Selector(text, frozenset(names), tuple(frozenset(one) for one in chain))


def _named(node, before: str) -> set[str]:
    """What a part of a selector names."""
    if node.type == "hash":
        return {f"#{node.value}"}
    if node.type == "ident" and before != ":":
        return {before + node.value}
    if node.type == "[] block":
        words = [one.value for one in node.content if one.type in ("ident", "string")]
        exact = len(words) == 2 and "=" in node.content
        return {f"[{words[0]}", *([f"[{words[0]}={words[1]}"] if exact else [])}
    return set()
