"""Contrast: text at least 7:1, lines and controls at least 3:1, in light and dark colours."""

import re

import pytest

from conftest import ROOT
from helpers import contrast

pytestmark = pytest.mark.words

TINTS = ("emergency-tint", "urgent-tint", "soon-tint", "care-tint")
TEXT = [
    *((ink, ground) for ink in ("ink", "quiet", "link", "hover") for ground in ("page", "panel")),
    *((ink, tint) for ink in ("ink", "link") for tint in TINTS),
    *((tier, f"{tier}-tint") for tier in ("emergency", "urgent", "soon", "care")),
    *((tier, "page") for tier in ("emergency", "urgent", "soon", "care", "yes", "no", "visited")),
    ("on-brand", "brand"),
    ("on-emergency", "emergency"),
    ("ink", "brand-soft"),
    ("page", "link"),
    ("page", "hover"),
    ("art", "plate"),
]
LINES = [
    *(("edge", ground) for ground in ("page", "panel", *TINTS)),
    *((tier, "page") for tier in ("emergency", "urgent", "soon", "care")),
    ("focus", "focus-ink"),
]


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("least", "pairs"), [(7, TEXT), (3, LINES)], ids=["text", "lines"])
def test_every_pair_of_colours_has_enough_contrast(scheme, least, pairs):
    css = (ROOT / "docs/assets/stylesheets/tokens.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\n\}}', css, re.S)[1]
    colours = dict(re.findall(r"--ct-([\w-]+):\s*(#[0-9a-f]{6})", block))
    low = [
        f"{ink} on {ground}: {ratio:.1f}"
        for ink, ground in pairs
        if (ratio := contrast(colours[ink], colours[ground])) < least
    ]
    assert low == []
