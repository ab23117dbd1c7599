"""MkDocs' events in order, each passed on. The only file that imports mkdocs.

See https://www.mkdocs.org/dev-guide/plugins/#events for when each event comes.
"""

import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, get_files
from mkdocs.utils import get_relative_url

import build
import cache
from components import templates
from delivery import assets, finish
from records import markers, review
from records.defects import DataError

ROOT = Path(__file__).parent.parent
current: build.Build  # hooks have no `self`: each build replaces it as a whole
is_preview = False


@contextmanager
def explained(outcome="the build stopped."):
    """Turns defects of the project into MkDocs' own error, which is printed without a traceback."""
    try:
        yield
    except (DataError, ValueError) as error:
        raise PluginError(f"{outcome}\n{error}") from None


def on_startup(command, dirty):
    global is_preview  # noqa: PLW0603
    is_preview = command == "serve"  # live reload is an inline script, which the policy refuses


def on_config(config):
    global current  # noqa: PLW0603
    with explained("nothing was built, the last good site is untouched."):
        current = build.make(ROOT, config, get_files(config).documentation_pages())
    config.site_url, config.repo_url = current.site.settings.url, current.site.settings.repo_url
    sys.stderr.write(current.note)
    return config


def on_files(files, config):
    global current  # noqa: PLW0603
    styles, scripts = ([*map(str, paths)] for paths in (config.extra_css, config.extra_javascript))
    ours = [file.src_uri for file in files if file.src_dir == config.docs_dir]
    with explained():
        current = current.with_assets(ours, files.get_file_from_path, styles, scripts)
    for file in [*files]:
        if assets.is_omitted(file.src_uri, config.theme["language"], scripts):
            files.remove(file)
    for path, content in current.files.items():
        files.append(File.generated(config, path, content=content))
    config.extra_css = []  # the theme would link them
    return files


def on_page_markdown(markdown, page, config, files):
    text = current.expanded(markdown, lambda path: get_relative_url(path, page.url))
    page.meta |= {"components": markers.comments(markdown), "cited": markers.cited(text)}
    return text


def on_page_context(context, page, config, nav):
    names = current.names_on(page.file.src_uri, page.meta["components"])
    # no warnings: with --strict they would stop the build
    for note in review.notes(names["review"], str(page.meta["changed"])):
        sys.stderr.write(f"{page.file.src_uri}: {note}\n")
    return context | names


def on_env(env, config, files):
    global current  # noqa: PLW0603
    cache.cache_templates(env)
    env.globals |= current.names(files.get_file_from_path(config.theme["favicon"]).content_string)
    current = replace(current, pages=tuple(file.page for file in files.documentation_pages()))
    for page in current.pages:
        page.canonical_url = finish.public_url(page.canonical_url)
    return env


def on_post_build(config):
    with explained():
        current.finish(config.theme.static_templates, protect=not is_preview)


def on_serve(server, config, builder):
    rebuild = server.builder

    def explain_and_go_on():
        try:
            rebuild()
        except (Abort, PluginError) as error:
            sys.stderr.write(f"{error}\nFix it and save.\n")

    server.builder = explain_and_go_on
    return server


def on_build_error(error):
    if fault := templates.fault(error):
        raise PluginError(f"the build stopped.\n{fault}") from None
    if isinstance(error, OSError):
        path = error.filename2 or error.filename or current.folder
        raise PluginError(f"cannot write {path}: {error.strerror}") from None
