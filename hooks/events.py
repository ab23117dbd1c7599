"""MkDocs' events, one room each. The only file that imports mkdocs.

See https://www.mkdocs.org/dev-guide/plugins/#events for when each one is called.
"""

import re
import sys
from pathlib import Path

from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

import components
import exports
import handouts
import security
import site_data
import structured_data
from records import DataError
from review import in_words, review, today
from templates import render
from version import as_json, version

ROOT = Path(__file__).parent.parent
data: dict = {}
printed: dict[str, bytes] = {}  # the handouts and their pictures, by file name
exported: dict[str, bytes] = {}  # open data, pictures for shared links, robots.txt, by path
allowed: set[str] = set()  # hashes of the inline scripts of all pages


def on_startup(command, dirty):
    """Remember whether this is a preview: live reload is an inline script of its own."""
    data["preview"] = command == "serve"


def on_config(config):
    """Read the data and every page's head before anything is cleaned or written."""
    try:
        state = review(config.extra.get("review"), today())
    except ValueError as error:
        raise PluginError(f"mkdocs.yml: extra: {error}") from None
    try:
        data.update(site_data.load(ROOT))
        allowed.clear()
        pdfs = handouts.build(data, config.site_url, config.extra.get("clinic"), state)
    except (DataError, ValueError) as error:
        raise PluginError(f"nothing was built, the last good site is untouched.\n{error}") from None
    data["version"] = version(ROOT, data["red_flags"].date)
    data["handouts"] = handouts.shown(data, pdfs)
    printed.clear()
    printed.update(pdfs | handouts.pictures(pdfs))
    exported.clear()
    exported.update(exports.build(data, config.site_url, config.site_name, config.nav, state))
    return config


def on_files(files, config):
    """Add the handouts, and the style sheet that lists a ticked sign in the result."""
    rules = render("red-flags-ticked.html", red_flags=data["red_flags"])
    path = "assets/stylesheets/red-flags-ticked.css"
    files.append(File.generated(config, path, content=rules))
    files.append(File.generated(config, "version.json", content=as_json(data["version"])))
    for name, content in printed.items():
        files.append(File.generated(config, f"handouts/{name}", content=content))
    for path, content in exported.items():
        files.append(File.generated(config, path, content=content))
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
    facts = None if config.extra.get("offline") else _facts(page, config, nav, state)
    return context | {"review": state, "in_words": in_words, "facts": facts}


def on_env(env, config, files):
    """What every template knows, also the 404 page, which is rendered without a page."""
    env.globals |= {"words": data["words"], "version": data["version"]}
    env.globals["saved"] = in_words(today())
    for file in files.documentation_pages():  # the offline pack's end in .html, the site's in /
        url = file.page.canonical_url or ""
        file.page.canonical_url = re.sub(r"(/index)?\.html$", "/", url) or None
    return env


def on_serve(server, config, builder):
    """While serving, a mistake is explained and the last good page stays up."""
    rebuild = server.builder

    def explain_and_go_on():
        try:
            rebuild()
        except Abort:  # MkDocs has said why
            sys.stderr.write("Mend it and save: until then you see the last good page.\n")

    server.builder = explain_and_go_on
    return server


def on_build_error(error):
    """A full disk or a folder that cannot be written is explained, as a mistake in the data is."""
    if isinstance(error, OSError):
        name = error.filename2 or error.filename
        raise PluginError(f"cannot write {name}: {error.strerror}") from None


def on_post_page(output, page, config):
    """Give the finished page its policy."""
    return _protected(output)


def on_post_template(output_content, template_name, config):
    """The 404 page is a template and not a page."""
    return _protected(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config):
    """Write the headers for hosts that read them."""
    Path(config.site_dir, "_headers").write_text(security.headers(allowed))


def _protected(html: str) -> str:
    allowed.update(security.hashes(html))
    return html if data["preview"] else security.protected(html)


def _facts(page, config, nav, state) -> structured_data.Page:
    """What structured_data asks of a page."""
    above = [one for one in reversed(page.ancestors) if one.children[0] != page]
    trail = [(nav.homepage.title, nav.homepage.canonical_url)]
    trail += [(one.title, one.children[0].canonical_url) for one in above]
    return structured_data.Page(
        site=config.site_url,
        site_name=config.site_name,
        site_description=config.site_description,
        address=page.canonical_url,
        title=data["words"]["home_title"] if page.is_homepage else page.title,
        description=page.meta["description"],
        changed=str(page.meta["changed"]),
        picture=config.site_url + structured_data.picture(page.file.src_uri),
        trail=[*trail, (page.title, page.canonical_url)],
        subjects=data["subjects"].of(page.file.src_uri),
        review=state,
    )
