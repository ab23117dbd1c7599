"""Each page carries, in itself, the style rules that show in its first view, and no others.

In: style sheets in their order, and built pages. Out: for each page the rules that it needs at
once, and two sheets for the whole site: `late` for what shows when a reader opens, points, prints
or reaches the foot, and `script` for what only the theme's script can show.

A rule stays if a page has what its selector names: every type, class, id and attribute, in the
right order from the outside in. What a selector asks beyond that (states, `:not()`, siblings) is
taken as given, so a rule too many may stay and none is lost.
"""

import re
from dataclasses import replace
from enum import Enum

from delivery.css import Rule, as_text
from delivery.elements import ADDED, Elements, elements_of
from delivery.selectors import Selector
from delivery.variables import LATER_CONDITIONS, defined_by, needs_of, used_by, without_unused

BY_SCRIPT = re.compile(
    r"\.md-(search-result(?!__meta)|tooltip|top\b|tabs__item:nth)|\.md-(header|tabs)\[hidden"
    r"|__title--active|--shadow|--indeterminate|scrolllock|--passed|\bmark\b|\[data-md-toggle=search\]"
)
LATER = re.compile(
    r"\.md-(overlay|footer|nav__icon|search-result__meta)|\.site-foot|\.page-end"
    r"|\bdetails\b|\bsummary\b|\.footnote\b(?!-ref)"  # the sources, at a page's end
    r"|\[data-md-toggle|:hover|:active\b|(?<!details):focus(?!-visible)|:target|color-switching"
    r"|footnote-backref|__toc\] \.md-icon"
)
IN_DRAWER = re.compile(r"\.md-nav(?!--secondary)")
DRAWER = "(max-width:76.234375em)"
BOTH_SCHEMES = "[data-md-color-scheme]"


class Part(Enum):
    """When a reader sees what a rule says."""

    EARLY = 0
    LATE = 1
    SCRIPT = 2


def divide(rules: list[Rule], pages: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The text of each page's own rules, by the names in `pages`, and of the two later sheets."""
    rules = _effective(rules)
    every = {selector for rule in rules for selector in rule.selectors}
    matter = frozenset().union(*(selector.names for selector in every))
    wanted = {name: _on_page(every, elements_of(html, matter)) for name, html in pages.items()}
    on_any = set().union(*wanted.values())
    early, late, script = (_of_part(_chosen(rules, on_any), part) for part in Part)
    own = {name: _chosen(early, selectors) for name, selectors in wanted.items()}

    needs = needs_of(rules)
    used = {name: used_by(rules, needs) for name, rules in own.items()}
    used_early, used_late = set().union(*used.values()), used_by(late, needs)
    used_later = used_late | used_by(script, needs)
    texts = {
        name: as_text(without_unused(own[name], used[name] | used_later & used_early))
        for name in pages
    }
    return texts, {
        "late": as_text(without_unused(late, used_late - used_early)),
        "script": as_text(without_unused(script, used_later - used_late - used_early)),
    }


def _on_page(selectors: set[Selector], page: Elements) -> set[Selector]:
    """Those that may match something of a page, or of what the theme's script will write there."""
    return {
        one
        for one in selectors
        if one.names <= page.names
        and (one.names & ADDED or BY_SCRIPT.search(one.text) or page.may_match(one))
    }


def _chosen(rules: list[Rule], wanted: set[Selector]) -> list[Rule]:
    """The rules with their wanted selectors, and at-rules that have none."""
    found = []
    for rule in rules:
        selectors = tuple(one for one in rule.selectors if one in wanted)
        if selectors or not rule.selectors:
            found.append(replace(rule, selectors=selectors))
    return found


def _effective(rules: list[Rule]) -> list[Rule]:
    """The rules without variables that a later rule sets again, for each colour scheme alike."""
    last: dict[str, int] = {}
    for place, rule in enumerate(rules):
        if not rule.around and any(one.text == BOTH_SCHEMES for one in rule.selectors):
            last |= {name: place for name, _ in rule.declarations if name.startswith("--")}
    found = []
    for place, rule in enumerate(rules):
        kept = tuple(one for one in rule.declarations if last.get(one[0], 0) <= place)
        found.append(replace(rule, declarations=kept))
    return found


def _of_part(rules: list[Rule], part: Part) -> list[Rule]:
    """What shows in a part, and all that defines a variable or an animation."""
    found = []
    for rule in rules:
        parts = {_part(one.text, rule.around) for one in rule.selectors}
        parts = parts or {_part("", rule.around)}
        defining = tuple(one for one in rule.declarations if defined_by(rule, one))
        if parts == {part} or defining == rule.declarations:
            found.append(rule)
            continue
        if defining:
            found.append(replace(rule, declarations=defining))
        selectors = tuple(one for one in rule.selectors if _part(one.text, rule.around) == part)
        if selectors:
            plain = tuple(one for one in rule.declarations if one not in defining)
            found.append(replace(rule, selectors=selectors, declarations=plain))
    return found


def _part(selector: str, around: tuple[str, ...]) -> Part:
    conditions = "".join(around)
    if LATER_CONDITIONS.search(conditions):
        return Part.LATE
    if BY_SCRIPT.search(selector):
        return Part.SCRIPT
    in_drawer = DRAWER in conditions and IN_DRAWER.search(selector)
    return Part.LATE if in_drawer or LATER.search(selector) else Part.EARLY
