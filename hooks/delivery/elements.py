"""A page's elements, and whether a selector may match one of them."""

from functools import lru_cache
from html.parser import HTMLParser

from delivery.selectors import Names, Selector

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What the theme's script adds to a page, read from its source map (see theme_files.py).
ADDED_BY_THEME_SCRIPT = """
    .js .md-header--shadow .md-header__title--active .md-nav__link--active
    .md-nav__link--passed .md-search-result__article .md-search-result__icon .md-search-result__item
    .md-search-result__link .md-search-result__more .md-search-result__terms .md-tooltip2
    .md-toggle--indeterminate .md-tooltip2--active .md-tooltip2--bottom .md-tooltip2--top
    .md-tooltip2__inner [data-md-color-switching [data-md-scrolllock mark
"""
ADDED = frozenset(ADDED_BY_THEME_SCRIPT.split())
ALSO_ADDED = {"details", "summary"}


class Elements(HTMLParser):
    """A page's elements, each reduced to those of its names that are in `relevant`."""

    def __init__(self, html: str, relevant: Names):
        super().__init__()
        self._relevant = relevant
        self._open: list[tuple[str, Names]] = []
        self._ancestors: dict[Names, set[tuple[Names, ...]]] = {}  # by an element's own names
        self.feed(html)
        self.names = ADDED.union(ALSO_ADDED, *self._ancestors)

    def may_match(self, selector: Selector) -> bool:
        """Whether an element and its ancestors have all names of a selector."""
        *outer, last = selector.compounds
        return any(
            _contains(ancestors, outer)
            for names, chains in self._ancestors.items()
            if last <= names
            for ancestors in chains
        )

    def handle_starttag(self, tag, attrs):
        names = self._add(tag, attrs)
        if tag not in VOID:
            self._open.append((tag, names))

    def handle_startendtag(self, tag, attrs):
        self._add(tag, attrs)

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Names:
        """Records an element below the open ones; returns its relevant names."""
        all_names = {tag}
        for name, value in attrs:
            all_names |= {f"[{name}", f"[{name}={value}"}
            if name == "class":
                all_names |= {f".{class_name}" for class_name in (value or "").split()}
            if name == "id":
                all_names.add(f"#{value}")
        names = self._relevant & all_names
        self._ancestors.setdefault(names, set()).add(tuple(outer for _, outer in self._open))
        return names


def _contains(ancestors: tuple[Names, ...], compounds: list[Names]) -> bool:
    """Whether compounds match some of the ancestors, in the same order."""
    remaining = reversed(ancestors)
    return all(any(compound <= names for names in remaining) for compound in reversed(compounds))


@lru_cache(maxsize=500)  # while serving, most pages do not change
def elements_of(html: str, relevant: Names) -> Elements:
    """The elements of a built page."""
    return Elements(html, relevant)
