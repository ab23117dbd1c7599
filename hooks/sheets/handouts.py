"""The printed sheets: PDF files that Typst makes from the site's records.

A template (templates/*.typ) gets just the texts that belong on its sheet (texts.py), and
readback.py finds each of them on the finished sheet again.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno

from records.emergency_numbers import LETTER, Region
from records.settings import Clinic
from records.sheets import Sheets
from records.site import Site
from sheets import readback
from sheets.layouts import LAYOUTS, PAPERS, Download, File, Handout
from sheets.texts import drawn, texts
from sheets.typesetting import typeset

PHRASE = "your emergency number"  # where there is one number, a sheet says it instead
LOCAL = (None, "127.0.0.1", "localhost", "::1", "0.0.0.0")
SMALLEST, SMALLEST_LARGE = 12, 18  # points
DRAWING = Path(__file__).parents[2] / "docs/assets/images/be-fast.svg"
SPACINGS = (0.5, 0.4)  # large print, between items in ems: the first with which all fits


def is_public(url: str) -> bool:
    """Whether others can reach an address, so that sheets may carry it."""
    return urlsplit(url).hostname not in LOCAL


def paper_of(region: Region) -> str:
    """The paper that a country prints on."""
    return "letter" if region.id in LETTER else "a4"


def build(site: Site) -> dict[str, bytes]:
    """All PDFs by file name. Raises ValueError with the sheet's name and what is wrong with it,
    and, where one text is the reason, with its file and line."""
    url = site.settings.url
    address = f"{url.rstrip('/')}/handouts/" if is_public(url) else None
    common = {
        "drawings": _drawings(site),
        "guide": site.settings.name,
        "side": site.sheets.side,
        "turn_over": site.sheets.turn_over,
        "plain": site.settings.plain,
        "continued": site.sheets.continued,
    }
    made = datetime.fromisoformat(site.red_flags.date).replace(tzinfo=UTC)
    pdfs, review = {}, site.settings.review
    for layout in LAYOUTS:
        own = texts(layout.name, site) | {
            "address": address.partition("//")[2] if address else site.sheets.sample,
            "current": site.sheets.current if address else None,
            "clinic": _clinic(site.sheets, site.settings.clinic, layout.blanks),
        }
        if not address and "scan" in own:
            own["scan"] = None  # there is no code
        common |= _code(site.sheets, address, "" if "scan" in own else site.red_flags.version)
        for file in layout.files:
            if site.region and file.paper != paper_of(site.region):
                continue
            said = _numbered(own, site, file.paper)
            values = common | {"texts": said, "large": file.large, "paper": PAPERS[file.paper]}
            most = layout.large if file.large else layout.sides
            try:
                for spacing in SPACINGS if file.large else SPACINGS[:1]:
                    pdf = typeset(layout.name, values | {"spacing": spacing}, made)
                    if readback.sides(pdf) <= most:
                        break
                readback.check(pdf, said, most, SMALLEST_LARGE if file.large else SMALLEST)
            except readback.Misfit as error:
                place, hint = _place(error.text, [*readback.printed(own), *vars(review).values()])
                raise ValueError(f"{place}handouts: {file.name}: {error}{hint}") from None
            pdfs[file.name] = pdf
    return pdfs


def _place(part: str, texts: list) -> tuple[str, str]:
    """Where a part of a sheet was written, as path:line, and without a part the longest texts."""
    written = [one for one in texts if getattr(one, "path", "")]
    if not part:
        longest = sorted(written, key=len, reverse=True)[:3]
        named = ", ".join(f"{one.path}:{one.line} ({len(one)} characters)" for one in longest)
        return "", f"; the longest are {named}" if named else ""
    found = [one for one in written if readback.loose(part) in readback.loose(one)]
    return (f"{found[0].path}:{found[0].line}: " if found else ""), ""


def pictures(pdfs: dict[str, bytes]) -> dict[str, bytes]:
    """The first side of each sheet's first file as a small grey PNG, by file name."""
    firsts = [(one.name, next(f.name for f in one.files if f.name in pdfs)) for one in LAYOUTS]
    return {f"{name}.png": readback.picture(pdfs[file]) for name, file in firsts}


def shown(site: Site, pdfs: dict[str, bytes]) -> list[Handout]:
    """What the page says of each sheet: its entry in sheets.yml, its files with their sizes."""
    entries = {entry.id: entry for entry in site.sheets.sheets}
    found = []
    for layout in LAYOUTS:
        made = [_download(file, pdfs[file.name]) for file in layout.files if file.name in pdfs]
        found.append(Handout(entries[layout.name], made))
    return found


def _download(file: File, pdf: bytes) -> Download:
    size = {"kilobytes": round(len(pdf) / 1000), "sides": readback.sides(pdf)}
    return Download(file.name, file.paper, file.large, **size)


def _code(own: Sheets, address: str | None, version: str) -> dict[str, Any]:
    """The QR code, its width in modules, its words, and the address that is printed. With a version
    it opens what the page of changes says of it."""
    if not address:
        return {"qr": None}
    opens = f"{address}changes/#v{version}" if version else address
    qr = segno.make_qr(opens, error="m", boost_error=False)
    drawing = {"qr": qr.svg_inline(border=4, omitsize=True), "modules": qr.symbol_size(border=4)[0]}
    return drawing | {"alt": own.code.format(address=opens), "address": address}


def _drawings(site: Site) -> list[dict[str, str]]:
    """The poster's drawings with their words, in black on white, which a copier keeps."""
    drawing = re.sub(r"#[0-9a-f]{6}", _black_or_white, DRAWING.read_text("utf-8"))
    found = []
    for view in drawn(site):
        box = re.search(f'<view id="{view.view}" (viewBox="[^"]+")', drawing)
        if not box:
            raise ValueError(f"{DRAWING.name} has no view '{view.view}'")
        svg = re.sub(r'viewBox="[^"]+"', box[1], drawing, count=1)
        found.append({"svg": svg, "alt": f"{view.word}: {view.means}"})
    return found


def _black_or_white(colour: re.Match) -> str:
    light = sum(bytes.fromhex(colour[0][1:])) > 3 * 128
    return "#ffffff" if light else "#000000"


def _clinic(own: Sheets, clinic: Clinic, blanks: bool) -> dict[str, dict[str, str | None]]:
    parts = {
        "name": {"label": own.clinic_name, "value": clinic.name},
        "phone": {"label": own.clinic_phone, "value": clinic.phone},
        "hours": {"label": own.clinic_hours, "value": clinic.hours},
    }
    return {name: part for name, part in parts.items() if blanks or part["value"]}


def _numbered(said: dict[str, Any], site: Site, paper: str) -> dict[str, Any]:
    """The texts with the number where this paper has one, else with each place and its number."""
    places: dict[str, list[str]] = {}
    for region in [site.region] if site.region else site.emergency_numbers.regions:
        if paper_of(region) == paper:
            places.setdefault(region.emergency, []).append(region.short)
    own_number = site.settings.clinic.emergency
    if own_number or len(places) == 1:
        number = own_number or next(iter(places))
        said = json.loads(re.sub(PHRASE, number, json.dumps(said), flags=re.IGNORECASE))
        return said | {"numbers": None, "number": number}
    numbers = [{"place": " and ".join(short), "number": number} for number, short in places.items()]
    return said | {"numbers": numbers}
