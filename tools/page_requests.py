"""The files that a page requests, read from its HTML, as paths below the site."""

import json
import re
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup, Tag

INDEX = "search/search_index.json"
TAGS = ("audio", "embed", "iframe", "img", "link", "object", "script", "source", "style", "video")
NOT_FETCHED = ("canonical", "prev", "next", "alternate")  # kinds of links
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s*["']([^"']+)""")


class PageRequests:
    """The requests of the built page at an address below the site, such as `/causes/`."""

    def __init__(self, site: Path, address: str, page: BeautifulSoup):
        self._site, self._address = site, address
        self._elements = page.find_all(TAGS)

    def first_view(self) -> list[str]:
        """What a browser requests before the reader acts, the page first, without repeats."""
        fetched = [e for e in self._elements if e.get("rel", [""])[0] not in NOT_FETCHED]
        paths = [resolve(self._address, e) for e in fetched if e.get("loading") != "lazy"]
        for element in self._elements:
            if element.name == "style":
                paths += _in_styles(self._address, element.text)
        for sheet in [path for path in paths if path.endswith(".css")]:
            paths += _in_styles(sheet, (self._site / sheet[1:]).read_text(encoding="utf-8"))
        paths = [path for path in paths if path and not path.startswith("data:")]
        return list(dict.fromkeys([self._address, *paths]))

    def blocking(self) -> list[str]:
        """The files without which the browser does not show the page, itself first."""
        return [self._address, *(resolve(self._address, e) for e in self._elements if _blocks(e))]

    def lazy(self) -> list[str]:
        """The files that load when the reader comes near, without repeats."""
        lazy = [e for e in self._elements if e.get("loading") == "lazy"]
        return list(dict.fromkeys(resolve(self._address, element) for element in lazy))

    def on_touch(self) -> list[str]:
        """What load.js adds: the theme's script and its styles, which its element names."""
        (loader,) = (e for e in self._elements if e.get("data-theme"))
        return [urljoin(self._address, loader[name]) for name in ("data-theme", "data-styles")]

    def on_search(self) -> list[str]:
        """What search-waits.js lets through: the theme's search worker and the index."""
        (config,) = (json.loads(e.text) for e in self._elements if e.get("id") == "__config")
        index = f"{config['base'].rstrip('/')}/{INDEX}"
        return [urljoin(self._address, path) for path in (config["search"], index)]


def resolve(address: str, element: Tag) -> str:
    """The path below the site that an element of a page refers to; empty if it has none."""
    url = element.get("src") or element.get("href") or element.get("data")
    return urldefrag(urljoin(address, url)).url if url else ""


def _in_styles(base: str, text: str) -> list[str]:
    urls = [url or imported for url, imported in IN_STYLES.findall(text)]
    return [urljoin(base, url) for url in urls if not url.startswith("#")]


def _blocks(element: Tag) -> bool:
    """Whether the browser waits for the file of this element before it shows the page."""
    if element.name == "script":
        late = {"defer", "async"} & element.attrs.keys() or element.get("type") == "module"
        return bool(element.get("src")) and not late
    sheet = "stylesheet" in element.get("rel", []) and element.get("media") != "print"
    return sheet and element.find_parent("head") is not None
