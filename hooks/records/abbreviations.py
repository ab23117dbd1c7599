"""What short forms such as MRI stand for, shown when a reader points at one: abbreviations.txt.

Each page ends with this file (pymdownx.snippets in mkdocs.yml), so a line that is no abbreviation
would stand on every page.
"""

import re

from records.reader import Reader
from records.rules import Place
from records.yaml_lines import Text

PATH = "docs/data/abbreviations.txt"
COMMENT = "[//]: #"
LINE = re.compile(r"\*\[([^\[\]]+)\]: (.+)")


def load(reader: Reader) -> dict[str, str]:
    """Long forms by short form. Defects go to `reader`."""
    found: dict[str, str] = {}
    for number, line in enumerate((reader.read(PATH) or "").split("\n"), 1):
        if match := LINE.fullmatch(line):
            short, long = (Text.at(number, part.strip()) for part in match.groups())
            place = Place(reader, f"abbreviation '{short}'", "short form")
            if short in found:
                place.defect(number, "appears twice; delete one")
            reader.value(str, short, place)
            found[short] = reader.value(str, long, place._replace(name="long form"))
        elif line and not line.startswith(COMMENT):
            reader.defect(number, "must be as '*[MRI]: a scan that uses magnets'")
    return found
