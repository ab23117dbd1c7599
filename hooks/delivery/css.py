"""Style sheets as rules, and rules as text: what each selector names, and what it declares.

In: the text of style sheets. Out: rules that know their at-rules, selectors and declarations, and
the shortest text of them. Knows nothing of pages, nor of MkDocs.
"""

import re
from dataclasses import dataclass
from itertools import groupby

import tinycss2

from cache import cached

# What comes and goes while a page is open, so an element need not have it in the built page.
RUNTIME_ATTRIBUTES = {
    "[hidden",
    "[open",
    "[role",
    "[tabindex",
    "[title",
    "[data-md-color-scheme=slate",
}

# The theme hides the ring of focus until its script marks the element, and the search until its
# script runs. Browsers know :focus-visible by themselves, and our own first script sets "js".
SELECTOR_REWRITES = (
    (".focus-visible", ":focus-visible"),
    (".no-js .md-search", "html:not(.js) .md-search"),
    (".no-js .md-header__button", "html:not(.js) .md-header__button"),
)

COMBINATORS = (">", "+", "~")
Tokens = frozenset[str]


@dataclass(frozen=True)
class Selector:
    """A selector's text, all that it names, and the same by element from the outside in."""

    text: str
    names: Tokens
    chain: tuple[Tokens, ...]


@dataclass(frozen=True)
class Rule:
    """Declarations, for selectors or (without any) for the innermost at-rule around them."""

    around: tuple[str, ...]
    selectors: tuple[Selector, ...]
    declarations: tuple[tuple[str, str], ...]


@cached
def read(sheets: dict[str, str]) -> list[Rule]:
    """The rules of style sheets by file name, in their order.

    Raises ValueError with file and line of everything that is no rule and no declaration.
    """
    rules, problems = [], []
    for name, sheet in sheets.items():
        text = sheet
        for theirs, ours in SELECTOR_REWRITES:
            text = text.replace(theirs, ours)
        nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        faults: list[tuple[int, str]] = []
        rules += _rules(nodes, (), faults)
        problems += [f"{name}:{line}: not valid CSS: {fault}" for line, fault in faults]
    if problems:
        raise ValueError("\n".join(problems))
    return rules


def _rules(nodes: list, around: tuple[str, ...], faults: list[tuple[int, str]]) -> list[Rule]:
    found = []
    for node in nodes:
        if node.type == "error":
            faults.append((node.source_line, node.message))
        elif node.type == "qualified-rule":
            declarations = _declarations(node.content, faults)
            found.append(Rule(around, _selectors(node.prelude), declarations))
        elif node.content is not None:
            here = (*around, f"@{node.at_keyword}{_short(node.prelude, ' ')}")
            if node.at_keyword in ("media", "supports"):
                inner = tinycss2.parse_rule_list(node.content, True, True)
                found += _rules(inner, here, faults)
            else:
                inner_text = re.sub(r"\s*\n\s*", "", _short(node.content))
                found.append(Rule(here, (), (("", inner_text),)))
    return found


def _short(nodes: list, before: str = "") -> str:
    """The text of nodes with single spaces, and none where they mean nothing."""
    text = "".join(" " if node.type == "whitespace" else node.serialize() for node in nodes)
    return before + re.sub(r" ?([,;{}]) ?", r"\1", text).strip()


def _declarations(content: list, faults: list[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    found = []
    for node in tinycss2.parse_blocks_contents(content, True, True):
        if node.type == "declaration":
            important = "!important" if node.important else ""
            found.append((node.name, _short(node.value) + important))
        else:
            faults.append((node.source_line, "a declaration was expected"))
    return tuple(found)


def _selectors(prelude: list) -> tuple[Selector, ...]:
    parts: list[list] = [[]]
    for node in prelude:
        if node == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return tuple(_selector(part) for part in parts)


def _selector(nodes: list) -> Selector:
    nodes = _tight(nodes)
    text = re.sub(r" ?([>+~]) ?", r"\1", _short(nodes))
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


def as_text(rules: list[Rule]) -> str:
    text = ""
    for around, group in groupby(rules, key=lambda rule: rule.around):
        inner = "".join(_rule_text(rule) for rule in group)
        text += "".join(f"{one}{{" for one in around) + inner + "}" * len(around)
    return text


def _rule_text(rule: Rule) -> str:
    declarations = ";".join(
        f"{name}:{value}" if name else value for name, value in rule.declarations
    )
    selectors = ",".join(one.text for one in rule.selectors)
    return f"{selectors}{{{declarations}}}" if selectors else declarations
