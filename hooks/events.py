"""MkDocs' events in their order, each handed on. The only file that imports mkdocs.

See https://www.mkdocs.org/dev-guide/plugins/#events for when each event comes.
"""

import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from jinja2 import TemplateNotFound
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, get_files
from mkdocs.utils import get_relative_url

import build
import cache
from components import expand
from delivery import assets, finish
from records import markers, review
from records.defects import DataError

ROOT = Path(__file__).parent.parent
made: build.Build  # hooks have no `self`: replaced as a whole by each build
is_preview = False


@contextmanager
def explained():
    """Turns what is wrong with the project into MkDocs' own error, which it prints as it is."""
    try:
        yield
    except (DataError, ValueError) as error:
        raise PluginError(f"nothing was built, the last good site is untouched.\n{error}") from None


def on_startup(command, dirty):
    global is_preview  # noqa: PLW0603
    is_preview = command == "serve"  # live reload is an inline script, which the policy refuses


def on_config(config):
    global made  # noqa: PLW0603
    with explained():
        pages = [file.src_uri for file in get_files(config).documentation_pages()]
        made = build.make(ROOT, config, pages)
    config.site_url, config.repo_url = made.site.settings.url, made.site.settings.repo_url
    if made.note:
        sys.stderr.write(f"{made.note}\n")
    return config


def on_files(files, config):
    def content(path: str) -> str:
        if file := files.get_file_from_path(path):
            return file.content_string
        raise ValueError(f"{path} is missing")

    global made  # noqa: PLW0603
    extra = [str(path) for path in config.extra_javascript]
    with explained():
        made = made.with_rules(content, map(str, config.extra_css))
        scripts = made.scripts(content, extra)
    for file in list(files):
        if assets.is_replaced(file.src_uri, config.theme["language"], extra):
            files.remove(file)
    for path, generated in (scripts | made.files).items():
        files.append(File.generated(config, path, content=generated))
    config.extra_css = []  # the theme would link them
    return files


def on_page_markdown(markdown, page, config, files):
    page.meta["components"] = markers.named(markdown)
    markdown = expand.expand(
        markdown, made.site, lambda path: get_relative_url(path, page.url), made.handouts
    )
    page.meta["cited"] = markers.cited(markdown)
    return markdown + expand.footnotes(page.meta["cited"], made.site)


def on_page_context(context, page, config, nav):
    state = review.of_page(page.meta, made.site.settings.review)
    for note in review.notes(state, str(page.meta["changed"])):  # no warning: those stop a build
        sys.stderr.write(f"{page.file.src_uri}: {note}\n")
    about, script = made.site.about(page.file.src_uri), made.own_script(page.meta["components"])
    return context | {"review": state, "about": about, "own_script": script}


def on_env(env, config, files):
    global made  # noqa: PLW0603
    cache.keep_compiled(env)
    env.globals |= made.names(files.get_file_from_path(config.theme["favicon"]).content_string)
    pages = [file.page for file in files.documentation_pages()]
    for page in pages:
        page.canonical_url = finish.public_address(page.canonical_url)
    known = (build.Page(p.file.src_uri, p.file.dest_uri, p.url, p.title, p.meta) for p in pages)
    made = replace(made, pages=tuple(known))
    return env


def on_post_build(config):
    others = [name for name in config.theme.static_templates if name.endswith(".html")]
    with explained():
        made.finish(others, protect=not is_preview)


def on_serve(server, config, builder):
    rebuild = server.builder

    def explain_and_go_on():
        try:
            rebuild()
        except Abort:  # MkDocs has said why
            sys.stderr.write("Fix it and save: until then you see the last good page.\n")

    server.builder = explain_and_go_on
    return server


def on_build_error(error):
    if isinstance(error, TemplateNotFound):
        raise PluginError(f"overrides/ has no template {error.name}") from None
    if isinstance(error, OSError):
        name = error.filename2 or error.filename or made.folder
        raise PluginError(f"cannot write {name}: {error.strerror}") from None
