"""The drawings of the signs of a stroke: face, arm, speech."""

import re
from pathlib import Path

from records.pictures import View
from records.site import Site

DRAWING = Path(__file__).parents[2] / "docs/assets/images/be-fast.svg"
STROKE_SIGNS = ("face", "arm", "speech")  # in the order of the strip


def stroke_views(site: Site) -> list[View]:
    """The views of the drawing be-fast that the poster shows."""
    views = {view.view: view for view in site.pictures["be-fast"].views or ()}
    if missing := [name for name in STROKE_SIGNS if name not in views]:
        raise ValueError(f"docs/data/pictures.yml: be-fast: the poster needs '{missing[0]}'")
    return [views[name] for name in STROKE_SIGNS]


def drawings(site: Site) -> list[dict[str, str]]:
    """The poster's drawings with their words, in black and white, which survives copying."""
    drawing = re.sub(r"#[0-9a-f]{6}", _black_or_white, DRAWING.read_text("utf-8"))
    pictures = []
    for view in stroke_views(site):
        box = re.search(f'<view id="{view.view}" (viewBox="[^"]+")', drawing)
        if not box:
            raise ValueError(f"{DRAWING.name} has no view '{view.view}'")
        svg = re.sub(r'viewBox="[^"]+"', box[1], drawing, count=1)
        pictures.append({"svg": svg, "alt": f"{view.word}: {view.means}"})
    return pictures


def _black_or_white(colour: re.Match) -> str:
    light = sum(bytes.fromhex(colour[0][1:])) > 3 * 128
    return "#ffffff" if light else "#000000"
