"""The words of the site's own parts (strip, buttons, labels): docs/data/words.yml."""

import re
from pathlib import Path
from typing import Annotated, Any

from records.reader import Reader
from records.red_flags import TIERS
from records.rules import Place, Placeholders
from records.sources import ACCESS
from records.yaml_lines import Mapping

PATH = "docs/data/words.yml"
FILLED_IN = {
    "changes_moved": "was now",
    "changes_new": "now",
    "copy_title": "date",
    "end_checked": "reviewer role date next",
    "end_overdue": "reviewer role date next",
    "index_left_out": "pages",
    "index_not_met": "pages",
    "index_total": "page points items hundred",
    "measure_caption": "date",
    "measure_median": "median",
    "paper_result": "heading",
    "test_caption": "what version people date tester",
    "test_count": "count",
    "triage_others": "readings",
    "triage_ours": "readings",
    "review_checked": "reviewer role date",
    "review_overdue": "reviewer role date next",
    "saved": "date",
    "saved_nowhere": "date",
    "sources": "count",
    "status_result": "action",
    "version": "commit date",
    "weight_caption": "date",
    "weight_heaviest": "address",
    "weight_longest": "address",
    "weight_middle": "address",
}
FAMILIES = {  # words that a template puts together, as words["access_" ~ …], or that sheets take
    "access_": ACCESS[1:],
    "disclaimer": ("", "_checked"),
    "end_": ("checked", "overdue"),
    "prefix_": TIERS,
    "review_": ("checked", "overdue"),
}
TEMPLATES = Path(__file__).parents[2] / "overrides"


def load(reader: Reader) -> dict[str, str]:
    """All words by name. A word that a template lacks, or that none uses, is a defect."""
    tree = reader.parse(PATH)
    if not isinstance(tree, Mapping):
        if tree is not None:
            reader.defect(1, "must have lines such as 'draft: Draft'")
        return {}
    known = used()
    for name in sorted(known - tree.keys()):
        reader.defect(1, f"missing word '{name}'; a template needs it")
    for name in tree.keys() - known:
        reader.defect(name.line, f"unknown word '{name}'; no template uses it")
    return {
        name: reader.value(kind_of(name), node, Place(reader, "words", name))
        for name, node in tree.items()
    }


def kind_of(name: str) -> Any:
    """The annotation of one word: which words in braces it must contain."""
    return Annotated[str, Placeholders(FILLED_IN.get(name, ""))]


def used() -> set[str]:
    """Names that templates use, as words.draft, or put together of a family and its members."""
    texts = "".join(path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.html")))
    members = (start + one.replace("-", "_") for start, ends in FAMILIES.items() for one in ends)
    return {*re.findall(r"words\.(\w+)", texts), *members}
