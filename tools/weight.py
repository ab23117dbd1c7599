"""What the built pages weigh on the way to a reader: `make measure` prints it and renews the data.

In: a site's folder. Out: for each page the bytes before it shows, those of its first view, those
that the first touch adds, and all up to the first search result. Bytes are those of Brotli 11, as
hosts send them, without the heads of the responses. What a page asks for is read from the page.
"""

import json
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import brotli
from bs4 import BeautifulSoup, Tag

import measured
from records.days import today

LONG = {  # pages that may weigh more than the first answer of a server, each with the reason
    "/about/cautions/": "a list of all cautions that are our own",
    "/about/claims/": "a list of all 50 statements of the first article",
    "/about/signs/": "a list of all signs, each with its reason",
    "/about/sources/": "a list of all sources",
    "/handouts/changes/": "a list of all that changed",
    "/when-to-seek-care/checklist/": "all signs, each with what to do, and five results",
}
INDEX = "search/search_index.json"
PICTURES = {".png", ".jpg", ".webp", ".avif"}  # compressed already
NAMING = ("audio", "embed", "iframe", "img", "link", "object", "script", "source", "style", "video")
QUIET = ("canonical", "prev", "next", "alternate")  # links that no browser follows by itself
IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s*["']([^"']+)""")


@dataclass(frozen=True)
class Weight:
    """One page, in bytes. `asked` are the files of its first view, itself first; `pictures` those
    that load only as a reader comes near, with their bytes.
    """

    address: str
    blocking: int
    first_view: int
    touch: int
    search: int
    asked: tuple[str, ...]
    pictures: dict[str, int]


def weigh(site: Path, address: str, page: BeautifulSoup) -> Weight:
    """The weight of the built page at an address below the site, such as `/causes/`."""
    elements = page.find_all(NAMING)
    asked = _asked(site, address, elements)
    first_view = sum(size(site, one) for one in asked)
    blocking = [named(address, one) for one in elements if _blocks(one)]
    touch = sum(size(site, one) for one in _at_touch(address, elements))
    lazy = dict.fromkeys(named(address, one) for one in elements if _lazy(one))
    return Weight(
        address,
        size(site, address) + sum(size(site, one) for one in blocking),
        first_view,
        touch,
        first_view + touch + sum(size(site, one) for one in _at_search(address, elements)),
        tuple(asked),
        {one: size(site, one) for one in lazy},
    )


@cache
def size(site: Path, path: str) -> int:
    """The bytes of one file of the site, compressed as it is sent."""
    file = site / path.lstrip("/")
    content = (file / "index.html" if path.endswith("/") else file).read_bytes()
    return len(content if file.suffix in PICTURES else brotli.compress(content, quality=11))


def site_weights(site: Path) -> list[Weight]:
    """The weights of all pages, in the order of their addresses."""
    found = []
    for path in sorted(site.rglob("*.html")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        found.append(
            weigh(site, address, BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser"))
        )
    return found


def published(found: list[Weight]) -> dict:
    """The rows of the published table: the heaviest ordinary page, the middle of the pages for
    readers (those about the guide are lighter), the heaviest page of all.
    """
    ranked = sorted(found, key=lambda one: one.blocking)
    ordinary = [one for one in ranked if one.address not in LONG]
    readers = [one for one in ranked if not one.address.startswith(("/about/", "/404"))]
    middle = readers[len(readers) // 2]
    rows = {"heaviest": ordinary[-1], "middle": middle, "longest": ranked[-1]}
    return {name: _row(one) for name, one in rows.items()}


def _row(one: Weight) -> dict:
    kilobytes = {name: getattr(one, name) for name in ("blocking", "first_view", "search")}
    return {"name": one.address, "requests": len(one.asked)} | {
        name: round(value / 1000, 1) for name, value in kilobytes.items()
    }


def _asked(site: Path, address: str, elements: list[Tag]) -> list[str]:
    """What a browser asks for before the reader acts, the page first, each once."""
    asking = [one for one in elements if not _lazy(one) and one.get("rel", [""])[0] not in QUIET]
    found = [address, *(named(address, one) for one in asking)]
    for style in [one.text for one in elements if one.name == "style"]:
        found += [urljoin(address, one) for one in _in_styles(style)]
    for sheet in [one for one in found if one.endswith(".css")]:
        found += [
            urljoin(sheet, one)
            for one in _in_styles((site / sheet[1:]).read_text(encoding="utf-8"))
        ]
    return [one for one in dict.fromkeys(found) if one and not one.startswith("data:")]


def _in_styles(text: str) -> list[str]:
    return [one or other for one, other in IN_STYLES.findall(text) if not one.startswith("#")]


def named(address: str, element: Tag) -> str:
    """The address that an element names, as a path below the site; empty if it names none."""
    found = element.get("src") or element.get("href") or element.get("data")
    return urldefrag(urljoin(address, found)).url if found else ""


def _lazy(element: Tag) -> bool:
    """Whether the file of this element waits until a reader comes near."""
    return element.get("loading") == "lazy"


def _blocks(element: Tag) -> bool:
    """Whether a page does not show before the file of this element is there."""
    if element.name == "script":
        late = {"defer", "async"} & element.attrs.keys() or element.get("type") == "module"
        return bool(element.get("src")) and not late
    sheet = "stylesheet" in element.get("rel", []) and element.get("media") != "print"
    return sheet and element.find_parent("head") is not None


def _at_touch(address: str, elements: list[Tag]) -> list[str]:
    """What load.js adds: its element names the theme's script and the styles that come with it."""
    (loader,) = (one for one in elements if one.get("data-theme"))
    return [urljoin(address, loader[name]) for name in ("data-theme", "data-styles")]


def _at_search(address: str, elements: list[Tag]) -> list[str]:
    """What search-waits.js lets through: the theme's search script and the index."""
    (config,) = (json.loads(one.text) for one in elements if one.get("id") == "__config")
    index = f"{config['base'].rstrip('/')}/{INDEX}"
    return [urljoin(address, one) for one in (config["search"], index)]


def main(site: str) -> None:
    """Prints a line for each page and writes the data."""
    folder = Path(site)
    found = site_weights(folder)
    print(f"\n{'page, bytes after Brotli 11':38} before it shows  first view  in requests", end="")
    print("  touch adds  to first search result  pictures as they come near")
    for one in found:
        print(
            f"{one.address:38} {one.blocking:15} {one.first_view:11} {len(one.asked):12}"
            f" {one.touch:11} {one.search:23}  {len(one.pictures)}: {sum(one.pictures.values())}"
        )
    print(f"the index of the search: {size(folder, f'/{INDEX}')}")
    rows = published(found)
    for name, row in rows.items():
        print(f"{name}: {row}")
    measured.renew({"weight": {"date": today()} | rows})


if __name__ == "__main__":
    main(*sys.argv[1:])
