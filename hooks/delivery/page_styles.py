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
from functools import cache, lru_cache
from html.parser import HTMLParser

from delivery.css import Rule, Selector, Tokens, as_text

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

# What the theme's script writes into a page, read from its source map (see theme_files.py).
MADE_BY_SCRIPT = """
    .js .md-dialog--active .md-header--shadow .md-header__title--active .md-nav__link--active
    .md-nav__link--passed .md-search-result__article .md-search-result__icon .md-search-result__item
    .md-search-result__link .md-search-result__more .md-search-result__terms .md-tooltip2
    .md-toggle--indeterminate .md-tooltip2--active .md-tooltip2--bottom .md-tooltip2--top
    .md-tooltip2__inner [data-md-color-switching [data-md-scrolllock mark
"""
MADE = frozenset(MADE_BY_SCRIPT.split())
ALSO_MADE = {"details", "summary"}
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
Chain = tuple[Tokens, ...]  # an element's names after those of all around it, from the outside in
EACH_SCHEME = "[data-md-color-scheme]"


class Elements(HTMLParser):
    """What a page's elements are, of the names that matter, each once with those around it."""

    def __init__(self, html: str, matter: Tokens):
        super().__init__()
        self._matter = matter
        self.chains: set[Chain] = set()
        self._open: list[tuple[str, Tokens]] = []
        self.feed(html)
        self.names = MADE.union(ALSO_MADE, *(chain[-1] for chain in self.chains))

    def handle_starttag(self, tag, attrs):
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self._open.append((tag, self._last))

    def handle_startendtag(self, tag, attrs):
        found = {tag}
        for name, value in attrs:
            found |= {f"[{name}", f"[{name}={value}"}
            if name == "class":
                found |= {f".{one}" for one in (value or "").split()}
            if name == "id":
                found.add(f"#{value}")
        self._last = self._matter & found
        self.chains.add((*(tokens for _, tokens in self._open), self._last))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass


def divide(rules: list[Rule], pages: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The text of each page's own rules, by the names in `pages`, and of the two later sheets."""
    every = {selector for rule in rules for selector in rule.selectors}
    matter = frozenset().union(*(selector.names for selector in every))
    elements = {name: _elements(html, matter) for name, html in pages.items()}
    chains = list(set().union(*(one.chains for one in elements.values())))
    fitting = _fitting(every, chains)
    numbers = {chain: number for number, chain in enumerate(chains)}
    wanted = {}
    for name, page in elements.items():
        here = {numbers[chain] for chain in page.chains}
        wanted[name] = {
            one
            for one in every
            if one.names <= page.names and (_of_script(one) or not here.isdisjoint(fitting[one]))
        }
    early, late, script = _parts(_chosen(_effective(rules), set().union(*wanted.values())))
    needs = _needs(rules)
    later = _used(late + script, needs)
    own = {name: _chosen(early, selectors) for name, selectors in wanted.items()}
    texts = {name: as_text(_lean(one, later | _used(one, needs))) for name, one in own.items()}
    return texts, {"late": as_text(late), "script": as_text(script)}


@lru_cache(maxsize=500)  # while serving, most pages are as they were
def _elements(html: str, matter: Tokens) -> Elements:
    return Elements(html, matter)


@cache
def _of_script(selector: Selector) -> bool:
    """Whether it is, or may be, about what the theme's script will write into the page."""
    return bool(selector.names & MADE or BY_SCRIPT.search(selector.text))


def _fitting(selectors: set[Selector], chains: list[Chain]) -> dict[Selector, list[int]]:
    """For each selector the places of the chains that it may match. Pages share most of them."""
    alike: dict[Tokens, list[int]] = {}
    places: dict[Chain, int] = {}  # elements share what is around them, and so do selectors
    around = [places.setdefault(chain[:-1], number) for number, chain in enumerate(chains)]
    for number, chain in enumerate(chains):
        alike.setdefault(chain[-1], []).append(number)
    known: dict[Chain, dict[int, bool]] = {}
    found: dict[Selector, list[int]] = {}
    for selector in selectors:
        outer, last = selector.chain[:-1], selector.chain[-1]
        stands = known.setdefault(outer, {})
        found[selector] = []
        for number in (one for own, group in alike.items() if last <= own for one in group):
            place = around[number]
            if place not in stands:
                stands[place] = _stands_in(outer, chains[place][:-1])
            if stands[place]:
                found[selector].append(number)
    return found


def _stands_in(wanted: Chain, around: Chain) -> bool:
    """Whether some of what is around an element has, in order, what is wanted."""
    inner = reversed(around)
    return all(any(one <= tokens for tokens in inner) for one in reversed(wanted))


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
    needs = _needs(rules)
    first: dict[str, int] = {}
    for part in (EARLY, LATE, SCRIPT):
        for name in _used([rule for own, rule in split if own == part], needs):
            first.setdefault(name, part)
    found: list[list[Rule]] = [[], [], []]
    for own, rule in split:
        by_part: dict[int, list[tuple[str, str]]] = {}
        for one in rule.declarations:
            name = _name(rule, one)
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


def _name(rule: Rule, declaration: tuple[str, str]) -> str:
    """The variable or animation that a declaration makes; empty for all others."""
    name, _ = declaration
    if rule.around and rule.around[-1].startswith("@keyframes "):
        return rule.around[-1].removeprefix("@keyframes ")
    return name if name.startswith("--") else ""


def _needs(rules: list[Rule]) -> dict[str, set[str]]:
    """What each variable is made of."""
    needs: dict[str, set[str]] = {}
    for rule in rules:
        for one in rule.declarations:
            needs.setdefault(_name(rule, one), set()).update(_names_in(one))
    return needs


def _used(rules: list[Rule], needs: dict[str, set[str]]) -> set[str]:
    """Variables and animations that rules use, also by way of the variables that they use."""
    plain = [one for rule in rules for one in rule.declarations if not _name(rule, one)]
    waiting = set().union(*(_names_in(one) for one in plain))
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        used.add(name)
        waiting |= needs.get(name, set()) - used
    return used


@cache
def _names_in(declaration: tuple[str, str]) -> frozenset[str]:
    name, value = declaration
    animations = re.findall(r"[a-z][\w-]+", value) if name.startswith("animation") else []
    return frozenset(re.findall(r"var\((--[\w-]+)", value) + animations)


def _lean(rules: list[Rule], used: set[str]) -> list[Rule]:
    """The rules without variables and animations that nothing uses."""
    found = []
    for rule in rules:
        kept = tuple(
            one for one in rule.declarations if (_name(rule, one) or "yes") in {*used, "yes"}
        )
        if kept:
            found.append(replace(rule, declarations=kept))
    return found
