"""One build: all that is made before MkDocs writes a page, and what is done when it has."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from components.templates import render
from delivery import assets, finish, theme_files
from delivery.css import Rule
from exports import files, search_index
from exports.version import Version, last_commit
from records import review, settings, site
from records.reader import Reader
from records.site import Site
from sheets import handouts
from sheets.handouts import Handout

FEED = "handouts/changes.atom"
NO_CODE = "handouts: without SITE_URL the clinic's sheets carry no code to scan"


class Config(Protocol):
    """What is asked of the engine's settings."""

    config_file_path: str
    site_name: str
    site_url: str | None
    repo_url: str | None
    site_dir: str


@dataclass(frozen=True)
class Page:
    """A page's Markdown file, its HTML file and its address below the site's, its title, its front
    matter as the engine reads it."""

    source: str
    file: str
    address: str
    title: str
    meta: dict[str, Any]

    @property
    def only_lead(self) -> bool:
        """Whether the search finds only its lead."""
        return not self.meta.get("search", {}).get("sections", True)


@dataclass(frozen=True, kw_only=True)
class Build:
    """All records, and what is made of them; `files` by path below the site's address."""

    site: Site
    version: Version
    handouts: list[Handout]
    files: dict[str, bytes]
    folder: str
    rules: tuple[Rule, ...] = ()
    pages: tuple[Page, ...] = ()

    @property
    def note(self) -> str | None:
        """What an editor should know, without a mistake."""
        own = self.site.settings.clinic != settings.Clinic()
        return NO_CODE if own and not handouts.is_public(self.site.settings.url) else None

    def with_rules(self, content: assets.Content, extra_css: Iterable[str]) -> "Build":
        """The build with all style rules. Raises ValueError, saying what is wrong and where."""
        ticked = {"red-flags-ticked.html": render("red-flags-ticked.html", **vars(self.site))}
        return replace(self, rules=tuple(assets.rules(content, extra_css, ticked)))

    def own_script(self, components: list[str]) -> str | None:
        """The path of the script that a page with these components has for its form, if any."""
        scripts = {"handouts: your-sheet": assets.YOUR_SHEET}
        if not self.site.settings.plain:
            scripts["red-flags: checklist"] = assets.CHECKLIST
        return next((scripts[one] for one in components if one in scripts), None)

    def scripts(self, content: assets.Content, extra_javascript: Iterable[str]) -> dict[str, str]:
        """The scripts by path, as they are delivered. Raises ValueError if one is missing."""
        found = assets.scripts(content, extra_javascript)
        if self.site.settings.plain:
            del found[assets.CHECKLIST]
        return found

    def names(self, icon: str) -> dict[str, Any]:
        """What every template knows, also the 404 page, which is rendered without a page."""
        return {
            "words": self.site.words,
            "version": self.version,
            "review": self.site.settings.review,
            "theme": theme_files,
            "in_words": review.in_words,
            "saved": review.in_words(review.today()),
            "favicon": assets.data_uri(icon),
        }

    def finish(self, others: list[str], protect: bool) -> None:
        """Makes the search's index lean, and finishes all pages and `others`, which are files.

        Raises ValueError, naming the page, if one lacks the place for its styles or its policy.
        """
        folder, search = Path(self.folder), self.site.search
        given = {page.address: (page.title, *search.of(page.source)) for page in self.pages}
        leads = {page.address for page in self.pages if page.only_lead}
        search_index.rewrite(folder, search, given, leads)
        names = [page.file for page in self.pages] + others
        finish.folder(folder, names, list(self.rules), protect)


def feed(site: Site) -> dict[str, bytes]:
    """The feed of changes by its path; none without an address, which an Atom feed needs."""
    if not site.settings.url:
        return {}
    return {FEED: render("changes-feed.xml", **vars(site), names=site.names).encode()}


def make(root: Path, config: Config, sources: list[str]) -> Build:
    """Reads and checks everything and makes the sheets. `sources` are the Markdown files that
    become pages, below docs/.

    Raises DataError or ValueError with all that is wrong, before anything is written.
    """
    reader = Reader(root)
    path = Path(os.path.relpath(config.config_file_path, root)).as_posix()
    found = settings.load(reader, path, config.site_name, config.site_url, config.repo_url)
    records = site.load(reader, found, sources)
    version = last_commit(root, records.red_flags.date)
    pdfs = handouts.build(records)
    sheets = {f"handouts/{name}": pdf for name, pdf in (pdfs | handouts.pictures(pdfs)).items()}
    return Build(
        site=records,
        version=version,
        handouts=handouts.shown(records, pdfs),
        files=files.build(records, version) | sheets | feed(records),
        folder=f"{config.site_dir}/",
    )
