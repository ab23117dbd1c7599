"""Typst: a template from templates/ and its values, made into a PDF/UA-1.

In: a template's name, values for it, a date. Out: the PDF, the same bytes each time, or a Misfit.
Fonts come from a few packages, never from the system or from Typst: the main font, one for digits
and for letters that the main font lacks, and further ones for names in other letters.
"""

import json
import re
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast

import fontpkg_atkinson_hyperlegible
import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import fontpkg_noto_sans_tamil
import fontpkg_noto_sans_thai
import typst

from sheets import readback

FONTS = [package.ROOT / "files" for package in (fontpkg_atkinson_hyperlegible, fontpkg_noto_sans)]
FURTHER = {  # by the first word of their letters' names in Unicode
    "ARABIC": fontpkg_noto_sans_arabic,
    "TAMIL": fontpkg_noto_sans_tamil,
    "THAI": fontpkg_noto_sans_thai,
}
TEMPLATES = Path(__file__).parent / "templates"


@cache
def _compiler(*further: str) -> typst.Compiler:
    folders = [*FONTS, *(FURTHER[letters].ROOT / "files" for letters in further)]
    fonts = typst.Fonts(False, False, folders)
    return typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


def typeset(name: str, values: dict, made: datetime) -> bytes:
    """One PDF/UA-1. Typst refuses a missing glyph, a picture without words, a skipped heading."""
    further = _further(json.dumps(values, ensure_ascii=False))
    values = values | {"fonts": [f"Noto Sans {letters.title()}" for letters in further]}
    try:
        pdf, warnings = _compiler(*further).compile_with_warnings(
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


def _further(text: str) -> list[str]:
    """The letters in a text that need a further font."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in set(text)}
    return sorted(FURTHER.keys() & scripts)


def _explained(message: str, texts: dict) -> readback.Misfit:
    """Typst's message; for a missing glyph, with the text that holds it."""
    if match := re.search(r'the text `"(.+)"` could not be displayed', message):
        missing = match[1]
        for text in readback.printed(texts):
            if missing in text:
                character = f"'{missing}' (U+{ord(missing[0]):04X})"
                problem = f"the fonts have no character {character}, in '{text}'"
                return readback.Misfit(f"{problem}; write it in Latin letters", missing)
    return readback.Misfit(message)
