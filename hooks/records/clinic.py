"""A clinic's details from `extra.clinic` in mkdocs.yml, and its logo."""

import re
import struct
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Annotated, ClassVar
from xml.etree import ElementTree
from xml.parsers import expat

from records.defects import Defect
from records.emergency_numbers import Number
from records.record import Record
from records.references import IdOf
from records.rules import ListOrOne, Place, Rule
from records.yaml_lines import YamlText

LOGO_KB = 60  # every sheet contains a copy
LOGO_MM = 60, 15  # the largest it gets on a sheet
SHARP = 150  # dots per inch that an office printer resolves
MOST_PIXELS = 4000
PNG = b"\x89PNG\r\n\x1a\n"
SVG_FAULTS = (
    (r"<(?:\w+:)?script\b|\son\w+\s*=", "contains a script; delete it"),
    (r"<(?:\w+:)?foreignObject\b", "contains a web page (foreignObject); delete it"),
    (r"<(?:\w+:)?text\b", "contains text, whose font sheets may lack; turn it into paths"),
    (
        r"(?:href\s*=|url\()\s*[\"']?(?![\"'#]|data:image/)|@import",
        "links to another file; put all into this one",
    ),
    (r"<!ENTITY", "declares an entity; save it as plain SVG"),
    (r"<\?xml-stylesheet", "names a style sheet; delete that line"),
)


class Logo(Rule):
    """A small, self-contained SVG or PNG file below docs/."""

    def check(self, node: YamlText, place: Place) -> None:
        path = PurePosixPath("docs", node)
        kind = path.suffix
        if kind not in (".svg", ".png") or ".." in path.parts or node.startswith("/"):
            must = "be an SVG or PNG file below docs/, such as assets/logo.svg"
            place.defect(node.line, f"'{place.name}' must {must}")
        elif not place.reader.has(str(path)):
            problem = f"there is no file {path}; put it there or correct '{place.name}'"
            place.defect(node.line, problem)
        else:
            data = (place.reader.root / path).read_bytes()
            faults = _svg_faults(data) if kind == ".svg" else _png_faults(data)
            for line, fault in faults if len(data) <= LOGO_KB * 1000 else ():
                place.reader.defects.append(Defect(str(path), line, fault))
            if len(data) > LOGO_KB * 1000:
                size = f"has {len(data) // 1000} kB (at most {LOGO_KB}); save a smaller one"
                place.reader.defects.append(Defect(str(path), 1, size))


def _png_faults(data: bytes) -> Iterator[tuple[int, str]]:
    if not data.startswith(PNG) or len(data) < 24:
        yield 1, "is no PNG file; save the picture as PNG"
        return
    width, height = struct.unpack(">II", data[16:24])
    printed = min(LOGO_MM[0] / max(width, 1), LOGO_MM[1] / max(height, 1)) / 25.4  # inches a dot
    if max(width, height) > MOST_PIXELS:
        yield 1, f"has {width} x {height} pixels (at most {MOST_PIXELS} a side); save a smaller one"
    elif printed * SHARP > 1:
        least = " x ".join(str(round(side * printed * SHARP)) for side in (width, height))
        yield 1, f"has {width} x {height} pixels, too few to print well; {least} or an SVG would do"


def _svg_faults(data: bytes) -> Iterator[tuple[int, str]]:
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        yield error.position[0], f"is broken XML ({expat.ErrorString(error.code)})"
        return
    if root.tag.rpartition("}")[2] != "svg":
        yield 1, "is no SVG file; save the picture as SVG"
    text = data.decode("utf-8", "replace")
    for pattern, fault in SVG_FAULTS:
        for match in re.finditer(pattern, text):
            yield text.count("\n", 0, match.start()) + 1, fault


class Clinic(Record):
    """Printed on the sheets. `hours` has a line for each of its entries. With a `country`, an id of
    emergency-numbers.yml, sheets have its numbers and its paper only."""

    may_be_empty: ClassVar[bool] = True
    name: str | None = None
    phone: str | None = None
    hours: Annotated[tuple[str, ...], ListOrOne()] | None = None
    country: Annotated[str, IdOf("region")] | None = None
    emergency: Number | None = None
    logo: Annotated[str, Logo()] | None = None

    def problems(self) -> Iterator[tuple[int, str]]:
        if self.logo and not self.name:
            yield getattr(self.logo, "line", self.line), "'logo' needs 'name', which is read out"
