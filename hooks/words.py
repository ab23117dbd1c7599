"""The words of the site's own parts (strip, buttons, labels): docs/data/words.yml."""

import re
from pathlib import Path

from records import Mapping, Reader

PATH = "docs/data/words.yml"
TEMPLATES = Path(__file__).parent.parent / "overrides"


def load(reader: Reader) -> dict[str, str]:
    """All words by name. A word that a template lacks, or that none uses, is a defect."""
    tree = reader.parse(PATH)
    if not isinstance(tree, Mapping):
        if tree is not None:
            reader.defect(1, "must have lines such as 'draft: Draft'")
        return {}
    used, families = _used()
    for name in sorted(used - tree.keys()):
        reader.defect(1, f"missing word '{name}'; a template needs it")
    for name in tree.keys() - used:
        if not name.startswith(families):
            reader.defect(name.line, f"unknown word '{name}'; no template uses it")
    return {name: reader.text(node, "words", name) for name, node in tree.items()}


def _used() -> tuple[set[str], tuple[str, ...]]:
    """Names that templates use, as words.draft, and starts of names, as words["sure_" ~ …]."""
    texts = "".join(path.read_text() for path in sorted(TEMPLATES.rglob("*.html")))
    starts = re.findall(r'words\["(\w+)"', texts)
    return set(re.findall(r"words\.(\w+)", texts)), tuple(starts)
