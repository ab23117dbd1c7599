"""Selectors: their text, and all that they name, element by element from the outside in."""

import re
from dataclasses import dataclass

# What comes and goes while a page is open, so an element need not have it in the built page.
RUNTIME_ATTRIBUTES = {
    "[hidden",
    "[open",
    "[role",
    "[tabindex",
    "[title",
    "[data-md-color-scheme=slate",
}

COMBINATORS = (">", "+", "~")

Tokens = frozenset[str]


@dataclass(frozen=True)
class Selector:
    """A selector's text, all that it names, and the same by element from the outside in."""

    text: str
    names: Tokens
    chain: tuple[Tokens, ...]


def short(nodes: list, before: str = "") -> str:
    """The text of nodes with single spaces, and none where they mean nothing."""
    text = "".join(" " if node.type == "whitespace" else node.serialize() for node in nodes)
    return before + re.sub(r"\s*([,;{}])\s*", r"\1", text).strip()


def selectors_in(prelude: list) -> tuple[Selector, ...]:
    parts: list[list] = [[]]
    for node in prelude:
        if node == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return tuple(_selector(part) for part in parts)


def _selector(nodes: list) -> Selector:
    nodes = _tight(nodes)
    text = re.sub(r" ?([>+~]) ?", r"\1", short(nodes))
    chain: list[set[str]] = [set()]
    names: set[str] = set()
    before = ""
    for node in nodes:
        if node in ("+", "~"):
            chain.pop()  # what stands beside an element is not around it
        if node.type == "whitespace" or node in COMBINATORS:
            chain.append(set())
        found = _named(node, before) - RUNTIME_ATTRIBUTES
        names |= found
        chain[-1] |= found
        before = node.value if node in (".", ":") else ""
    return Selector(text, frozenset(names), tuple(frozenset(one) for one in chain))


def _tight(nodes: list) -> list:
    """A selector's parts without the spaces at its ends and beside >, + and ~."""
    parts: list = []
    for node in nodes:
        if node.type == "whitespace" and (not parts or parts[-1] in COMBINATORS):
            continue
        if node in COMBINATORS and parts and parts[-1].type == "whitespace":
            parts.pop()
        parts.append(node)
    return parts[:-1] if parts and parts[-1].type == "whitespace" else parts


def _named(node, before: str) -> set[str]:
    """What a part of a selector names; nothing for a state, which it is in turn."""
    if node.type == "hash":
        return {f"#{node.value}"}
    if node.type == "ident" and before != ":":
        return {before + node.value}
    if node.type == "[] block":
        words = [one.value for one in node.content if one.type in ("ident", "string")]
        exact = len(words) == 2 and any(one == "=" for one in node.content)
        return {f"[{words[0]}", *([f"[{words[0]}={words[1]}"] if exact else [])}
    return set()
