"""Checks of a finished PDF: is every text there, large enough, on the paper? And its picture.

In: PDF bytes. Out: the number of sides, a ValueError that says what is wrong, a PNG. Independent of
Typst and MkDocs.
"""

import io
import re
import unicodedata
from collections.abc import Iterator

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from cache import cached

EDGE = 11 * 72 / 25.4  # points from each edge, where an office printer may not print
WIDTH, HEIGHT, GREYS = 240, 340, 5  # a picture's pixels across and shades: under 9 kB each
FINER = 3  # drawn larger, then reduced: small letters stay even
LOOSE = re.compile(r"[\s\u200b\ufffe\x02-]+")  # at a line's end a space or a hyphen may be lost
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
TWICE = re.compile(r"([^\x00-\x7f]+?)\1+")  # a letter that is drawn in two parts is read twice


class Misfit(ValueError):
    """What is wrong with a sheet; `text` is the part of it that does not fit, if it is known."""

    def __init__(self, problem: str, text: str = ""):
        super().__init__(problem)
        self.text = text


def sides(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def loose(text: str) -> str:
    """A text in a form that does not depend on line ends, ligatures or composed letters."""
    return TWICE.sub(r"\1", LOOSE.sub("", unicodedata.normalize("NFKC", text)))


def check(pdf: bytes, texts: dict, most: int, smallest: float) -> None:
    """Raises Misfit if there are more sides than `most`, type below `smallest` points, type
    too near to an edge, or a text that no side contains as a whole."""
    document = pypdfium2.PdfDocument(pdf)
    if len(document) > most:
        raise Misfit(f"{len(document)} sides (at most {most}); shorten a text")
    contents = []
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        for part in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            size = part.get_font_size() * abs(part.get_matrix().d)
            if size < smallest - 0.01:
                raise Misfit(f"side {number}: type of {size:.1f} pt (at least {smallest})")
            left, bottom, right, top = part.get_bounds()
            if min(left, bottom, width - right, height - top) < EDGE:
                text = page.get_textpage().get_text_bounded(left, bottom, right, top).strip()
                raise Misfit(f"side {number}: '{text}' is less than 11 mm from an edge", text)
        contents.append(loose(page.get_textpage().get_text_bounded()))
    for text in printed(texts):
        if not any(_contains(side, text) for side in contents):
            raise Misfit(f"not on the sheet, or broken over two sides: '{text}'", text)


def _contains(side: str, text: str) -> bool:
    """Whether a side contains a text. In a line with words from right to left, pdfium changes the
    order of the words, and of the letters of those words."""
    if loose(text) in side or not RIGHT_TO_LEFT.search(side):
        return loose(text) in side
    words = [loose(word) for word in re.findall(r"\w+", text)]
    letters = set(side)
    return all(
        word in side or (RIGHT_TO_LEFT.search(word) and letters.issuperset(word)) for word in words
    )


def printed(texts) -> Iterator[str]:
    """Every text in a tree of texts, except those named `id`."""
    if isinstance(texts, str):
        yield texts
    elif isinstance(texts, dict):
        yield from printed([value for key, value in texts.items() if key != "id"])
    else:
        for part in texts or ():
            yield from printed(part)


@cached
def picture(pdf: bytes) -> bytes:
    """The first side as a PNG in a few greys."""
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=FINER * WIDTH / page.get_width(), grayscale=True).to_pil()
    step = 255 / (GREYS - 1)
    even = image.reduce(FINER).point(lambda shade: round(round(shade / step) * step))
    on_a4 = Image.new("L", (WIDTH, HEIGHT), 255)  # Letter is less high
    on_a4.paste(even)
    file = io.BytesIO()
    on_a4.quantize(GREYS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
