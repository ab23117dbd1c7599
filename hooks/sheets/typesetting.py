"""Typst: a template of templates/ and its values, made into one PDF/UA-1.

In: a template's name, values for it, a date. Out: the PDF, the same bytes each time, or a
Misfit. Only the fonts of two packages are known, neither the system's nor Typst's own: the sheets'
own, and one for names in letters that it lacks.
"""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast

import fontpkg_atkinson_hyperlegible
import fontpkg_noto_sans
import typst

from sheets import readback

FONTS = [one.ROOT / "files" for one in (fontpkg_atkinson_hyperlegible, fontpkg_noto_sans)]
TEMPLATES = Path(__file__).parent / "templates"


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(False, False, FONTS)
    return typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


def typeset(name: str, values: dict, made: datetime) -> bytes:
    """One PDF/UA-1. Typst refuses a missing glyph, a picture without words, a skipped heading."""
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            TEMPLATES / f"{name}.typ",
            format="pdf",
            sys_inputs={"sheet": json.dumps(values)},
            pdf_standards=["ua-1"],
            timestamp=made,
        )
    except typst.TypstError as error:
        raise _explained(error.message, values["texts"]) from None
    if warnings:
        raise _explained(warnings[0].message, values["texts"])
    return cast(bytes, pdf)


def _explained(message: str, here: dict) -> readback.Misfit:
    """Typst's message; for a missing glyph, with the text that holds it."""
    if found := re.search(r'the text `"(.+)"` could not be displayed', message):
        missing = found[1]
        for text in readback.printed(here):
            if missing in text:
                character = f"'{missing}' (U+{ord(missing[0]):04X})"
                problem = f"the fonts have no character {character}, in '{text}'"
                return readback.Misfit(f"{problem}; write it in Latin letters", missing)
    return readback.Misfit(message)
