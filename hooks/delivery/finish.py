"""A page's last steps, when all pages are written: nothing needless, its own styles, its policy.

Which styles pages share can be told only when all of them are there.
"""

import re
from pathlib import Path

from delivery import page_styles, policy
from delivery.css import Rule

MARKER = "<style></style>"
REMOVED = (
    # Templates indent for the eye; browsers see one space. Nothing here is preformatted.
    (re.compile(r"\s*\n\s*"), "\n"),
    # A footnote has one way back, to its first mark: the others were hidden anyway.
    (re.compile(r'<a class="footnote-backref" href="#fnref\d+:.*?</a>', re.S), ""),
    (re.compile(r' id="fnref\d+:[^"]*"'), ""),
    (re.compile(r"<hr />\n(?=<ol>)"), ""),
    # Only text fields may have it; the theme writes it on two check boxes, outside all blocks.
    (re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"'), r"\1"),
    # The box that says "copied": nothing here asks for it, and it would flash as its rules arrive.
    (re.compile(r'<div class="md-dialog".*?</div>\s*</div>', re.S), ""),
)


def tidied(html: str) -> str:
    """The page without what no reader sees or needs."""
    for pattern, instead in REMOVED:
        html = pattern.sub(instead, html)
    return html


def site(
    built: dict[str, str], rules: list[Rule], protect: bool = True
) -> tuple[dict[str, str], dict[str, str]]:
    """Finished pages by file name, and the style sheets that they share, by path.

    Without `protect` a page gets no policy.

    Raises ValueError, naming the page, if one lacks the place for its styles or its policy.
    """
    pages = {name: tidied(html) for name, html in built.items()}
    own, shared = page_styles.divide(rules, pages)
    for name, html in pages.items():
        for place in (MARKER, policy.CHARSET):
            if place not in html:
                raise ValueError(f"{name} has no {place}; overrides/main.html must write it so")
        styled = html.replace(MARKER, f"<style>{own[name]}</style>", 1)
        pages[name] = policy.protected(styled) if protect else styled
    return pages, {f"assets/stylesheets/{name}.css": text for name, text in shared.items()}


def folder(path: Path, names: list[str], rules: list[Rule], protect: bool = True) -> None:
    """Finishes these pages of a built site and writes its shared styles and its `_headers`.

    Raises ValueError, naming the page, if one lacks the place for its styles or its policy.
    """
    built = {name: (path / name).read_text(encoding="utf-8") for name in sorted(names)}
    pages, shared = site(built, rules, protect)
    for name, text in (pages | shared | {"_headers": policy.headers(pages)}).items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")


def public_address(url: str | None) -> str | None:
    """The address of a page on the public site, where the offline pack's .html is a slash."""
    return re.sub(r"(/index)?\.html$", "/", url or "") or None
