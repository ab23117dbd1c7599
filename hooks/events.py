"""MkDocs' events in their order, each handed on to the package that knows what to do.

The only file that imports mkdocs. See https://www.mkdocs.org/dev-guide/plugins/#events for when
each event comes.
"""

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateNotFound
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, get_files
from mkdocs.utils import get_relative_url

import cache
from components import expand
from components.templates import render
from delivery import assets, finish, theme_files
from delivery.css import Rule
from exports import files as machine_files
from exports import search_index
from exports.version import Version, last_commit
from records import markers, review, settings
from records.reader import Reader
from records.site import Site, load
from records.yaml_lines import DataError
from sheets import handouts

ROOT = Path(__file__).parent.parent


@dataclass(kw_only=True)
class Build:
    """What the events of one build hand on to each other."""

    site: Site
    version: Version
    handouts: list[handouts.Handout]
    files: dict[str, bytes]  # that are made, by path below the site's address
    rules: list[Rule]  # of all style sheets
    folder: str  # that MkDocs writes
    pages: list  # of MkDocs


build: Build  # hooks have no `self`: made in on_config, replaced as a whole by the next build
is_preview = False


@contextmanager
def explained():
    """Turns what is wrong with the project into MkDocs' own error, which it prints as it is."""
    try:
        yield
    except (DataError, ValueError) as error:
        raise PluginError(f"nothing was built, the last good site is untouched.\n{error}") from None


def on_startup(command, dirty):
    """In a preview pages carry no policy: live reload is an inline script of its own."""
    global is_preview  # noqa: PLW0603
    is_preview = command == "serve"


def on_config(config):
    """Reads and checks everything, and makes the sheets, before anything is cleaned or written."""
    global build  # noqa: PLW0603
    reader, path = Reader(ROOT), Path(os.path.relpath(config.config_file_path, ROOT)).as_posix()
    found = settings.load(reader, path, config.site_name, config.site_url, config.repo_url)
    config.site_url, config.repo_url = found.url, found.repo_url
    with explained():
        site = load(reader, found, [one.src_uri for one in get_files(config).documentation_pages()])
        version = last_commit(ROOT, site.red_flags.date)
        pdfs = handouts.build(site)
        sheets = pdfs | handouts.pictures(pdfs)
        files = machine_files.build(site, version)
        files |= {f"handouts/{name}": content for name, content in sheets.items()}
        shown = handouts.shown(site, pdfs)
        build = Build(
            site=site,
            version=version,
            handouts=shown,
            files=files,
            rules=[],
            pages=[],
            folder=f"{config.site_dir}/",
        )
    if found.clinic != settings.Clinic() and not handouts.is_public(found.url):
        sys.stderr.write("handouts: without SITE_URL the clinic's sheets carry no code to scan\n")
    return config


def on_files(files, config):
    """Reads all styles and scripts, removes what no browser asks for, adds what is made."""

    def content(path: str) -> str:
        if file := files.get_file_from_path(path):
            return file.content_string
        raise ValueError(f"{path} is missing")

    ticked = {"red-flags-ticked.html": render("red-flags-ticked.html", **vars(build.site))}
    extra_css, extra_javascript = (
        [str(path) for path in paths] for paths in (config.extra_css, config.extra_javascript)
    )
    with explained():
        build.rules = assets.rules(content, extra_css, ticked)
        scripts = assets.scripts(content, extra_javascript)
    for file in list(files):
        if assets.is_replaced(file.src_uri, config.theme["language"], extra_javascript):
            files.remove(file)
    for path, made in (scripts | build.files).items():
        files.append(File.generated(config, path, content=made))
    config.extra_css = []  # the theme would link them
    return files


def on_page_markdown(markdown, page, config, files):
    """Writes out the components and adds the footnotes of the sources that the page cites."""
    page.meta["components"] = markers.named(markdown)
    markdown = expand.expand(
        markdown, build.site, lambda path: get_relative_url(path, page.url), build.handouts
    )
    page.meta["cited"] = markers.cited(markdown)
    return markdown + expand.footnotes(page.meta["cited"], build.site)


def on_page_context(context, page, config, nav):
    """Hands the templates a page's own review, and what it is about."""
    state = review.of_page(page.meta, build.site.settings.review)
    for note in review.notes(state, str(page.meta["changed"])):  # no warning: those stop a build
        sys.stderr.write(f"{page.file.src_uri}: {note}\n")
    return context | {"review": state, "about": build.site.about(page.file.src_uri)}


def on_env(env, config, files):
    """What every template knows, also the 404 page, which is rendered without a page."""
    cache.keep_compiled(env)
    icon = files.get_file_from_path(config.theme["favicon"]).content_string
    env.globals |= {
        "words": build.site.words,
        "version": build.version,
        "review": build.site.settings.review,
        "theme": theme_files,
        "in_words": review.in_words,
        "saved": review.in_words(review.today()),
        "favicon": assets.data_uri(icon),
    }
    build.pages = [file.page for file in files.documentation_pages()]
    for page in build.pages:
        page.canonical_url = finish.public_address(page.canonical_url)
    return env


def on_post_build(config):
    """Finishes the search's index, and all pages together: which styles they share is known now."""
    site, pages, search = Path(config.site_dir), build.pages, build.site.search
    given = {page.url: (page.title, *search.of(page.file.src_uri)) for page in pages}
    leads = {one.url for one in pages if not one.meta.get("search", {}).get("sections", True)}
    search_index.rewrite(site, search, given, leads)
    names = [page.file.dest_uri for page in pages]  # any other HTML in docs/ is no page of ours
    names += [name for name in config.theme.static_templates if name.endswith(".html")]
    with explained():
        finish.folder(site, names, build.rules, protect=not is_preview)


def on_serve(server, config, builder):
    """While serving, a mistake is explained and the last good page stays up."""
    rebuild = server.builder

    def explain_and_go_on():
        try:
            rebuild()
        except Abort:  # MkDocs has said why
            sys.stderr.write("Fix it and save: until then you see the last good page.\n")

    server.builder = explain_and_go_on
    return server


def on_build_error(error):
    """Explains what MkDocs would only trace: a missing template, a full disk and the like."""
    if isinstance(error, TemplateNotFound):
        raise PluginError(f"overrides/ has no template {error.name}") from None
    if isinstance(error, OSError):
        name = error.filename2 or error.filename or build.folder
        raise PluginError(f"cannot write {name}: {error.strerror}") from None
