"""The printed sheets: PDF files that Typst makes from the site's data.

In: the data, the site's address, a clinic's own details, the review state. Out: PDFs by file name,
pictures of them, and what the page "Handouts to print" says of them. A template (handouts/*.typ)
gets just the texts that belong on its sheet (sheet_texts.py); paper.py finds each of them there
again. Knows nothing of MkDocs.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

import segno

from records.review import Review
from records.settings import Clinic
from sheets import readback
from sheets.texts import texts
from sheets.typesetting import typeset

PAPERS = {"a4": "a4", "letter": "us-letter"}  # our name: Typst's name
LETTER = ("us", "ca")  # the regions that print on Letter paper
PHRASE = "your emergency number"  # where there is one number, a sheet says it instead
LOCAL = (None, "127.0.0.1", "localhost", "::1", "0.0.0.0")
SMALLEST, SMALLEST_LARGE = 12, 18  # points
AIR = (0.5, 0.4)  # large print, between items in ems: the first with which all fits


@dataclass(frozen=True)
class Sheet:
    """One sheet and the most sides that it may have. Without `large` it has no large print."""

    name: str
    sides: int
    large: int = 0

    @property
    def files(self) -> list[tuple[str, str, bool]]:
        """Its files: name, paper, whether in large print."""
        ends = (("", False), ("-large-print", True)) if self.large else (("", False),)
        return [(f"{self.name}-{p}{end}.pdf", p, large) for end, large in ends for p in PAPERS]


SHEETS = (  # a name for each sign and the child's own answer took a side more: see DECISIONS.md
    Sheet("face-twitching", sides=2, large=5),
    Sheet("check-your-signs", sides=3, large=6),
    Sheet("my-appointment", sides=2),
    Sheet("poster", sides=1),
)


def public(site_url: str) -> bool:
    """Whether others can reach an address, so that sheets may carry it."""
    return urlsplit(site_url).hostname not in LOCAL


def build(data: dict, site_url: str, clinic: Clinic, review: Review) -> dict[str, bytes]:
    """All PDFs by file name. Raises ValueError with the sheet's name and what is wrong with it,
    and, where one text is the reason, with its file and line."""
    address = f"{site_url.rstrip('/')}/handouts/" if public(site_url) else None
    own = data["sheets"]
    code = _code(own, address)
    foot = {"guide": data["site_name"], "side": own.side, "turn_over": own.turn_over}
    made = datetime.fromisoformat(data["red_flags"].date).replace(tzinfo=UTC)
    pdfs = {}
    for sheet in SHEETS:
        here = texts(sheet.name, data, review) | {
            "address": address.partition("//")[2] if address else own.sample,
            "current": own.current if address else None,
            "clinic": {
                part: {"label": getattr(own, f"clinic_{part}"), "value": getattr(clinic, part)}
                for part in ("name", "phone", "hours")
            },
        }
        if not address and "scan" in here:
            here["scan"] = None  # there is no code
        for file, paper_name, large in sheet.files:
            said = _numbered(here, data, paper_name, clinic.emergency)
            values = code | foot | {"texts": said, "large": large, "paper": PAPERS[paper_name]}
            most, smallest = (sheet.large, SMALLEST_LARGE) if large else (sheet.sides, SMALLEST)
            try:
                for air in AIR if large else AIR[:1]:
                    pdfs[file] = typeset(sheet.name, values | {"air": air}, made)
                    if readback.sides(pdfs[file]) <= most:
                        break
                readback.check(pdfs[file], said, most, smallest)
            except readback.Misfit as error:
                place, hint = _place(error.text, [*readback.printed(here), *vars(review).values()])
                raise ValueError(f"{place}handouts: {file}: {error}{hint}") from None
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
    """The first side of each sheet's A4 file as a small grey PNG, by file name."""
    return {f"{sheet.name}.png": readback.picture(pdfs[f"{sheet.name}-a4.pdf"]) for sheet in SHEETS}


def shown(data: dict, pdfs: dict[str, bytes]) -> list[dict]:
    """What the page says of each sheet: its entry in sheets.yml, its files with their sizes."""
    entries = {entry.id: entry for entry in data["sheets"].sheets}
    return [
        {"entry": entries[sheet.name], "files": [_shown(f, pdfs[f[0]]) for f in sheet.files]}
        for sheet in SHEETS
    ]


def _shown(file: tuple[str, str, bool], pdf: bytes) -> dict:
    name, paper_name, large = file
    size = {"kilobytes": round(len(pdf) / 1000), "sides": readback.sides(pdf)}
    return {"name": name, "paper": paper_name, "large": large} | size


def _code(own, address: str | None) -> dict:
    """The square code of the address: its drawing, its width in modules, its words."""
    if not address:
        return {"qr": None}
    qr = segno.make_qr(address, error="m", boost_error=False)
    drawing = {"qr": qr.svg_inline(border=4, omitsize=True), "modules": qr.symbol_size(border=4)[0]}
    return drawing | {"alt": own.code.format(address=address), "address": address}


def _numbered(here: dict, data: dict, paper_name: str, own_number: str | None) -> dict:
    """The texts with the number where this paper has one, else with a line that lists them all."""
    places: dict[str, list[str]] = {}
    for region in data["emergency_numbers"].regions:
        if (region.id in LETTER) == (paper_name == "letter"):
            places.setdefault(region.emergency, []).append(region.short)
    if own_number or len(places) == 1:
        number = own_number or next(iter(places))
        said = json.loads(re.sub(PHRASE, number, json.dumps(here), flags=re.IGNORECASE))
        return said | {"call": None, "number": number}
    numbers = " · ".join(f"{number} {' and '.join(short)}" for number, short in places.items())
    return here | {"call": data["sheets"].call.format(number=f"{PHRASE} ({numbers})")}
