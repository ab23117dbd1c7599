"""A page's Markdown with its components written out, and the footnotes of the sources it cites."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from components.templates import render
from records.markers import COMMENT, MARKER
from records.site import Site, help_page


def expand(
    markdown: str, site: Site, url: Callable[[str], str], handouts: Sequence[Any] = ()
) -> str:
    """The page's Markdown with every component written out by its template.

    `url` makes an address within the site, such as assets/images/face.svg, relative to the page.
    `handouts` are the printed sheets with their files, as sheets/handouts.py shows them.
    """

    def written(match: re.Match) -> str:
        family, part = match[1].split(": ")
        if family == "help":
            return render("red-flags/_help.html", help=site.red_flags.help(part.split(", ")))
        if family == "picture":
            return render("pictures/_picture.html", picture=site.pictures[part], url=url)
        known = vars(site) | {"names": site.names, "to_send": site.to_send}
        known |= {"help_page": help_page(site.settings)}
        return render(f"{family}/{part}.html", **known, handouts=handouts, url=url)

    return COMMENT.sub(written, MARKER.sub("", markdown))


def footnotes(ids: list[str], site: Site) -> str:
    """The fold of sources with a footnote for each id; empty without ids."""
    if not ids:
        return ""
    notes = "\n".join(
        f"[^{one}]: {render('sources/_footnote.html', source=site.sources[one], words=site.words)}"
        for one in ids
    )
    fold = render("sources/_fold.html", words=site.words, count=len(ids))
    return f"\n\n{fold}\n\n{notes}\n"


def abbreviations(site: Site) -> str:
    """What short forms stand for, for a page's end: it is shown when a reader points at one."""
    return "\n\n" + "\n".join(f"*[{short}]: {long}" for short, long in site.abbreviations.items())
