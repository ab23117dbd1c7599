"""What a page's elements are, and which of them a selector may match."""

from functools import lru_cache
from html.parser import HTMLParser

from delivery.selectors import Selector, Tokens

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


# What the theme's script writes into a page, read from its source map (see theme_files.py).
ADDED_BY_THEME_SCRIPT = """
    .js .md-dialog--active .md-header--shadow .md-header__title--active .md-nav__link--active
    .md-nav__link--passed .md-search-result__article .md-search-result__icon .md-search-result__item
    .md-search-result__link .md-search-result__more .md-search-result__terms .md-tooltip2
    .md-toggle--indeterminate .md-tooltip2--active .md-tooltip2--bottom .md-tooltip2--top
    .md-tooltip2__inner [data-md-color-switching [data-md-scrolllock mark
"""

ADDED = frozenset(ADDED_BY_THEME_SCRIPT.split())

ALSO_ADDED = {"details", "summary"}

Chain = tuple[Tokens, ...]  # an element's names after those of all around it, from the outside in


class Elements(HTMLParser):
    """What a page's elements are, of the names that matter, each once with those around it."""

    def __init__(self, html: str, matter: Tokens):
        super().__init__()
        self._matter = matter
        self.chains: set[Chain] = set()
        self._open: list[tuple[str, Tokens]] = []
        self.feed(html)
        self.names = ADDED.union(ALSO_ADDED, *(chain[-1] for chain in self.chains))

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


@lru_cache(maxsize=500)  # while serving, most pages are as they were
def elements_of(html: str, matter: Tokens) -> Elements:
    return Elements(html, matter)


def fitting(selectors: set[Selector], chains: list[Chain]) -> dict[Selector, list[int]]:
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
