"""The kinds of face movement side by side: load and check docs/data/comparison.yml."""

from dataclasses import dataclass

from records.reader import Reader, Record
from records.red_flags import TIERS

PATH = "docs/data/comparison.yml"


@dataclass(frozen=True, kw_only=True)
class Kind(Record):
    """One card. A line that nothing is known about is absent, not guessed."""

    id: str
    name: str
    where: str
    looks: str
    hold_back: str | None = None
    over_time: str
    tier: str
    what_to_do: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison(Record):
    """All cards."""

    caption: str
    kinds: tuple[Kind, ...]


def load(reader: Reader, sources: dict) -> Comparison | None:
    """The comparison, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    comparison = tree is not None and reader.record(Comparison, tree, "comparison")
    if not comparison:
        return None
    reader.unique(comparison.kinds, "kind")
    for kind in comparison.kinds:
        reader.known(kind.sources, sources, f"kind '{kind.id}'", "source")
        reader.known((kind.tier,), set(TIERS), f"kind '{kind.id}'", "tier")
    return comparison
