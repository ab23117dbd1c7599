"""Draws the preview picture of shared links: docs/assets/images/share.png, 1200 by 630 pixels.

Run `make share-picture` when the guide's name or its question changes. It uses the font of the
printed sheets and the site's logo, but no system fonts and no network.
"""

import io
import json
from pathlib import Path

import typst
import yaml
from PIL import Image

from sheets.typesetting import FONTS

ROOT = Path(__file__).parent.parent
TEMPLATE = Path(__file__).with_suffix(".typ")
PICTURE = ROOT / "docs/assets/images/share.png"
COLOURS = 32  # two flat ones, and shades between them at the edges of letters


def draw(name: str, question: str) -> bytes:
    """The picture as a PNG, reproducible byte for byte."""
    logo = (ROOT / "docs/assets/images/favicon.svg").read_text(encoding="utf-8")
    fonts = typst.Fonts(False, False, FONTS)
    compiler = typst.Compiler(root=TEMPLATE.parent, font_paths=fonts, ignore_system_fonts=True)
    texts = json.dumps({"site": name, "title": question, "logo": logo})
    png = compiler.compile(TEMPLATE, format="png", ppi=72, sys_inputs={"texts": texts})
    file = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """Draws the picture with the project's current name and question."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    words = yaml.safe_load((ROOT / "docs/data/words.yml").read_text(encoding="utf-8"))
    PICTURE.write_bytes(draw(settings["site_name"], words["home_title"]))


if __name__ == "__main__":
    main()
