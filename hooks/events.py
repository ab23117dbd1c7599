"""MkDocs' events, one room each. The only file that imports mkdocs.

See https://www.mkdocs.org/dev-guide/plugins/#events for when each one is called.
"""

import sys
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

import components
import site_data
from records import DataError
from review import in_words, review, today
from templates import render

ROOT = Path(__file__).parent.parent
data: dict = {}


def on_config(config):
    """Read the data and every page's head before anything is cleaned or written."""
    try:
        data.clear()
        data.update(site_data.load(ROOT))
        review(config.extra.get("review"), today())
    except DataError as error:
        raise PluginError(f"nothing was built, the last good site is untouched.\n{error}") from None
    except ValueError as error:
        raise PluginError(f"mkdocs.yml: extra: {error}") from None
    return config


def on_files(files, config):
    """Add the style sheet that lists a ticked sign in the result."""
    rules = render("red-flags-ticked.html", red_flags=data["red_flags"])
    path = "assets/stylesheets/red-flags-ticked.css"
    files.append(File.generated(config, path, content=rules))
    return files


def on_page_markdown(markdown, page, config, files):
    """Write out the components and add the footnotes of the sources that the page cites."""
    page.meta["components"] = components.named(markdown)
    page.meta["stylesheets"] = [
        path
        for name in components.style_sheets(page.meta["components"], page.is_homepage)
        if files.get_file_from_path(path := f"assets/stylesheets/{name}.css")
    ]
    markdown = components.expand(markdown, data, lambda path: get_relative_url(path, page.url))
    page.meta["cited"] = components.cited(markdown)
    return markdown + components.footnotes(page.meta["cited"], data)


def on_page_context(context, page, config, nav):
    """Hand the templates the words, the review state and the dates."""
    setting = page.meta.get("review", config.extra.get("review"))
    state = review(setting, today())
    if state.state == "overdue":
        sys.stderr.write(f"{page.file.src_uri}: review overdue since {state.next}\n")
    return context | {"words": data["words"], "review": state, "in_words": in_words}


def on_env(env, config, files):
    """The 404 page is rendered without a page: it needs the words too."""
    env.globals["words"] = data["words"]
    return env
