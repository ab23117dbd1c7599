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
        made = build.make(ROOT, config, get_files(config).documentation_pages())
    config.site_url, config.repo_url = made.site.settings.url, made.site.settings.repo_url
    sys.stderr.write(made.note)
    return config


def on_files(files, config):
    global made  # noqa: PLW0603
    styles, scripts = map(str, config.extra_css), [str(path) for path in config.extra_javascript]
    with explained():
        made = made.with_assets(files.get_file_from_path, styles, scripts)
    for file in list(files):
        if assets.is_omitted(file.src_uri, config.theme["language"], scripts):
            files.remove(file)
    for path, content in made.files.items():
        files.append(File.generated(config, path, content=content))
    config.extra_css = []  # the theme would link them
    return files


def on_page_markdown(markdown, page, config, files):
    text = made.expanded(markdown, lambda path: get_relative_url(path, page.url))
    page.meta |= {"components": markers.named(markdown), "cited": markers.cited(text)}
    return text


def on_page_context(context, page, config, nav):
    names = made.names_on(page.file.src_uri, page.meta["components"])
    for note in review.notes(names["review"], str(page.meta["changed"])):  # warnings stop a build
        sys.stderr.write(f"{page.file.src_uri}: {note}\n")
    return context | names


def on_env(env, config, files):
    global made  # noqa: PLW0603
    cache.cache_templates(env)
    env.globals |= made.names(files.get_file_from_path(config.theme["favicon"]).content_string)
    made = replace(made, pages=tuple(file.page for file in files.documentation_pages()))
    for page in made.pages:
        page.canonical_url = finish.public_url(page.canonical_url)
    return env


def on_post_build(config):
    with explained():
        made.finish(config.theme.static_templates, protect=not is_preview)


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
