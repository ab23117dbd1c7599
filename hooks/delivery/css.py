"""A parser and serializer of style sheets: rules with their at-rules, selectors and declarations.

In: the text of style sheets. Out: rules, and the shortest text of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import tinycss2

from cache import cached
from delivery.selectors import Selector, parse_selector

# The theme hides the focus ring until its script marks the element, and the search until its
# script runs. Browsers have :focus-visible, and our own first script sets the class "js".
SELECTOR_REWRITES = (
    (".focus-visible", ":focus-visible"),
    (".no-js .md-search", "html:not(.js) .md-search"),
    (".no-js .md-header__button", "html:not(.js) .md-header__button"),
)

Declaration = tuple[str, str]  # a property and its value


@dataclass(frozen=True)
class Rule:
    """A style rule, or without selectors the content of its innermost at-rule, such as @page."""

    at_rules: tuple[str, ...]  # that contain it, outermost first, each with its condition
    selectors: tuple[Selector, ...]
    declarations: tuple[Declaration, ...]


@cached
def parse(sheets: dict[str, str]) -> list[Rule]:
    """The rules of style sheets by file name, in their order.

    Raises ValueError with the file and line of each syntax error.
    """
    rules, problems = [], []
    for name, sheet in sheets.items():
        text = sheet
        for theirs, ours in SELECTOR_REWRITES:
            text = text.replace(theirs, ours)
        nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        errors: list[tuple[int, str]] = []
        rules += _rules(nodes, (), errors)
        problems += [f"{name}:{line}: not valid CSS: {error}" for line, error in errors]
    if problems:
        raise ValueError("\n".join(problems))
    return rules


def _rules(nodes: list, at_rules: tuple[str, ...], errors: list[tuple[int, str]]) -> list[Rule]:
    rules = []
    for node in nodes:
        if node.type == "error":
            errors.append((node.source_line, node.message))
        elif node.type == "qualified-rule":
            parts = groupby(node.prelude, lambda token: token == ",")
            selectors = [parse_selector(_text(part)) for is_comma, part in parts if not is_comma]
            rules.append(Rule(at_rules, tuple(selectors), _declarations(node.content, errors)))
        elif node.content is not None:
            nested = (*at_rules, f"@{node.at_keyword} {_text(node.prelude)}")
            if node.at_keyword in ("media", "supports"):
                rules += _rules(tinycss2.parse_rule_list(node.content, True, True), nested, errors)
            else:
                content = re.sub(r"\s*\n\s*", "", _text(node.content))
                rules.append(Rule(nested, (), (("", content),)))
    return rules


def _declarations(content: list, errors: list[tuple[int, str]]) -> tuple[Declaration, ...]:
    declarations = []
    for node in tinycss2.parse_blocks_contents(content, True, True):
        if node.type == "declaration":
            important = "!important" if node.important else ""
            declarations.append((node.name, _text(node.value) + important))
        else:
            errors.append((node.source_line, "a declaration was expected"))
    return tuple(declarations)


def _text(nodes: Iterable) -> str:
    """The text of nodes, without needless whitespace."""
    text = "".join(" " if node.type == "whitespace" else node.serialize() for node in nodes)
    return re.sub(r"\s*([,;{}])\s*", r"\1", text).strip()


def serialize(rules: list[Rule]) -> str:
    """The shortest text of rules; at-rules are shared by neighbours."""
    text = ""
    for at_rules, group in groupby(rules, key=lambda rule: rule.at_rules):
        text += "".join(f"{at_rule}{{" for at_rule in at_rules)
        text += "".join(map(_rule_text, group)) + "}" * len(at_rules)
    return text


def _rule_text(rule: Rule) -> str:
    block = ";".join(f"{name}:{value}" if name else value for name, value in rule.declarations)
    selectors = ",".join(selector.text for selector in rule.selectors)
    return f"{selectors}{{{block}}}" if selectors else block
