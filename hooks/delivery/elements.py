"""A page's elements, and whether a selector may match one of them."""

from functools import lru_cache
from html.parser import HTMLParser

from delivery.selectors import Names, Selector

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What the theme's script writes into a page, read from its source map (see theme_files.py).
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
    """A page's elements by the names in `matter`, each once together with those around it."""

    def __init__(self, html: str, matter: Names):
        super().__init__()
        self._matter = matter
        self._open: list[tuple[str, Names]] = []
        self._around: dict[Names, set[tuple[Names, ...]]] = {}  # by an element's own names
        self.feed(html)
        self.names = ADDED.union(ALSO_ADDED, *self._around)

    def may_match(self, selector: Selector) -> bool:
        """Whether an element, and what is around it, have all that a selector names."""
        return any(
            _contains(around, selector.chain[:-1])
            for names, every in self._around.items()
            if selector.chain[-1] <= names
            for around in every
        )

    def handle_starttag(self, tag, attrs):
        names = self._named(tag, attrs)
        if tag not in VOID:
            self._open.append((tag, names))

    def handle_startendtag(self, tag, attrs):
        self._named(tag, attrs)

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def _named(self, tag: str, attrs: list[tuple[str, str | None]]) -> Names:
        found = {tag}
        for name, value in attrs:
            found |= {f"[{name}", f"[{name}={value}"}
            if name == "class":
                found |= {f".{one}" for one in (value or "").split()}
            if name == "id":
                found.add(f"#{value}")
        names = self._matter & found
        self._around.setdefault(names, set()).add(tuple(outer for _, outer in self._open))
        return names


def _contains(around: tuple[Names, ...], wanted: tuple[Names, ...]) -> bool:
    """Whether some of what is around an element has, in order, what is wanted."""
    inner = reversed(around)
    return all(any(one <= names for names in inner) for one in reversed(wanted))


@lru_cache(maxsize=500)  # while serving, most pages are as they were
def elements_of(html: str, matter: Names) -> Elements:
    """The elements of a built page."""
    return Elements(html, matter)
