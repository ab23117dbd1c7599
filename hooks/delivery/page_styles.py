"""Each page carries, in itself, the style rules that show in its first view, and no others.

In: style sheets in their order, and built pages. Out: for each page the rules that it needs at
once, and two sheets for the whole site: `late` for what shows when a reader opens, points, prints
or reaches the foot, and `script` for what only the theme's script can show.

A rule stays if a page has what its selector names: every type, class, id and attribute, in the
right order from the outside in. What a selector asks beyond that (states, `:not()`, siblings) is
taken as given, so a rule too many may stay and none is lost. Knows nothing of MkDocs.
"""

import re
from dataclasses import replace
from functools import cache

from delivery.css import Rule, as_text
from delivery.elements import ADDED, elements_of, fitting
from delivery.selectors import Selector
from delivery.variables import made_by, needs_of, used_by, without_unused

BY_SCRIPT = re.compile(
    r"\.md-(search-result(?!__meta)|tooltip|dialog|top\b)|\.md-(header|tabs)\[hidden|scrolllock"
    r"|--passed|\bmark\b|\[data-md-toggle=search\]"
)
LATER = re.compile(
    r"\.md-(overlay|footer|nav__icon|search-result__meta)|\.site-foot|\.page-end"
    r"|\bdetails\b|\bsummary\b|\.footnote\b(?!-ref)"  # the sources, at a page's end
    r"|\[data-md-toggle|:hover|:active\b|(?<!details):focus(?!-visible)|:target|color-switching"
    r"|footnote-backref|__toc\] \.md-icon"
)
IN_DRAWER = re.compile(r"\.md-nav(?!--secondary)")
DRAWER = "max-width:76.234375em"
LATER_CONDITIONS = re.compile(r"@media(print|\(forced-colors|\(max-height)|@page")
EARLY, LATE, SCRIPT, UNUSED = range(4)
EACH_SCHEME = "[data-md-color-scheme]"


def divide(rules: list[Rule], pages: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The text of each page's own rules, by the names in `pages`, and of the two later sheets."""
    every = {selector for rule in rules for selector in rule.selectors}
    matter = frozenset().union(*(selector.names for selector in every))
    elements = {name: elements_of(html, matter) for name, html in pages.items()}
    chains = list(set().union(*(one.chains for one in elements.values())))
    places = fitting(every, chains)
    numbers = {chain: number for number, chain in enumerate(chains)}
    wanted = {}
    for name, page in elements.items():
        here = {numbers[chain] for chain in page.chains}
        wanted[name] = {
            one
            for one in every
            if one.names <= page.names and (_of_script(one) or not here.isdisjoint(places[one]))
        }
    early, late, script = _parts(_chosen(_effective(rules), set().union(*wanted.values())))
    needs = needs_of(rules)
    later = used_by(late + script, needs)
    own = {name: _chosen(early, selectors) for name, selectors in wanted.items()}
    texts = {
        name: as_text(without_unused(one, later | used_by(one, needs))) for name, one in own.items()
    }
    return texts, {"late": as_text(late), "script": as_text(script)}


@cache
def _of_script(selector: Selector) -> bool:
    """Whether it is, or may be, about what the theme's script will write into the page."""
    return bool(selector.names & ADDED or BY_SCRIPT.search(selector.text))


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
        if not rule.around and any(one.text == EACH_SCHEME for one in rule.selectors):
            last |= {name: place for name, _ in rule.declarations if name.startswith("--")}
    found = []
    for place, rule in enumerate(rules):
        kept = tuple(one for one in rule.declarations if last.get(one[0], 0) <= place)
        found.append(replace(rule, declarations=kept))
    return found


def _parts(rules: list[Rule]) -> list[list[Rule]]:
    """The rules by part. Variables and animations stand in the first part that uses them."""
    split = [(part, _of_part(rule, part)) for rule in rules for part in (EARLY, LATE, SCRIPT)]
    needs = needs_of(rules)
    first: dict[str, int] = {}
    for part in (EARLY, LATE, SCRIPT):
        for name in used_by([rule for own, rule in split if own == part], needs):
            first.setdefault(name, part)
    found: list[list[Rule]] = [[], [], []]
    for own, rule in split:
        by_part: dict[int, list[tuple[str, str]]] = {}
        for one in rule.declarations:
            name = made_by(rule, one)
            part = max(own, first.get(name, UNUSED)) if name else own
            by_part.setdefault(part, []).append(one)
        for part, declarations in by_part.items():
            if part != UNUSED:
                found[part].append(replace(rule, declarations=tuple(declarations)))
    return found


def _of_part(rule: Rule, part: int) -> Rule:
    """The rule with what of it belongs to a part, perhaps nothing."""
    selectors = tuple(one for one in rule.selectors if _part(one.text, rule.around) == part)
    if selectors or (not rule.selectors and _part("", rule.around) == part):
        return replace(rule, selectors=selectors)
    return replace(rule, declarations=())


def _part(selector: str, around: tuple[str, ...]) -> int:
    conditions = "".join(around).replace(" ", "")
    if LATER_CONDITIONS.search(conditions):
        return LATE
    if BY_SCRIPT.search(selector):
        return SCRIPT
    in_drawer = DRAWER in conditions and IN_DRAWER.search(selector)
    return LATE if in_drawer or LATER.search(selector) else EARLY
