"""One build: all that is made before MkDocs writes a page, and what is done when it has."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from components import expand
from components.templates import render
from delivery import assets, finish, theme_files
from delivery.css import Rule
from exports import files, search_index
from exports.version import Version, last_commit
from records import markers, settings, site
from records.days import in_words, today
from records.reader import Reader
from records.site import Site
from sheets import handouts
from sheets.layouts import Handouts

FEED = "handouts/changes.atom"
NO_CODE = "handouts: without SITE_URL the clinic's sheets carry no code to scan\n"


class Config(Protocol):
    """What is asked of the engine's settings."""

    config_file_path: str
    site_name: str
    site_url: str | None
    repo_url: str | None
    site_dir: str


@dataclass(frozen=True, kw_only=True)
class Build:
    """All records, and what is made of them; `files` by path below the site's address, `pages` as
    the engine has them."""

    site: Site
    version: Version
    handouts: list[Handouts]
    files: dict[str, bytes]
    folder: str
    rules: tuple[Rule, ...] = ()
    pages: tuple[Any, ...] = ()

    @property
    def note(self) -> str:
        """What an editor should know, without a mistake; perhaps nothing."""
        own = self.site.settings.clinic != settings.Clinic()
        return NO_CODE if own and not handouts.is_public(self.site.settings.url) else ""

    def with_assets(
        self, find: Callable[[str], Any], styles: Iterable[str], scripts: Iterable[str]
    ) -> "Build":
        """The build with all style rules, and the scripts as they are delivered: a plain edition
        lacks the checklist's. `find` finds one of the engine's files, or None, by its path.

        Raises ValueError, saying what is wrong and where.
        """

        def content(path: str) -> str:
            if file := find(path):
                return file.content_string
            raise ValueError(f"{path} is missing")

        ticked = {"red-flags-ticked.html": render("red-flags-ticked.html", **vars(self.site))}
        rules = assets.rules(content, styles, ticked)
        found = assets.scripts(content, scripts)
        if self.site.settings.plain:
            del found[assets.CHECKLIST]
        return replace(self, rules=tuple(rules), files=self.files | found)

    def expanded(self, markdown: str, url: Callable[[str], str]) -> str:
        """A page's Markdown with its components, footnotes and abbreviations written out."""
        text = expand.expand(markdown, self.site, url, self.handouts)
        notes = expand.footnotes(markers.cited(text), self.site)
        return text + notes + expand.abbreviations(self.site)

    def names_on(self, page: str, components: list[str]) -> dict[str, Any]:
        """What templates know of a page, a Markdown file below docs/, and of its components.

        A page with a form has its own script.
        """
        scripts = {"handouts: your-sheet": assets.YOUR_SHEET}
        if not self.site.settings.plain:
            scripts["red-flags: checklist"] = assets.CHECKLIST
        return {
            "review": self.site.review_of(page),
            "about": self.site.about(page),
            "own_script": next((scripts[one] for one in components if one in scripts), None),
        }

    def names(self, icon: str) -> dict[str, Any]:
        """What every template knows, also the 404 page, which is rendered without a page."""
        return {
            "words": self.site.words,
            "version": self.version,
            "review": self.site.settings.review,
            "theme": theme_files,
            "in_words": in_words,
            "saved": in_words(today()),
            "favicon": assets.data_uri(icon),
        }

    def finish(self, others: Iterable[str], protect: bool) -> None:
        """Makes the search's index lean, and finishes all pages; `others` are files.

        Raises ValueError, naming the page, if one lacks the place for its styles or its policy.
        """
        folder, search = Path(self.folder), self.site.search
        given = {one.url: (one.title, *search.of(one.file.src_uri)) for one in self.pages}
        whole = {one.url: one.meta.get("search", {}).get("sections", True) for one in self.pages}
        leads = {address for address, sections in whole.items() if not sections}
        search_index.rewrite(folder, search, given, leads)
        names = [one.file.dest_uri for one in self.pages]
        names += [name for name in others if name.endswith(".html")]
        finish.folder(folder, names, list(self.rules), protect)


def feed(site: Site) -> dict[str, bytes]:
    """The feed of changes by its path; none without an address, which an Atom feed needs."""
    if not site.settings.url:
        return {}
    return {FEED: render("changes-feed.xml", **vars(site), names=site.names).encode()}


def make(root: Path, config: Config, sources: Iterable[Any]) -> Build:
    """Reads and checks everything and makes the sheets. `sources` are the engine's files
    that become pages.

    Raises DataError or ValueError with all that is wrong, before anything is written.
    """
    reader = Reader(root)
    path = Path(os.path.relpath(config.config_file_path, root)).as_posix()
    found = settings.load(reader, path, config.site_name, config.site_url, config.repo_url)
    records = site.load(reader, found, [file.src_uri for file in sources])
    version = last_commit(root, records.red_flags.date)
    pdfs = handouts.build(records)
    sheets = {f"handouts/{name}": pdf for name, pdf in (pdfs | handouts.pictures(pdfs)).items()}
    return Build(
        site=records,
        version=version,
        handouts=handouts.downloads(records, pdfs),
        files=files.build(records, version) | sheets | feed(records),
        folder=f"{config.site_dir}/",
    )
