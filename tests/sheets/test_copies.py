"""Copied twice, still good: each sheet put through a simulated office copier, light and dark.

A copier sees a little unsharp, lifts the contrast and prints black or nothing. Lines of half a
point, small white type and grey type do not survive that; the last tests show that we would see it.
"""

from collections.abc import Iterator

import pypdfium2
import pytest
import typst
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from conftest import with_settings
from records.clinic import Clinic
from sheets import handouts, typesetting

URL = "https://example.org/cheek-twitch-guide/"
DPI = 150
UNSHARP = 0.7  # pixels, 0.12 mm
CONTRAST = 1.6
# From which grey a copier prints nothing: light it loses fine lines, dark it fills in letters.
LEVELS = {"light": 80, "middle": 128, "dark": 176}
PART, MOST = 20, 18  # of 20 x 20 pixels, 3.4 mm across, so many may change; a lost hairline is 20
# In our sheets at most 16 do; of 12 pt in grey 89, of 8 pt in white on black 66.
HOLES = {"0": 1, "6": 1, "8": 2, "9": 1}
FIRST = [layout.files[0].name for layout in handouts.LAYOUTS]
EACH = [
    pytest.param(file.name, level, marks=[] if once and level != "middle" else [pytest.mark.proof])
    for layout in handouts.LAYOUTS
    for file in layout.files
    for once in [file.name in FIRST]
    for level in LEVELS
]


@pytest.fixture(scope="module")
def pdfs(data) -> dict[str, bytes]:
    found = handouts.build(with_settings(data, url=URL, clinic=Clinic(country="uk")))
    return {name.partition("/")[2]: pdf for name, pdf in found.items()}


def copied(image: Image.Image, level: int) -> Image.Image:
    """A copy of a copy, in black and white."""
    for _ in range(2):
        unsharp = image.filter(ImageFilter.GaussianBlur(UNSHARP))
        image = unsharp.point(lambda grey: 255 * ((grey - 128) * CONTRAST + 128 >= level))
    return image


def gone(before: Image.Image, after: Image.Image) -> Image.Image:
    """What is white before, and after has nothing white within a pixel."""
    return ImageChops.subtract(before, after.filter(ImageFilter.MaxFilter(3)))


def changes(image: Image.Image, copy: Image.Image) -> Iterator[str]:
    """Where strokes vanish or fill in."""
    ink = image.point(lambda grey: 255 * (grey < 160))
    paper = image.point(lambda grey: 255 * (grey >= 96))
    lost, filled = gone(ink, ImageChops.invert(copy)), gone(paper, copy)
    for what, where in {"lost": lost, "filled in": filled}.items():
        parts = where.reduce(PART)
        for at, share in enumerate(parts.tobytes()):
            if share * PART * PART > MOST * 255:
                x, y = (round(n * PART / DPI * 25.4) for n in (at % parts.width, at // parts.width))
                yield f"{what}, {x} mm from the left, {y} mm from the top"


def digits(side: pypdfium2.PdfPage, copy: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    """Each digit that has holes, cut out of a copy."""
    text, scale = side.get_textpage(), DPI / 72
    for number, letter in enumerate(text.get_text_range()):
        if letter in HOLES and text.get_text_range(number, 1) == letter:
            left, bottom, right, top = text.get_charbox(number)
            edges = (left, side.get_height() - top, right, side.get_height() - bottom)
            yield letter, copy.crop([round(scale * edge) for edge in edges])


def holes(digit: Image.Image) -> int:
    """How many areas its strokes enclose, be it black on white or white on black."""
    corner = digit.getpixel((0, 0))
    around = Image.new("L", (digit.width + 2, digit.height + 2), corner)
    around.paste(digit, (1, 1))
    ImageDraw.floodfill(around, (0, 0), 128)
    found = 0
    while corner in (pixels := list(around.tobytes())):
        at = pixels.index(corner)
        ImageDraw.floodfill(around, (at % around.width, at // around.width), 128)
        found += 1
    return found


def problems(pdf: bytes, level: str, code: str = "") -> list[str]:
    """All that is wrong with a copy of a copy of a sheet."""
    found, codes = [], []
    for number, side in enumerate(pypdfium2.PdfDocument(pdf), 1):
        image = side.render(scale=DPI / 72, grayscale=True).to_pil()
        copy = copied(image, LEVELS[level])
        found += [f"side {number}: {change}" for change in changes(image, copy)]
        cut = [] if level == "light" else list(digits(side, copy))  # that only breaks strokes
        found += [f"side {number}: a closed {one}" for one, at in cut if holes(at) < HOLES[one]]
        codes += [read.text for read in zxingcpp.read_barcodes(copy)]
    return found if {*codes} == {code} - {""} else [*found, f"read as code: {codes}"]


@pytest.mark.parametrize(("name", "level"), EACH)
def test_a_copy_of_a_copy_is_readable(pdfs, data, name, level):
    opens = next(one.opens for one in handouts.LAYOUTS if name.startswith(one.name))
    code = URL + opens.format(version=data.red_flags.version)
    assert problems(pdfs[name], level, code) == []


def small(body: str) -> bytes:
    """A sheet made by hand, to try the test itself on."""
    head = '#set document(title: "T")\n#set text(12pt, font: "Atkinson Hyperlegible")\n'
    fonts = typst.Fonts(False, False, typesetting.FONTS)
    return typst.compile((head + body).encode(), font_paths=fonts, format="pdf")


SAID = "Call 999 now. Slurred speech, 068."
LINE = "#line(length: 100%, stroke: {}pt)"
WHITE = f'#block(fill: black, inset: 3mm, text({{}}pt, fill: white, weight: "{{}}")[{SAID}])'


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("body", [LINE.format(1), SAID, WHITE.format(12, "bold")])
def test_strong_lines_and_large_type_survive_copying(body, level):
    assert problems(small(body), level) == []


@pytest.mark.parametrize(
    ("body", "level", "problem"),
    [
        (LINE.format(0.3), "light", "lost"),
        (WHITE.format(8, "regular"), "dark", "filled in"),
        (WHITE.format(8, "regular"), "dark", "closed"),
        (f"#text(fill: luma(128))[{SAID}]", "light", "lost"),
        (f"#text(5pt)[{SAID}]", "middle", "closed"),
    ],
)
def test_thin_lines_and_small_or_pale_type_are_reported(body, level, problem):
    assert any(problem in one for one in problems(small(body), level))
