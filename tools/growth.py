"""What grows with the number of pages: `make measure` builds larger copies of the site.

A copy gets further sections: Causes and Relief again and again, each with its own folder, tab and
menu. So each added page is a real one, with tables, sources and links. Because copies compress
better than new texts, the size of a search index is estimated from its uncompressed size and the
compression ratio of the real site. The added sections differ in name by a number only, so the menus
of real ones would weigh a little more.
"""

import shutil
import sys
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import yaml
from bs4 import BeautifulSoup

import project
import weight
from project import ROOT

SIZES = (1, 3, 10)
COPIED = {"Causes", "Relief"}
ORDINARY = "causes/caffeine-and-alcohol/index.html"
MENUS = ".md-tabs, .md-nav--primary, .md-footer__inner"


@dataclass(frozen=True)
class Build:
    """One build: `seconds` of CPU time, `memory` at its peak in MB, the rest in kB as sent: `page`
    is an ordinary page, `text` the same without menus, `index` the search index.
    """

    times: int
    pages: int
    seconds: float
    memory: int
    page: float
    text: float
    index: float


def grow(folder: Path, times: int) -> int:
    """Writes a copy of the project with `times` as many pages; returns their number."""
    docs = folder / "docs"
    project.copy(folder)
    nav = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["nav"]
    sections = [next(iter(entry.items())) for entry in nav if COPIED & entry.keys()]
    wanted = times * len(list(docs.rglob("*.md")))
    added = ((number, *section) for number in count(2) for section in sections)
    while (pages := len(list(docs.rglob("*.md")))) < wanted:
        number, name, paths = next(added)
        section = Path(paths[0]).parts[0]
        shutil.copytree(docs / section, docs / f"{section}-{number}")
        copies = [path.replace(section, f"{section}-{number}", 1) for path in paths]
        nav.append({f"{name} {number}": copies})
    config = yaml.safe_dump({"INHERIT": "mkdocs.yml", "nav": nav})
    (folder / "grown.yml").write_text(config, encoding="utf-8")
    return pages


def build(folder: Path, times: int, ratio: float) -> Build:
    """Builds `times` as many pages into `folder`/site. `ratio`: index_ratio() of the real site."""
    pages = grow(folder, times)
    options = ("--strict", "--config-file", "grown.yml", "--site-dir", str(folder / "site"))
    usage = project.build(folder, *options)
    page = (folder / "site" / ORDINARY).read_text(encoding="utf-8")
    index = (folder / "site" / weight.INDEX).stat().st_size
    return Build(
        times,
        pages,
        round(usage.seconds, 1),
        round(usage.memory / 1e6),
        _kilobytes(page),
        _kilobytes(without_menus(page)),
        round(index * ratio / 1000, 1),
    )


def index_ratio(site: Path) -> float:
    """The compressed size of a site's search index, divided by its uncompressed size."""
    return weight.size(site, f"/{weight.INDEX}") / (site / weight.INDEX).stat().st_size


def without_menus(html: str) -> str:
    """A page without its tabs, its menu, and its links to the previous and next page."""
    page = BeautifulSoup(html, "html.parser")
    for menu in page.select(MENUS):
        menu.decompose()
    return str(page)


def changed_pages(small: Path, large: Path) -> list[str]:
    """The pages of one site that differ in the other by more than their menus."""
    names = [path.relative_to(small).as_posix() for path in sorted(small.rglob("*.html"))]
    return [
        name
        for name in names
        if without_menus((small / name).read_text(encoding="utf-8"))
        != without_menus((large / name).read_text(encoding="utf-8"))
    ]


def _kilobytes(text: str) -> float:
    return round(len(brotli.compress(text.encode(), quality=11)) / 1000, 1)


def main(site: str) -> None:
    """Prints a line for each size. Raises SystemExit if build time grows faster than the pages."""
    ratio = index_ratio(Path(site))
    with TemporaryDirectory() as name:
        folders = {times: Path(name, str(times)) for times in SIZES}
        builds = [build(folder, times, ratio) for times, folder in folders.items()]
        other = changed_pages(folders[SIZES[0]] / "site", folders[SIZES[-1]] / "site")
    print("\ntimes  pages  seconds  memory MB  a page kB  without menus  index kB")
    for row in builds:
        print(f"{row.times:5} {row.pages:6} {row.seconds:8} {row.memory:10} {row.page:10}", end=" ")
        print(f"{row.text:14} {row.index:9}")
    print(
        "What grows: build time and memory; the index, which waits for a search; the menu of each"
    )
    print("page, by two links for each section. Beyond menus, these pages changed:", *other)
    first, last = builds[0], builds[-1]
    if last.seconds > last.times * first.seconds:
        raise SystemExit(f"{last.times} times the pages took more than {last.times} times as long")


if __name__ == "__main__":
    main(*sys.argv[1:])
