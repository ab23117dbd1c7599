"""Critical CSS: each page carries inline the style rules of its first view, and no others.

In: rules in the order of the cascade, and built pages. Out: the inline rules of each page, and two
sheets shared by all: `late` for what shows when a reader opens or hovers something, prints or
reaches the foot, and `script` for what only the theme's script can show.

A rule is kept if a page has every type, class, id and attribute in its selector, nested in that
order. Anything else in a selector (states, `:not()`, siblings) is assumed to match, so a needless
rule may be kept but no rule is lost.
"""

import re
from dataclasses import replace
from enum import Enum
from itertools import compress

from delivery import variables
from delivery.css import Rule, serialize
from delivery.elements import ADDED, Elements, elements_of
from delivery.selectors import Selector

BY_SCRIPT = re.compile(
    r"\.md-(search-result(?!__meta)|tooltip|top\b|tabs__item:nth)|\.md-(header|tabs)\[hidden"
    r"|__title--active|--shadow|scrolllock|--passed|\bmark\b|\[data-md-toggle=search\]"
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


class Phase(Enum):
    """When a reader first sees the effect of a rule."""

    EARLY = 0
    LATE = 1
    SCRIPT = 2


def divide(rules: list[Rule], pages: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The style sheet of each page, by the keys of `pages`, and the shared sheets, by name."""
    rules = _without_overridden(rules)
    selectors = {selector for rule in rules for selector in rule.selectors}
    relevant = frozenset().union(*(selector.names for selector in selectors))
    matching = {
        name: _matching(selectors, elements_of(html, relevant)) for name, html in pages.items()
    }
    on_any_page = _select(rules, set().union(*matching.values()))
    early, late, script = (_in_phase(on_any_page, phase) for phase in Phase)
    own = {name: _select(early, selectors) for name, selectors in matching.items()}

    needs = variables.dependencies(rules)
    used = {name: variables.used_by(rules, needs) for name, rules in own.items()}
    used_early, used_late = set().union(*used.values()), variables.used_by(late, needs)
    used_later = used_late | variables.used_by(script, needs)
    texts = {
        name: serialize(variables.without_unused(own[name], used[name] | used_later & used_early))
        for name in pages
    }
    return texts, {
        "late": serialize(variables.without_unused(late, used_late - used_early)),
        "script": serialize(variables.without_unused(script, used_later - used_late - used_early)),
    }


def _matching(selectors: set[Selector], page: Elements) -> set[Selector]:
    """The selectors that may match an element of a page or one that the theme's script adds."""
    present = (selector for selector in selectors if selector.names <= page.names)
    return {
        selector
        for selector in present
        if selector.names & ADDED or BY_SCRIPT.search(selector.text) or page.may_match(selector)
    }


def _select(rules: list[Rule], wanted: set[Selector]) -> list[Rule]:
    """The rules cut down to the wanted selectors; at-rules without selectors stay."""
    selected = []
    for rule in rules:
        selectors = tuple(selector for selector in rule.selectors if selector in wanted)
        if selectors or not rule.selectors:
            selected.append(replace(rule, selectors=selectors))
    return selected


def _without_overridden(rules: list[Rule]) -> list[Rule]:
    """The rules without variables that a later rule sets again for both colour schemes."""
    overridden: set[str] = set()
    current = []
    for rule in reversed(rules):
        kept = tuple(pair for pair in rule.declarations if pair[0] not in overridden)
        current.append(replace(rule, declarations=kept))
        if not rule.at_rules and BOTH_SCHEMES in (selector.text for selector in rule.selectors):
            overridden |= {name for name, _ in kept if name.startswith("--")}
    return current[::-1]


def _in_phase(rules: list[Rule], phase: Phase) -> list[Rule]:
    """The rules of a phase, and in each phase all that define a variable or an animation."""
    kept = []
    for rule in rules:
        phases = [_phase(selector.text, rule.at_rules) for selector in rule.selectors]
        phases = phases or [_phase("", rule.at_rules)]
        defining = tuple(pair for pair in rule.declarations if variables.defined_by(rule, pair))
        if set(phases) == {phase} or defining == rule.declarations:
            kept.append(rule)
            continue
        if defining:
            kept.append(replace(rule, declarations=defining))
        if phase in phases:
            selectors = tuple(compress(rule.selectors, (other == phase for other in phases)))
            plain = tuple(pair for pair in rule.declarations if pair not in defining)
            kept.append(replace(rule, selectors=selectors, declarations=plain))
    return kept


def _phase(selector: str, at_rules: tuple[str, ...]) -> Phase:
    conditions = "".join(at_rules)
    if variables.LATER_CONDITIONS.search(conditions):
        return Phase.LATE
    if BY_SCRIPT.search(selector):
        return Phase.SCRIPT
    in_drawer = DRAWER in conditions and IN_DRAWER.search(selector)
    return Phase.LATE if in_drawer or LATER.search(selector) else Phase.EARLY
