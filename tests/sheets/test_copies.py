"""Each sheet survives being copied twice on a simulated office copier, set light or dark.

A copier blurs a little, raises the contrast and prints black or nothing. Thin lines, small white
type and grey type are lost. The last tests show that such losses are found.
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
BLUR = 0.7  # pixels, 0.12 mm
CONTRAST = 1.6
# The grey from which a copier prints nothing. Light, it loses fine lines; dark, it fills letters.
LEVELS = {"light": 80, "middle": 128, "dark": 176}
# Of 20 x 20 pixels, 3.4 mm across, at most 18 may change. In our sheets at most 16 do; a lost
# hairline is 20, grey type of 12 pt is 89, white type of 8 pt on black is 66.
PART, MOST = 20, 18
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
    sheets = handouts.build(with_settings(data, url=URL, clinic=Clinic(country="uk")))
    return {name.partition("/")[2]: pdf for name, pdf in sheets.items()}


def copied(image: Image.Image, level: int) -> Image.Image:
    """A copy of a copy, in black and white."""
    for _ in range(2):
        blurred = image.filter(ImageFilter.GaussianBlur(BLUR))
        image = blurred.point(lambda grey: 255 * ((grey - 128) * CONTRAST + 128 >= level))
    return image


def gone(before: Image.Image, after: Image.Image) -> Image.Image:
    """What is white before the copy and has nothing white within a pixel after it."""
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
    """Each digit with holes, such as 8, cut out of a copy."""
    text, scale = side.get_textpage(), DPI / 72
    for number, letter in enumerate(text.get_text_range()):
        if letter in HOLES and text.get_text_range(number, 1) == letter:
            left, bottom, right, top = text.get_charbox(number)
            edges = (left, side.get_height() - top, right, side.get_height() - bottom)
            yield letter, copy.crop([round(scale * edge) for edge in edges])


def holes(digit: Image.Image) -> int:
    """How many areas a digit's strokes enclose, in black on white or white on black."""
    corner = digit.getpixel((0, 0))
    around = Image.new("L", (digit.width + 2, digit.height + 2), corner)
    around.paste(digit, (1, 1))
    ImageDraw.floodfill(around, (0, 0), 128)
    count = 0
    while corner in (pixels := list(around.tobytes())):
        at = pixels.index(corner)
        ImageDraw.floodfill(around, (at % around.width, at // around.width), 128)
        count += 1
    return count


def problems(pdf: bytes, level: str, code: str = "") -> list[str]:
    """Everything that is wrong with a copy of a copy of a sheet."""
    faults, codes = [], []
    for number, side in enumerate(pypdfium2.PdfDocument(pdf), 1):
        image = side.render(scale=DPI / 72, grayscale=True).to_pil()
        copy = copied(image, LEVELS[level])
        faults += [f"side {number}: {change}" for change in changes(image, copy)]
        cut = (
            [] if level == "light" else list(digits(side, copy))
        )  # light copies only break strokes
        faults += [
            f"side {number}: a closed {digit}" for digit, at in cut if holes(at) < HOLES[digit]
        ]
        codes += [read.text for read in zxingcpp.read_barcodes(copy)]
    return faults if {*codes} == {code} - {""} else [*faults, f"read as code: {codes}"]


@pytest.mark.parametrize(("name", "level"), EACH)
def test_a_copy_of_a_copy_is_readable(pdfs, data, name, level):
    opens = next(layout.opens for layout in handouts.LAYOUTS if name.startswith(layout.name))
    code = URL + opens.format(version=data.red_flags.version)
    assert problems(pdfs[name], level, code) == []


def small(body: str) -> bytes:
    """A small sheet to test these functions on."""
    head = '#set document(title: "T")\n#set text(12pt, font: "Atkinson Hyperlegible")\n'
    fonts = typst.Fonts(False, False, typesetting.FONTS)
    return typst.compile((head + body).encode(), font_paths=fonts, format="pdf")


SAMPLE = "Call 999 now. Slurred speech, 068."
LINE = "#line(length: 100%, stroke: {}pt)"
WHITE = f'#block(fill: black, inset: 3mm, text({{}}pt, fill: white, weight: "{{}}")[{SAMPLE}])'


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("body", [LINE.format(1), SAMPLE, WHITE.format(12, "bold")])
def test_strong_lines_and_large_type_survive_copying(body, level):
    assert problems(small(body), level) == []


@pytest.mark.parametrize(
    ("body", "level", "problem"),
    [
        (LINE.format(0.3), "light", "lost"),
        (WHITE.format(8, "regular"), "dark", "filled in"),
        (WHITE.format(8, "regular"), "dark", "closed"),
        (f"#text(fill: luma(128))[{SAMPLE}]", "light", "lost"),
        (f"#text(5pt)[{SAMPLE}]", "middle", "closed"),
    ],
)
def test_thin_lines_and_small_or_pale_type_are_reported(body, level, problem):
    assert any(problem in fault for fault in problems(small(body), level))
