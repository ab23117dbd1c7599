"""What grows with the number of pages: `make measure` builds the site again, larger, and tells.

To have more pages, a copy of the project gets further sections: Causes and Relief again and again,
each with a folder, a tab and a menu of its own, until there are so many times the pages. So each
added page is a real one, with tables, sources and links. But copies compress better than new texts:
an index is therefore reckoned from its plain bytes, at the ratio of the site as it is. The names of
the further sections differ by a number only, so menus of real ones would weigh a little more.
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
    """One build: `seconds` of the processor, which other programs do not lengthen; `memory` in MB
    at its highest; the rest in kB as sent. `page` is an ordinary page, `text` the same without
    menus, `index` that of the search.
    """

    times: int
    pages: int
    seconds: float
    memory: int
    page: float
    text: float
    index: float


def grow(folder: Path, times: int) -> int:
    """Writes a copy of our project with so many times the pages; returns their number."""
    docs = folder / "docs"
    project.copy(folder)
    nav = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["nav"]
    sections = [next(iter(one.items())) for one in nav if COPIED & one.keys()]
    wanted = times * len(list(docs.rglob("*.md")))
    further = ((number, *section) for number in count(2) for section in sections)
    while (pages := len(list(docs.rglob("*.md")))) < wanted:
        number, name, paths = next(further)
        section = Path(paths[0]).parts[0]
        shutil.copytree(docs / section, docs / f"{section}-{number}")
        copies = [path.replace(section, f"{section}-{number}", 1) for path in paths]
        nav.append({f"{name} {number}": copies})
    (folder / "grown.yml").write_text(
        yaml.safe_dump({"INHERIT": "mkdocs.yml", "nav": nav}), encoding="utf-8"
    )
    return pages


def build(folder: Path, times: int, ratio: float) -> Build:
    """Builds so many times the pages into `folder`/site. `ratio`: of an index, as sent to plain."""
    pages = grow(folder, times)
    options = ("--strict", "--config-file", "grown.yml", "--site-dir", str(folder / "site"))
    used = project.build(folder, *options)
    page = (folder / "site" / ORDINARY).read_text(encoding="utf-8")
    index = (folder / "site" / weight.INDEX).stat().st_size
    return Build(
        times,
        pages,
        round(used.seconds, 1),
        round(used.memory / 1e6),
        _kilobytes(page),
        _kilobytes(without_menus(page)),
        round(index * ratio / 1000, 1),
    )


def ratio(site: Path) -> float:
    """The bytes of a site's search index as it is sent, divided by its plain ones."""
    return weight.size(site, f"/{weight.INDEX}") / (site / weight.INDEX).stat().st_size


def without_menus(html: str) -> str:
    """A page without its tabs, its menu, and the links to the page before and the one after."""
    page = BeautifulSoup(html, "html.parser")
    for menu in page.select(MENUS):
        menu.decompose()
    return str(page)


def changed(small: Path, large: Path) -> list[str]:
    """The pages of one site folder that differ in another by more than their menus."""
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
    """Prints a line for each size and what grows."""
    with TemporaryDirectory() as name:
        folders = {times: Path(name, str(times)) for times in SIZES}
        builds = [build(folder, times, ratio(Path(site))) for times, folder in folders.items()]
        other = changed(folders[SIZES[0]] / "site", folders[SIZES[-1]] / "site")
    print("\ntimes  pages  seconds  memory MB  a page kB  without menus  index kB")
    for one in builds:
        print(
            f"{one.times:5} {one.pages:6} {one.seconds:8} {one.memory:10} {one.page:10}"
            f" {one.text:14} {one.index:9}"
        )
    print(
        "What grows: build time and memory; the index, which waits for a search; the menu of each"
    )
    print("page, by two links for each section. Beyond menus, these pages changed:", *other)
    first, last = builds[0], builds[-1]
    if last.seconds > last.times * first.seconds:
        raise SystemExit(f"{last.times} times the pages took more than {last.times} times as long")


if __name__ == "__main__":
    main(*sys.argv[1:])
