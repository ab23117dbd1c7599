"""The colours: text at least 7:1, lines and controls at least 3:1, in light and dark colours."""

import re

import pytest

from conftest import ROOT

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


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of a colour such as #0f4a4c, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("least", "pairs"), [(7, TEXT), (3, LINES)], ids=["text", "lines"])
def test_every_pair_of_colours_has_its_contrast(scheme, least, pairs):
    css = (ROOT / "docs/assets/stylesheets/tokens.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\n\}}', css, re.S)[1]
    colours = dict(re.findall(r"--ct-([\w-]+):\s*(#[0-9a-f]{6})", block))
    low = [
        f"{one} on {other}: {ratio:.1f}"
        for one, other in pairs
        if (ratio := contrast(colours[one], colours[other])) < least
    ]
    assert low == []
