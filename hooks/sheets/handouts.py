"""The printed sheets: PDF files that Typst makes from the site's records.

A template (templates/*.typ) gets only the texts of its sheet (texts.py), and readback.py makes sure
that the finished sheet shows each of them.
"""

from datetime import UTC, datetime
from itertools import product
from typing import Any
from urllib.parse import urlsplit

import segno

from cache import cached
from records.clinic import Clinic
from records.sheets import Sheets
from records.site import Site
from sheets import logo, readback
from sheets.drawings import drawings
from sheets.editions import editions
from sheets.layouts import LAYOUTS, PAPERS, Download, Handouts, Layout
from sheets.texts import texts
from sheets.typesetting import typeset

LOCAL = (None, "127.0.0.1", "localhost", "::1", "0.0.0.0")
SMALLEST, SMALLEST_LARGE = 12, 18  # points
SPACINGS = (0.5, 0.43, 0.4)  # large print, between items in ems: the first that fits is used


def is_public(url: str) -> bool:
    """Whether others can reach an address, so that sheets may carry it."""
    return urlsplit(url).hostname not in LOCAL


def build(site: Site) -> dict[str, bytes]:
    """All PDFs by path, such as uk/poster.pdf. Raises ValueError with the sheet's name, what is
    wrong with it and, if a single text is the cause, its file and line."""
    url = site.settings.url
    base = f"{url.rstrip('/')}/"
    address = f"{base}handouts/" if is_public(url) else None
    common = {
        "drawings": drawings(site),
        "guide": site.settings.name,
        "side": site.sheets.side,
        "turn_over": site.sheets.turn_over,
        "plain": site.settings.plain,
        "continued": site.sheets.continued,
        "to_fill_in": site.sheets.to_fill_in,
        "logo": logo.load(site.settings.clinic),
    }
    made = datetime.fromisoformat(site.red_flags.date).replace(tzinfo=UTC)
    pdfs, review = {}, site.settings.review
    for edition, layout in product(editions(site), LAYOUTS):
        tree = texts(layout.name, site, edition) | {
            "address": address.partition("//")[2] if address else site.sheets.sample,
            "current": site.sheets.current if address else None,
            "clinic": _clinic(site.sheets, site.settings.clinic, layout),
        }
        if not address and "scan" in tree:
            tree["scan"] = None  # there is no code
        opens = base + layout.opens.format(version=site.red_flags.version)
        common |= _code(site.sheets, address, opens)
        for file in layout.files:
            name, most = f"{edition.id}/{file.name}", layout.large if file.large else layout.sides
            paper = PAPERS[edition.paper]
            values = common | {"texts": tree, "large": file.large, "paper": paper}
            try:
                pdfs[name] = _sheet(layout.name, values, most, made)
            except readback.Misfit as error:
                place, hint = _place(error.text, [*readback.printed(tree), *vars(review).values()])
                raise ValueError(f"{place}handouts: {name}: {error}{hint}") from None
    return pdfs


@cached
def _sheet(name: str, values: dict[str, Any], most: int, made: datetime) -> bytes:
    """A PDF that has passed the checks of readback.py. Raises Misfit."""
    large = values["large"]
    for spacing in SPACINGS if large else SPACINGS[:1]:
        pdf = typeset(name, values | {"spacing": spacing}, made)
        if readback.sides(pdf) <= most:
            break
    readback.check(pdf, values["texts"], most, SMALLEST_LARGE if large else SMALLEST)
    return pdf


def _place(part: str, texts: list) -> tuple[str, str]:
    """Where the text that holds `part` is written, as path:line; without a part, a hint that names
    the longest texts."""
    written = [text for text in texts if getattr(text, "path", "")]
    if not part:
        longest = sorted(written, key=len, reverse=True)[:3]
        places = ", ".join(f"{text.path}:{text.line} ({len(text)} characters)" for text in longest)
        return "", f"; the longest are {places}" if places else ""
    matches = [text for text in written if readback.loose(part) in readback.loose(text)]
    return (f"{matches[0].path}:{matches[0].line}: " if matches else ""), ""


def pictures(pdfs: dict[str, bytes]) -> dict[str, bytes]:
    """The first side of each sheet in the first edition as a small grey PNG, by file name."""
    by_file = {name.partition("/")[2]: pdf for name, pdf in reversed(pdfs.items())}
    return {
        f"{layout.name}.png": readback.picture(by_file[layout.files[0].name]) for layout in LAYOUTS
    }


def downloads(site: Site, pdfs: dict[str, bytes]) -> list[Handouts]:
    """Each edition's files with their titles and sizes, as the page lists them."""
    titles = {entry.id: entry.title for entry in site.sheets.sheets}
    handouts = []
    for edition in editions(site):
        files = [
            _download(f"{edition.id}/{file.name}", titles[layout.name], file.large, pdfs)
            for layout in LAYOUTS
            for file in layout.files
        ]
        handouts.append(Handouts(edition, files))
    return handouts


def _download(name: str, title: str, large: bool, pdfs: dict[str, bytes]) -> Download:
    size = {"kilobytes": round(len(pdfs[name]) / 1000), "sides": readback.sides(pdfs[name])}
    return Download(name, title, large, **size)


def _code(labels: Sheets, address: str | None, opens: str) -> dict[str, Any]:
    """A QR code that leads to `opens`, its width in modules, its words for people who cannot see
    it, and the address that is printed beside it."""
    if not address:
        return {"qr": None}
    qr = segno.make_qr(opens, error="m", boost_error=False)
    drawing = {"qr": qr.svg_inline(border=4, omitsize=True), "modules": qr.symbol_size(border=4)[0]}
    return drawing | {"alt": labels.code.format(address=opens), "address": address}


def _clinic(labels: Sheets, clinic: Clinic, layout: Layout) -> dict[str, dict[str, Any]]:
    parts: dict[str, dict[str, Any]] = {
        "name": {"label": labels.clinic_name, "value": clinic.name},
        "phone": {"label": labels.clinic_phone, "value": clinic.phone},
        "hours": {"label": labels.clinic_hours, "value": clinic.hours},
    }
    wanted = {name: part for name, part in parts.items() if layout.blanks or part["value"]}
    return wanted if layout.clinic else {}
