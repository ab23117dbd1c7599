"""A clinic's logo for its sheets, dark enough for a grey printer and white paper."""

import io
import json
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from records.clinic import LOGO_MM, Clinic

DOCS = Path(__file__).parents[2] / "docs"
DARK = 148  # the palest grey, of 255, with a contrast of 3:1 on white (WCAG 2.2, 1.4.11)
SHARE = 0.2  # of what is drawn; the rest may be paler
SEEN = 240  # what is paler counts as paper
PAGE = """#set page(width: {}mm, height: {}mm, margin: 0pt)
#let it = json(bytes(sys.inputs.logo))
#image(bytes(it.data), format: it.format, width: 100%, height: 100%, fit: "contain")"""


def load(clinic: Clinic) -> dict[str, Any] | None:
    """The logo for a template: its `data` (a text, or a list of bytes), `format` and `alt`.
    Raises ValueError, with file and line, if it cannot be drawn or is too pale to be seen."""
    if not clinic.logo:
        return None
    file = DOCS / clinic.logo
    svg = file.suffix == ".svg"
    data = file.read_text("utf-8-sig") if svg else list(file.read_bytes())
    image = {"data": data, "format": file.suffix[1:]}
    place = f"{getattr(clinic.logo, 'path', '')}:{getattr(clinic.logo, 'line', '')}: clinic: 'logo'"
    try:
        dark, drawn = _ink(image)
    except typst.TypstError as error:
        raise ValueError(f"{place} cannot be drawn: {error.message}") from None
    if dark < SHARE * drawn or not drawn:
        problem = "is too pale for white paper and a grey printer"
        raise ValueError(f"{place} {problem}; take a darker one, such as the logo in black")
    return image | {"alt": clinic.name}


def _ink(logo: dict[str, Any]) -> tuple[int, int]:
    """How many pixels are dark enough on white paper, and how many are not paper."""
    page = PAGE.format(*LOGO_MM).encode()
    png = typst.compile(page, format="png", sys_inputs={"logo": json.dumps(logo)})
    greys = Image.open(io.BytesIO(png)).convert("L").histogram()
    return sum(greys[: DARK + 1]), sum(greys[:SEEN])
