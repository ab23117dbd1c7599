"""The words of buttons, labels and headings: docs/data/words.yml."""

import re
from pathlib import Path
from typing import Annotated, Any

from records.reader import Reader
from records.red_flags import TIERS
from records.review import SENTENCES
from records.rules import Place, Placeholders
from records.sources import ACCESS
from records.yaml_lines import YamlMapping

PATH = "docs/data/words.yml"
FAMILIES = {  # names built in a template, as words["access_" ~ …], or used by sheets
    "access_": ACCESS[1:],
    "disclaimer": ("", "_checked"),
    "prefix_": TIERS,
}
TEMPLATES = Path(__file__).parents[2] / "overrides"
FILLED_IN = re.compile(  # words.sources.format(count=…): two levels of parentheses inside suffice
    r"words\.(\w+)\.format\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)"
)


def load(reader: Reader) -> dict[str, str]:
    """All words by name. A missing word and one that nothing uses are defects."""
    tree = reader.parse(PATH)
    if not isinstance(tree, YamlMapping):
        if tree is not None:
            reader.defect(1, "must have lines such as 'draft: Draft'")
        return {}
    known = kinds()
    for name in sorted(known.keys() - tree.keys()):
        reader.defect(1, f"missing word '{name}'; {_user(name)} needs it")
    for name in tree.keys() - known.keys():
        reader.defect(name.line, f"unused word '{name}'; delete it, or correct its name")
    return {
        name: reader.value(known.get(name, str), node, Place(reader, "words", name))
        for name, node in tree.items()
    }


def _user(name: str) -> str:
    """The first template that uses a word; FAMILIES and SENTENCES are used elsewhere."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        if re.search(rf"words\.{name}\b", path.read_text("utf-8")):
            return path.relative_to(TEMPLATES.parent).as_posix()
    return "the build"


def kinds() -> dict[str, Any]:
    """The annotation of each word in use, by name. Its placeholders are what a template, or
    review.py, fills in."""
    texts = "".join(path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.html")))
    members = (start + end.replace("-", "_") for start, ends in FAMILIES.items() for end in ends)
    filled_in = dict.fromkeys((*re.findall(r"words\.(\w+)", texts), *members), "") | SENTENCES
    for name, arguments in FILLED_IN.findall(texts):
        filled_in[name] = " ".join(re.findall(r"(\w+)=(?!=)", arguments))
    return {name: Annotated[str, Placeholders(words)] for name, words in filled_in.items()}
