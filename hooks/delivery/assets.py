"""The styles and scripts of the theme and of this site, as browsers are to get them."""

from collections.abc import Callable, Iterable
from urllib.parse import quote

from rjsmin import jsmin

from delivery import css, theme_files
from delivery.css import Rule

CHECKLIST = "assets/javascripts/red-flags.js"
YOUR_SHEET = "assets/javascripts/your-sheet.js"
STANDALONE_SCRIPTS = (CHECKLIST, YOUR_SHEET, "assets/javascripts/offline-search.js")
UNESCAPED_IN_DATA_URI = "/:=',()"
Content = Callable[[str], str]  # the text of a file by its path; ValueError if there is none


def rules(content: Content, extra_css: Iterable[str], generated: dict[str, str]) -> list[Rule]:
    """All style rules in the order of the cascade: the theme's, the site's, generated ones.

    Raises ValueError with file and line of what is not CSS, or if the theme's files have changed.
    """
    theme_files.check(content)
    own = {path: content(path) for path in (*theme_files.STYLES, *extra_css)}
    return css.read(own | generated)


def scripts(content: Content, extra_javascript: Iterable[str]) -> dict[str, bytes]:
    """The scripts by path as they are delivered: joined, without comments and indents.

    Raises ValueError if one is missing.
    """
    joined = {"assets/javascripts/page.js": "".join(content(path) for path in extra_javascript)}
    alone = {path: content(path) for path in (*STANDALONE_SCRIPTS, theme_files.BEFORE_IT)}
    made = {path: jsmin(script) for path, script in (joined | alone).items()}
    made[theme_files.DELIVERED] = made.pop(theme_files.BEFORE_IT) + content(theme_files.SCRIPT)
    return {path: script.encode() for path, script in made.items()}


def check_listed(paths: Iterable[str], listed: Iterable[str]) -> None:
    """Raises ValueError with each style sheet and script among `paths` that no page would get:
    neither listed in mkdocs.yml nor known here."""
    known = {*listed, *STANDALONE_SCRIPTS, theme_files.BEFORE_IT}
    lost = [path for path in paths if path.endswith((".css", ".js")) and path not in known]
    if lost:
        cure = "is not listed under extra_css or extra_javascript in mkdocs.yml, so no page gets it"
        raise ValueError("\n".join(f"docs/{path} {cure}" for path in lost))


def is_replaced(path: str, language: str, extra_javascript: Iterable[str]) -> bool:
    """Whether no browser asks for a file, because another one holds what it needs of it."""
    own = {*extra_javascript, *STANDALONE_SCRIPTS, theme_files.BEFORE_IT}
    return path in own or theme_files.unneeded(path, language)


def data_uri(svg: str) -> str:
    """An SVG as an address that holds all of it."""
    return f"data:image/svg+xml,{quote(svg.strip(), safe=UNESCAPED_IN_DATA_URI)}"
