"""Style sheets as rules, and rules as text: what each selector names, and what it declares.

In: the text of style sheets. Out: rules that know their at-rules, selectors and declarations, and
the shortest text of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import tinycss2

from cache import cached
from delivery.selectors import Selector, selector

# The theme hides the ring of focus until its script marks the element, and the search until its
# script runs. Browsers know :focus-visible by themselves, and our own first script sets "js".
SELECTOR_REWRITES = (
    (".focus-visible", ":focus-visible"),
    (".no-js .md-search", "html:not(.js) .md-search"),
    (".no-js .md-header__button", "html:not(.js) .md-header__button"),
)

Declaration = tuple[str, str]  # a property and its value


@dataclass(frozen=True)
class Rule:
    """Declarations, for selectors or (without any) for the innermost at-rule around them."""

    around: tuple[str, ...]
    selectors: tuple[Selector, ...]
    declarations: tuple[Declaration, ...]


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
            parts = groupby(node.prelude, lambda part: part == ",")
            selectors = tuple(selector(_short(part)) for is_comma, part in parts if not is_comma)
            found.append(Rule(around, selectors, declarations))
        elif node.content is not None:
            here = (*around, f"@{node.at_keyword} {_short(node.prelude)}")
            if node.at_keyword in ("media", "supports"):
                inner = tinycss2.parse_rule_list(node.content, True, True)
                found += _rules(inner, here, faults)
            else:
                inner_text = re.sub(r"\s*\n\s*", "", _short(node.content))
                found.append(Rule(here, (), (("", inner_text),)))
    return found


def _declarations(content: list, faults: list[tuple[int, str]]) -> tuple[Declaration, ...]:
    found = []
    for node in tinycss2.parse_blocks_contents(content, True, True):
        if node.type == "declaration":
            important = "!important" if node.important else ""
            found.append((node.name, _short(node.value) + important))
        else:
            faults.append((node.source_line, "a declaration was expected"))
    return tuple(found)


def _short(nodes: Iterable) -> str:
    """The text of nodes with single spaces, and none where they mean nothing."""
    text = "".join(" " if node.type == "whitespace" else node.serialize() for node in nodes)
    return re.sub(r"\s*([,;{}])\s*", r"\1", text).strip()


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
