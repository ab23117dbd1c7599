"""What the built pages weigh when sent to a reader: `make measure` prints it and updates the data.

In: a site folder. Out: for each page the bytes before it shows, those of its first view, those
that the first touch adds, and all up to the first search result. Sizes are after Brotli 11, as
hosts send the files, without response headers. page_requests.py tells which files count.
"""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
from bs4 import BeautifulSoup

import measurements
from page_requests import INDEX, PageRequests
from records.days import today

LONG_PAGES = {  # may exceed the first response of a server, each with the reason
    "/about/cautions/": "a list of all cautions that are our own",
    "/about/claims/": "a list of all 50 statements of the first article",
    "/about/signs/": "a list of all signs, each with its reason",
    "/about/sources/": "a list of all sources",
    "/handouts/changes/": "a list of all that changed",
    "/when-to-seek-care/checklist/": "all signs, each with what to do, and five results",
}
PICTURES = {".png", ".jpg", ".webp", ".avif"}  # already compressed


@dataclass(frozen=True)
class Weight:
    """One page, in bytes. `requests` are the files of its first view, itself first; `pictures` are
    loaded when a reader comes near, and have their sizes.
    """

    address: str
    blocking: int
    first_view: int
    touch: int
    search: int
    requests: tuple[str, ...]
    pictures: dict[str, int]


def weigh(site: Path, address: str, page: BeautifulSoup) -> Weight:
    """The weight of the built page at an address below the site, such as `/causes/`."""

    def total(paths: list[str]) -> int:
        return sum(size(site, path) for path in paths)

    files = PageRequests(site, address, page)
    requests, touch = files.first_view(), total(files.on_touch())
    first_view = total(requests)
    return Weight(
        address,
        total(files.blocking()),
        first_view,
        touch,
        first_view + touch + total(files.on_search()),
        tuple(requests),
        {path: size(site, path) for path in files.lazy()},
    )


@cache
def size(site: Path, path: str) -> int:
    """The bytes of a file of the site, compressed as it is sent."""
    file = site / path.lstrip("/")
    content = (file / "index.html" if path.endswith("/") else file).read_bytes()
    return len(content if file.suffix in PICTURES else brotli.compress(content, quality=11))


def weigh_site(site: Path) -> list[Weight]:
    """The weights of all pages, sorted by address."""
    weights = []
    for path in sorted(site.rglob("*.html")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        weights.append(weigh(site, address, page))
    return weights


def published_rows(weights: list[Weight]) -> dict[str, dict]:
    """The rows of the published table: the heaviest ordinary page, the median of the pages for
    readers (those about the guide are lighter), the heaviest page of all.
    """
    ranked = sorted(weights, key=lambda weight: weight.blocking)
    ordinary = [weight for weight in ranked if weight.address not in LONG_PAGES]
    readers = [weight for weight in ranked if not weight.address.startswith(("/about/", "/404"))]
    middle = readers[len(readers) // 2]
    rows = {"heaviest": ordinary[-1], "middle": middle, "longest": ranked[-1]}
    return {name: _row(weight) for name, weight in rows.items()}


def _row(weight: Weight) -> dict:
    sizes = {name: getattr(weight, name) for name in ("blocking", "first_view", "search")}
    return {"name": weight.address, "requests": len(weight.requests)} | {
        name: round(value / 1000, 1) for name, value in sizes.items()
    }


def main(site: str) -> None:
    """Prints a line for each page and updates the data."""
    folder = Path(site)
    weights = weigh_site(folder)
    print(f"\n{'page, bytes after Brotli 11':38} before it shows  first view  in requests", end="")
    print("  touch adds  to first search result  pictures as they come near")
    for page in weights:
        print(f"{page.address:38} {page.blocking:15} {page.first_view:11}", end=" ")
        print(f"{len(page.requests):12} {page.touch:11} {page.search:23} ", end=" ")
        print(f"{len(page.pictures)}: {sum(page.pictures.values())}")
    print(f"the index of the search: {size(folder, f'/{INDEX}')}")
    rows = published_rows(weights)
    for name, row in rows.items():
        print(f"{name}: {row}")
    measurements.update({"weight": {"date": today()} | rows})


if __name__ == "__main__":
    main(*sys.argv[1:])
