"""Selectors: their text and the names in them, compound by compound from the outermost in."""

import re
from dataclasses import dataclass

import tinycss2

# These come and go while a page is open, so an element may lack them in the built page.
RUNTIME_ATTRIBUTES = {
    "[hidden",
    "[open",
    "[role",
    "[tabindex",
    "[title",
    "[data-md-color-scheme=slate",
}
Names = frozenset[str]  # of one element: its tag, .classes, #id, [attributes, [attributes=values


@dataclass(frozen=True)
class Selector:
    """A selector: its text, all names in it, and the names of each compound, outermost first."""

    text: str
    names: Names
    compounds: tuple[Names, ...]


def parse_selector(text: str) -> Selector:
    """Parses one selector. Pseudo-classes such as :hover and :not(…) give no names: an element may
    match them or not. A compound before + or ~ is dropped: a sibling is no ancestor."""
    text = re.sub(r" ?([>+~]) ?", r"\1", text)
    all_names: set[str] = set()
    compounds: list[set[str]] = [set()]
    prefix = ""
    for node in tinycss2.parse_component_value_list(text):
        if node in ("+", "~"):
            compounds.pop()
        if node.type == "whitespace" or node in (">", "+", "~"):
            compounds.append(set())
        names = _names(node, prefix) - RUNTIME_ATTRIBUTES
        all_names |= names
        compounds[-1] |= names
        prefix = node.value if node in (".", ":") else ""
    return Selector(text, frozenset(all_names), tuple(map(frozenset, compounds)))


def _names(node, prefix: str) -> set[str]:
    """The names that a token gives; `prefix` is the "." or ":" before it, or empty."""
    if node.type == "hash":
        return {f"#{node.value}"}
    if node.type == "ident" and prefix != ":":
        return {prefix + node.value}
    if node.type == "[] block":
        words = [token.value for token in node.content if token.type in ("ident", "string")]
        exact = len(words) == 2 and "=" in node.content
        return {f"[{words[0]}", *([f"[{words[0]}={words[1]}"] if exact else [])}
    return set()
