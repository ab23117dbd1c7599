"""One build: all that is made before MkDocs writes a page, and what is done when it has."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from components.templates import render
from delivery import assets, finish
from delivery.css import Rule
from exports import files, search_index
from exports.version import Version, last_commit
from records import settings, site
from records.reader import Reader
from records.site import Site
from sheets import handouts
from sheets.handouts import Handout

NO_CODE = "handouts: without SITE_URL the clinic's sheets carry no code to scan"


@dataclass(frozen=True, kw_only=True)
class Page:
    """What is known of a page when all are written: its file and address below the site's, its
    title, and whether the search finds its sections."""

    file: str
    source: str
    address: str
    title: str
    sections: bool


@dataclass(frozen=True, kw_only=True)
class Build:
    """All records, and what is made of them; `files` by path below the site's address."""

    site: Site
    version: Version
    handouts: list[Handout]
    files: dict[str, bytes]
    folder: str
    rules: tuple[Rule, ...] = ()

    @property
    def note(self) -> str | None:
        """What an editor should know, without a mistake."""
        own = self.site.settings.clinic != settings.Clinic()
        return NO_CODE if own and not handouts.is_public(self.site.settings.url) else None

    def with_rules(self, content: assets.Content, extra_css: Iterable[str]) -> "Build":
        """The build with all style rules. Raises ValueError, saying what is wrong and where."""
        ticked = {"red-flags-ticked.html": render("red-flags-ticked.html", **vars(self.site))}
        return replace(self, rules=tuple(assets.rules(content, extra_css, ticked)))

    def finish(self, pages: list[Page], others: list[str], protect: bool) -> None:
        """Makes the search's index lean, and finishes `pages` and `others`, which are files.

        Raises ValueError, naming the page, if one lacks the place for its styles or its policy.
        """
        folder, search = Path(self.folder), self.site.search
        given = {page.address: (page.title, *search.of(page.source)) for page in pages}
        leads = {page.address for page in pages if not page.sections}
        search_index.rewrite(folder, search, given, leads)
        names = [page.file for page in pages] + others
        finish.folder(folder, names, list(self.rules), protect)


def make(root: Path, pages: list[str], found: settings.Settings, reader: Reader, to: str) -> Build:
    """Reads and checks everything and makes the sheets, for a site in the folder `to`.

    Raises DataError or ValueError with all that is wrong, before anything is written.
    """
    records = site.load(reader, found, pages)
    version = last_commit(root, records.red_flags.date)
    pdfs = handouts.build(records)
    sheets = {f"handouts/{name}": pdf for name, pdf in (pdfs | handouts.pictures(pdfs)).items()}
    return Build(
        site=records,
        version=version,
        handouts=handouts.shown(records, pdfs),
        files=files.build(records, version) | sheets,
        folder=f"{to}/",
    )


def read_settings(
    root: Path, path: str, name: str, site_url: str | None, repo_url: str | None
) -> tuple[Reader, settings.Settings]:
    """The settings in the file `path`, and the reader that has found what is wrong with them."""
    reader = Reader(root)
    below = Path(os.path.relpath(path, root)).as_posix()
    return reader, settings.load(reader, below, name, site_url, repo_url)
