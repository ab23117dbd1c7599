"""One build: what is made before MkDocs writes the pages, and what is done afterwards."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from components import expand, templates
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
    """The settings of the engine that a build needs."""

    config_file_path: str
    site_name: str
    site_url: str | None
    repo_url: str | None
    site_dir: str


@dataclass(frozen=True, kw_only=True)
class Build:
    """All records and what is made of them. `files` are by path below the site's address, `pages`
    are the engine's own objects."""

    site: Site
    version: Version
    handouts: list[Handouts]
    files: dict[str, bytes]
    folder: str
    rules: tuple[Rule, ...] = ()
    pages: tuple[Any, ...] = ()

    @property
    def note(self) -> str:
        """A hint for the editor that is no error; may be empty."""
        has_clinic = self.site.settings.clinic != settings.Clinic()
        return NO_CODE if has_clinic and not handouts.is_public(self.site.settings.url) else ""

    def with_assets(
        self, ours: list[str], find: Callable[[str], Any], styles: list[str], scripts: list[str]
    ) -> "Build":
        """The build with all style rules and scripts; the plain edition lacks the checklist's.

        `ours` are the paths of all files in docs/; `find` returns one of the engine's files by its
        path, or None. Raises ValueError with the path and what is wrong.
        """

        def content(path: str) -> str:
            if file := find(path):
                return file.content_string
            raise ValueError(f"{path} is missing")

        assets.check_listed(ours, [*styles, *scripts])
        ticked = {"red-flags/_ticked.html": render("red-flags/_ticked.html", **vars(self.site))}
        rules = assets.rules(content, styles, ticked)
        delivered = assets.scripts(content, scripts)
        if self.site.settings.plain:
            del delivered[assets.CHECKLIST]
        return replace(self, rules=tuple(rules), files=self.files | delivered)

    def expanded(self, markdown: str, url: Callable[[str], str]) -> str:
        """A page's Markdown with its components, footnotes and abbreviations written out."""
        text = expand.expand(markdown, self.site, url, self.handouts)
        notes = expand.footnotes(markers.cited(text), self.site)
        return text + notes + expand.abbreviations(self.site)

    def names_on(self, page: str, components: list[str]) -> dict[str, Any]:
        """What templates know about one page, given as a Markdown file below docs/."""
        scripts = {"handouts: your-sheet": assets.YOUR_SHEET}
        if not self.site.settings.plain:
            scripts["red-flags: checklist"] = assets.CHECKLIST
        return {
            "review": self.site.review_of(page),
            "about": self.site.about(page),
            "own_script": next((scripts[name] for name in components if name in scripts), None),
        }

    def names(self, icon: str) -> dict[str, Any]:
        """What all templates know, including the 404 page, which has no page of its own."""
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
        """Adapts the search index and finishes all pages; `others` are further HTML files.

        Raises ValueError, naming the page, if one lacks the place for its styles or its policy.
        """
        folder, search = Path(self.folder), self.site.search
        keywords = {page.url: (page.title, *search.of(page.file.src_uri)) for page in self.pages}
        own_settings = {page.url: page.meta.get("search", {}) for page in self.pages}
        lead_only = {url for url, own in own_settings.items() if not own.get("sections", True)}
        search_index.adapt_file(folder, search, keywords, lead_only)
        names = [page.file.dest_uri for page in self.pages]
        names += [name for name in others if name.endswith(".html")]
        finish.finish_folder(folder, names, list(self.rules), protect)


def feed(site: Site) -> dict[str, bytes]:
    """The feed of changes by its path; none without an address, which an Atom feed needs."""
    if not site.settings.url:
        return {}
    return {FEED: render("changes/_feed.html", **vars(site), names=site.names).encode()}


def make(root: Path, config: Config, page_files: Iterable[Any]) -> Build:
    """Reads and checks everything, and makes the sheets. `page_files` are the engine's own.

    Raises DataError or ValueError with every defect, before anything is written.
    """
    templates.check()
    reader = Reader(root)
    path = Path(os.path.relpath(config.config_file_path, root)).as_posix()
    own = settings.load(reader, path, config.site_name, config.site_url, config.repo_url)
    records = site.load(reader, own, [file.src_uri for file in page_files])
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
