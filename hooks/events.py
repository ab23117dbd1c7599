"""MkDocs' events, one room each. The only file that imports mkdocs.

See https://www.mkdocs.org/dev-guide/plugins/#events for when each one is called.
"""

import os
import re
import sys
from pathlib import Path
from urllib.parse import quote

from jinja2 import TemplateNotFound
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, get_files
from mkdocs.utils import get_relative_url
from rjsmin import jsmin

import cache
import site_data
from components import expand
from components.templates import render
from delivery import css, finish, policy, search_index, theme_files
from exports import files as export_files
from exports import structured_data
from exports.version import as_json, version
from records import settings
from records.reader import Reader
from records.review import in_words, review, today
from records.yaml_lines import DataError
from sheets import handouts

ROOT = Path(__file__).parent.parent
ALONE = ("assets/javascripts/red-flags.js", "assets/javascripts/offline-search.js")
FITS_IN_ADDRESS = "/:=',()"
data: dict = {}
printed: dict[str, bytes] = {}  # the handouts and their pictures, by file name
given: dict[str, tuple[str, ...]] = {}  # what the search finds a page by, by address
leads: set[str] = set()  # the pages of which the search finds only the lead
exported: dict[str, bytes] = {}  # open data, pictures for shared links, robots.txt, by path


def on_startup(command, dirty):
    """Remember whether this is a preview: live reload is an inline script of its own."""
    data["preview"] = command == "serve"


def on_config(config):
    """Read the data and every page's head before anything is cleaned or written."""
    reader = Reader(ROOT)
    path = Path(os.path.relpath(config.config_file_path, ROOT)).as_posix()
    checked = settings.load(reader, path, config.site_url, config.repo_url)
    config.site_url, config.repo_url = checked.site_url, checked.repo_url
    state = checked.review
    pages = [file.src_uri for file in get_files(config).documentation_pages()]
    try:
        data.update(site_data.load(ROOT, pages, reader) | {"site_name": config.site_name})
        pdfs = handouts.build(data, config.site_url, checked.clinic, state)
    except (DataError, ValueError) as error:
        raise PluginError(f"nothing was built, the last good site is untouched.\n{error}") from None
    if checked.clinic != settings.Clinic() and not handouts.public(config.site_url):
        sys.stderr.write("handouts: without SITE_URL the clinic's sheets carry no code to scan\n")
    data["review"] = state
    data["folder"] = f"{config.site_dir}/"
    data["version"] = version(ROOT, data["red_flags"].date)
    data["handouts"] = handouts.shown(data, pdfs)
    for found in (printed, given, leads):
        found.clear()
    printed.update(pdfs | handouts.pictures(pdfs))
    exported.clear()
    exported.update(export_files.build(data, config.site_url, config.site_name, config.nav, state))
    return config


def on_files(files, config):
    """Read all styles and scripts, take out what no reader asks for, add what is made."""

    def content(path: str) -> str:
        file = files.get_file_from_path(path)
        if file is None:
            raise ValueError(f"{path} is missing")
        return file.content_string

    try:
        theme_files.check(content)
        sheets = {
            str(path): content(str(path)) for path in (*theme_files.STYLES, *config.extra_css)
        }
        sheets["red-flags-ticked.html"] = render(
            "red-flags-ticked.html", red_flags=data["red_flags"]
        )
        data["rules"] = css.read(sheets)
        joined = {str(path): content(str(path)) for path in config.extra_javascript}
    except ValueError as error:
        raise PluginError(f"nothing was built, the last good site is untouched.\n{error}") from None
    scripts = {"assets/javascripts/page.js": "".join(joined.values())}
    scripts |= {path: content(path) for path in (*ALONE, theme_files.BEFORE_IT)}
    made = {path: jsmin(script) for path, script in scripts.items()}
    made[theme_files.DELIVERED] = made.pop(theme_files.BEFORE_IT) + content(theme_files.SCRIPT)
    for file in list(files):
        needless = theme_files.unneeded(file.src_uri, config.theme["language"])
        if needless or file.src_uri in joined | scripts:
            files.remove(file)
    made |= {"version.json": as_json(data["version"])} | exported
    made |= {f"handouts/{name}": content for name, content in printed.items()}
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
    config.extra_css = []  # the theme would link them
    return files


def on_page_markdown(markdown, page, config, files):
    """Write out the components and add the footnotes of the sources that the page cites."""
    page.meta["components"] = expand.named(markdown)
    markdown = expand.expand(markdown, data, lambda path: get_relative_url(path, page.url))
    page.meta["cited"] = expand.cited(markdown)
    given[page.url] = (page.title, *data["search"].of(page.file.src_uri))
    if not page.meta.get("search", {}).get("sections", True):
        leads.add(page.url)
    return markdown + expand.footnotes(page.meta["cited"], data)


def on_page_context(context, page, config, nav):
    """Hand the templates the words, the review state and the dates."""
    state = review(page.meta["review"], today()) if "review" in page.meta else data["review"]
    if state.state == "overdue":
        sys.stderr.write(f"{page.file.src_uri}: review overdue since {state.next}\n")
    if state.checked and str(page.meta["changed"]) > state.checked.isoformat():
        sys.stderr.write(f"{page.file.src_uri}: changed since {state.reviewer} checked it\n")
    facts = None if config.extra.get("offline") else _facts(page, config, nav, state)
    return context | {"review": state, "in_words": in_words, "facts": facts}


def on_env(env, config, files):
    """What every template knows, also the 404 page, which is rendered without a page."""
    cache.keep_compiled(env)
    names = ("words", "version", "review")
    env.globals |= {name: data[name] for name in names} | {"theme": theme_files}
    env.globals["saved"] = in_words(today())
    icon = files.get_file_from_path(config.theme["favicon"]).content_string
    env.globals["favicon"] = f"data:image/svg+xml,{quote(icon.strip(), safe=FITS_IN_ADDRESS)}"
    data["pages"] = [file.dest_uri for file in files.documentation_pages()]
    data["pages"] += [one for one in config.theme.static_templates if one.endswith(".html")]
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
    """What MkDocs would only trace is explained: a missing template, a full disk and the like."""
    if isinstance(error, TemplateNotFound):
        raise PluginError(f"overrides/ has no template {error.name}") from None
    if isinstance(error, OSError):
        name = error.filename2 or error.filename or data["folder"]
        raise PluginError(f"cannot write {name}: {error.strerror}") from None


def on_post_build(config):
    """Finish the search's index, and all pages together: which styles are shared is known now."""
    site = Path(config.site_dir)
    found = site / "search/search_index.json"
    index = search_index.lean(found.read_text(encoding="utf-8"), data["search"], given, leads)
    found.write_text(index, encoding="utf-8")
    built = {
        name: (site / name).read_text(encoding="utf-8")
        for name in sorted(data["pages"])  # any other HTML in docs/ is no page of ours
    }
    try:
        pages, shared = finish.site(built, data["rules"], protect=not data["preview"])
    except ValueError as error:
        raise PluginError(str(error)) from None
    headers = {"_headers": policy.headers(pages)}
    for name, text in (pages | shared | headers).items():
        path = site / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


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
