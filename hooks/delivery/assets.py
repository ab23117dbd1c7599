"""The style rules and scripts of the theme and of this site, as they are delivered."""

from collections.abc import Callable, Iterable
from urllib.parse import quote

from rjsmin import jsmin

from delivery import css, theme_files
from delivery.css import Rule

CHECKLIST = "assets/javascripts/red-flags.js"
YOUR_SHEET = "assets/javascripts/your-sheet.js"
STANDALONE_SCRIPTS = (CHECKLIST, YOUR_SHEET, "assets/javascripts/offline-search.js")
UNESCAPED_IN_DATA_URI = "/:=',()"
Content = Callable[[str], str]  # the text of a file by its path; raises ValueError if missing


def rules(content: Content, extra_css: Iterable[str], generated: dict[str, str]) -> list[Rule]:
    """All style rules in the order of the cascade: the theme's, the site's, generated ones.

    `generated` has the text of further style sheets by file name.

    Raises ValueError with file and line of a syntax error, or if a theme file has changed.
    """
    theme_files.check(content)
    sheets = {path: content(path) for path in theme_files.STYLES}
    sheets |= {f"docs/{path}": content(path) for path in extra_css}
    return css.parse(sheets | generated)


def scripts(content: Content, extra_javascript: Iterable[str]) -> dict[str, bytes]:
    """The scripts by path as they are delivered: joined and minified.

    Raises ValueError if one is missing.
    """
    sources = {path: content(path) for path in (*STANDALONE_SCRIPTS, theme_files.PRELUDE)}
    sources["assets/javascripts/page.js"] = "".join(map(content, extra_javascript))
    minified = {path: jsmin(script) for path, script in sources.items()}
    minified[theme_files.COMBINED] = minified.pop(theme_files.PRELUDE) + content(theme_files.SCRIPT)
    return {path: script.encode() for path, script in minified.items()}


def check_listed(paths: Iterable[str], listed: Iterable[str]) -> None:
    """Raises ValueError with each style sheet and script among `paths` that no page would get:
    neither listed in mkdocs.yml nor known here."""
    known = {*listed, *STANDALONE_SCRIPTS, theme_files.PRELUDE}
    lost = [path for path in paths if path.endswith((".css", ".js")) and path not in known]
    if lost:
        hint = "is not listed under extra_css or extra_javascript in mkdocs.yml, so no page gets it"
        raise ValueError("\n".join(f"docs/{path} {hint}" for path in lost))


def is_omitted(path: str, language: str, extra_javascript: Iterable[str]) -> bool:
    """Whether a source file is left out, since another has its content or no browser needs it."""
    ours = {*extra_javascript, *STANDALONE_SCRIPTS, theme_files.PRELUDE}
    return path in ours or theme_files.is_unneeded(path, language)


def data_uri(svg: str) -> str:
    """An SVG as a data: URI."""
    return f"data:image/svg+xml,{quote(svg.strip(), safe=UNESCAPED_IN_DATA_URI)}"
