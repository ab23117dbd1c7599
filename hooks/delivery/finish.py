"""The last steps, once all pages are written: tidy the HTML, inline the styles, add the policy.

They come last because which styles pages share is known only when all pages exist.
"""

import re
from pathlib import Path

from delivery import page_styles, policy
from delivery.css import Rule

STYLE_PLACEHOLDER = "<style></style>"
REMOVED = (
    # Indents of templates; browsers collapse them to a space. No page has preformatted text.
    (re.compile(r"\s*\n\s*"), "\n"),
    # A footnote links back to its first mark only: the other links were hidden anyway.
    (re.compile(r'<a class="footnote-backref" href="#fnref\d+:.*?</a>', re.S), ""),
    (re.compile(r' id="fnref\d+:[^"]*"'), ""),
    (re.compile(r"<hr />\n(?=<ol>)"), ""),
    # Valid on text fields only; the theme has it on two check boxes, outside all template blocks.
    (re.compile(r'(<input class="md-toggle"[^>]*) autocomplete="off"'), r"\1"),
    # The box that says "copied": nothing here asks for it, and it would flash as its rules arrive.
    (re.compile(r'<div class="md-dialog".*?</div>\s*</div>', re.S), ""),
)


def tidy(html: str) -> str:
    """The page without markup that no reader sees or needs."""
    for pattern, replacement in REMOVED:
        html = pattern.sub(replacement, html)
    return html


def finish_pages(
    built: dict[str, str], rules: list[Rule], protect: bool = True
) -> tuple[dict[str, str], dict[str, str]]:
    """Finished pages by file name, and the style sheets that they share, by path.

    Without `protect` pages get no policy.

    Raises ValueError, naming the page, if one lacks STYLE_PLACEHOLDER or CHARSET.
    """
    pages = {name: tidy(html) for name, html in built.items()}
    own, shared = page_styles.divide(rules, pages)
    for name, html in pages.items():
        for required in (STYLE_PLACEHOLDER, policy.CHARSET):
            if required not in html:
                raise ValueError(f"{name} has no {required}; overrides/main.html must write it so")
        styled = html.replace(STYLE_PLACEHOLDER, f"<style>{own[name]}</style>", 1)
        pages[name] = policy.with_policy(styled) if protect else styled
    return pages, {f"assets/stylesheets/{name}.css": text for name, text in shared.items()}


def finish_folder(path: Path, names: list[str], rules: list[Rule], protect: bool = True) -> None:
    """Finishes these pages of a built site, and writes its shared styles and `_headers`.

    Raises ValueError, naming the page, if one lacks STYLE_PLACEHOLDER or CHARSET.
    """
    built = {name: (path / name).read_text(encoding="utf-8") for name in sorted(names)}
    pages, shared = finish_pages(built, rules, protect)
    for name, text in (pages | shared | {"_headers": policy.headers(pages)}).items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")


def public_url(url: str | None) -> str | None:
    """The URL of a page on the public site, where the offline pack's .html is a slash."""
    return re.sub(r"(/index)?\.html$", "/", url or "") or None
