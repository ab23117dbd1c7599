"""The red flags: load and check docs/data/red-flags.yml.

In: the shared data file. Out: tiers of flags, most urgent first. What a reader sees is written in
overrides/partials/red-flags-*.html. Knows nothing of MkDocs.
"""

from dataclasses import dataclass

from lines import Mapping
from records import Reader, Record

PATH = "docs/data/red-flags.yml"
TIERS = ("emergency", "urgent", "soon", "self-care")  # the order is the urgency
MOST_FLAGS = (
    10  # a care card longer than this is not read (NHS service manual: 8; see DECISIONS.md)
)
TAKEN = (*TIERS, "none", "none-of-these", "result", "your-result")  # ids of the page's own parts
MOST_WORDS = 20  # in a sign, which is read in one breath


@dataclass(frozen=True, kw_only=True)
class Flag(Record):
    """One kind of trouble. `sign` reads as a tick-box label and after the tier's heading."""

    id: str
    sign: str
    why: str
    do: str | None = None
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Tier(Record):
    """How urgent: whom to contact and how soon. `heading` ends so that a sign can follow."""

    id: str
    heading: str
    action: str
    how_soon: str
    meanwhile: str
    come_back: str
    flags: tuple[Flag, ...]


@dataclass(frozen=True, kw_only=True)
class RedFlags(Record):
    """The whole file. `none` is the label of the answer that no sign is present."""

    version: str
    date: str
    none: str
    does_not_diagnose: str
    tiers: tuple[Tier, ...]

    @property
    def flags(self) -> list[Flag]:
        """Every flag, most urgent tier first."""
        return [flag for tier in self.tiers for flag in tier.flags]

    @property
    def signs(self) -> list[Tier]:
        """The tiers whose flags are ticked: all but self-care, which the none answer reaches."""
        return [tier for tier in self.tiers if tier.id != "self-care"]


def load(reader: Reader, sources: dict) -> RedFlags | None:
    """The red flags, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    if tree is None:
        return None
    red_flags = reader.record(RedFlags, tree, "red flags")
    if not isinstance(tree, Mapping) or red_flags is None:
        return None
    found = tuple(tier.id for tier in red_flags.tiers)
    if found != TIERS and len(found) == len(tree["tiers"]):
        reader.defect(
            tree["tiers"].line,
            f"tiers are {', '.join(found)}; they must be {', '.join(TIERS)}, in this order",
        )
    reader.unique(tuple(red_flags.flags), "flag")
    for tier in red_flags.tiers:
        if len(tier.flags) > MOST_FLAGS:
            reader.defect(
                tier.flags[MOST_FLAGS].line,
                f"tier '{tier.id}': {len(tier.flags)} flags (at most {MOST_FLAGS}); join two",
            )
        for flag in tier.flags:
            _check(reader, flag, sources)
    return red_flags


def _check(reader: Reader, flag: Flag, sources: dict) -> None:
    what = f"flag '{flag.id}'"
    if flag.id in TAKEN:
        reader.defect(flag.line, f"{what}: the page has a part with this id; take another")
    words = len(flag.sign.split())
    if words > MOST_WORDS:
        reader.defect(flag.sign.line, f"{what}: the sign has {words} words (at most {MOST_WORDS})")
    if flag.sign.endswith("."):
        reader.defect(flag.sign.line, f"{what}: the sign ends with a full stop; leave it out")
    reader.known(flag.sources, sources, what, "source")
