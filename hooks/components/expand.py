"""Expands a page's Markdown: its components, footnotes and abbreviations."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from components.templates import render
from records.markers import COMMENT, MARKER
from records.site import Site, help_page


def expand(
    markdown: str, site: Site, url: Callable[[str], str], handouts: Sequence[Any] = ()
) -> str:
    """The page's Markdown with every component rendered.

    `url` makes a path below the site, such as assets/images/face.svg, relative to the page.
    `handouts` are the printed sheets with their files, from sheets/handouts.py.
    """

    def rendered(match: re.Match) -> str:
        family, part = match[1].split(": ")
        if family == "help":
            return render("red-flags/_help.html", help=site.red_flags.help(part.split(", ")))
        if family == "picture":
            return render("pictures/_picture.html", picture=site.pictures[part], url=url)
        context = vars(site) | {"names": site.names, "to_send": site.to_send}
        context |= {"help_page": help_page(site.settings), "handouts": handouts, "url": url}
        return render(f"{family}/{part}.html", **context)

    return COMMENT.sub(rendered, MARKER.sub("", markdown))


def footnotes(ids: list[str], site: Site) -> str:
    """A collapsed list of sources with a footnote for each id; empty without ids."""
    if not ids:
        return ""
    notes = "\n".join(
        f"[^{id_}]: {render('sources/_footnote.html', source=site.sources[id_], words=site.words)}"
        for id_ in ids
    )
    fold = render("sources/_fold.html", words=site.words, count=len(ids))
    return f"\n\n{fold}\n\n{notes}\n"


def abbreviations(site: Site) -> str:
    """Markdown definitions of all abbreviations, to append to a page: they become tooltips."""
    return "\n\n" + "\n".join(f"*[{short}]: {long}" for short, long in site.abbreviations.items())
