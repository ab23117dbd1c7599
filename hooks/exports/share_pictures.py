"""The pictures that a shared link shows: one PNG of 1200 by 630 pixels for each section.

In: the sections' names, the site's name and the line on who checked it. Out: PNGs by path, the same
bytes each time. Typst draws them from share_picture.typ, in the font of the printed sheets, with
the site's own sign. No network, no fonts of the system. Knows nothing of MkDocs.
"""

import io
import json
from functools import cache
from pathlib import Path

import typst
from PIL import Image

from cache import cached
from exports.structured_data import picture
from sheets.typesetting import FONTS

HERE = Path(__file__).parent
SIGN = HERE.parents[1] / "docs/assets/images/favicon.svg"
WIDTH, HEIGHT = 1200, 630  # pixels; the template's page has as many points
COLOURS = 32  # two flat ones and the edges of letters between them
HOME = "index.md"


def sections(nav: list, home: str) -> dict[str, str]:
    """The name of each section by a page in it, from the `nav` setting of mkdocs.yml; home and
    pages without a name in the menu are called `home`."""
    found = {}
    for entry in nav:
        name = next(iter(entry)) if isinstance(entry, dict) else home
        first = _first_page(entry)
        if "://" not in first:
            found[first] = home if first == HOME else name
    return found


def _first_page(entry) -> str:
    while not isinstance(entry, str):
        entry = next(iter(entry.values())) if isinstance(entry, dict) else entry[0]
    return entry


def build(sections: dict[str, str], site_name: str, line: str) -> dict[str, bytes]:
    """The pictures by path below the site's address."""
    shared = {"site": site_name, "line": line, "sign": SIGN.read_text(encoding="utf-8")}
    return {picture(page): _drawn(shared | {"title": title}) for page, title in sections.items()}


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(False, False, FONTS)
    return typst.Compiler(root=HERE, font_paths=fonts, ignore_system_fonts=True)


@cached
def _drawn(texts: dict[str, str]) -> bytes:
    png = _compiler().compile(
        HERE / "share_picture.typ",
        format="png",
        ppi=72,
        sys_inputs={"texts": json.dumps(texts)},
    )
    image = Image.open(io.BytesIO(png)).convert("RGB")
    file = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
