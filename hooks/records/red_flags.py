"""The red flags: load and check docs/data/red-flags.yml.

In: the shared data file. Out: tiers of flags, most urgent first. What a reader sees is written in
overrides/components/red-flags-*.html. Knows nothing of MkDocs.
"""

from dataclasses import dataclass

from records.reader import Reader, Record
from records.yaml_lines import Mapping

PATH = "docs/data/red-flags.yml"
TIERS = ("emergency", "urgent", "soon", "self-care")  # the order is the urgency
UNDER_16 = "under-16"
MOST_FLAGS = 7  # in a group, so that none is skimmed over (CDC Clear Communication Index, item 8)
MOST_IN_NAME, MOST_IN_SIGN = 4, 16  # words
TAKEN = (  # ids of the page's own parts
    *TIERS,
    UNDER_16,
    "none",
    f"none-{UNDER_16}",
    "none-of-these",
    "result",
    "your-result",
)


@dataclass(frozen=True, kw_only=True)
class Flag(Record):
    """One kind of trouble. `name` catches the eye, and `sign` reads on from it."""

    id: str
    name: str
    sign: str
    why: str
    do: str | None = None
    sources: tuple[str, ...]

    @property
    def label(self) -> str:
        """The sign as one plain text."""
        return f"{self.name}: {self.sign}"


@dataclass(frozen=True, kw_only=True)
class Group(Record):
    """A few flags of a tier that belong together; `in_short` says them all in one line."""

    id: str
    name: str
    in_short: str | None = None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, kw_only=True)
class Answer(Record):
    """What to do. `calm` is what is true and reassuring; `at_night` is for what is due today."""

    action: str
    calm: str | None = None
    how_soon: str
    at_night: str | None = None
    meanwhile: str
    come_back: str


@dataclass(frozen=True, kw_only=True)
class Tier(Answer):
    """How urgent: whom to contact and how soon. `heading` ends so that a sign can follow."""

    id: str
    heading: str
    groups: tuple[Group, ...]

    @property
    def flags(self) -> list[Flag]:
        """The flags of all groups."""
        return [flag for group in self.groups for flag in group.flags]


@dataclass(frozen=True, kw_only=True)
class Under16(Answer):
    """The answer for someone under 16 with no sign: no tier, as self-care is for adults."""

    id = UNDER_16


@dataclass(frozen=True, kw_only=True)
class RedFlags(Record):
    """The whole file. `none` and `none_under_16` are the labels of the answers without a sign."""

    version: str
    date: str
    lead: str
    none: str
    none_under_16: str
    does_not_diagnose: str
    under_16_or_pregnant: str
    tiers: tuple[Tier, ...]
    under_16: Under16

    @property
    def flags(self) -> list[Flag]:
        """Every flag, most urgent tier first."""
        return [flag for tier in self.tiers for flag in tier.flags]

    @property
    def signs(self) -> list[Tier]:
        """The tiers whose flags are ticked: all but self-care, which the none answer reaches."""
        return [tier for tier in self.tiers if tier.id != "self-care"]

    @property
    def tier_of(self) -> dict[str, Tier]:
        """The tier of each flag by the flag's id."""
        return {flag.id: tier for tier in self.tiers for flag in tier.flags}

    def help(self, ids: list[str]) -> list[tuple[Tier, list[Flag | Group]]]:
        """These flags, and groups by their `in_short`, by tier, most urgent first."""
        found = []
        for tier in self.tiers:
            groups = [group for group in tier.groups if group.in_short]
            here = {one.id: one for one in (*groups, *tier.flags)}
            if named := [here[one] for one in ids if one in here]:
                found.append((tier, named))
        return found

    @property
    def answers(self) -> list[Tier | Under16]:
        """All that the checklist can answer, most urgent first."""
        return [*self.tiers, self.under_16]


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
    groups = [group for tier in red_flags.tiers for group in tier.groups]
    reader.unique(tuple(groups), "group")
    for tier in red_flags.tiers:
        if tier.at_night and tier.id != "urgent":
            problem = f"tier '{tier.id}': 'at_night' is for the tier 'urgent' only"
            reader.defect(tier.at_night.line, problem)
    for group in groups:
        if len(group.flags) > MOST_FLAGS:
            reader.defect(
                group.flags[MOST_FLAGS].line,
                f"group '{group.id}': {len(group.flags)} flags (at most {MOST_FLAGS});"
                " make two groups",
            )
    names: dict[str, Flag] = {}
    for flag in red_flags.flags:
        _check(reader, flag, sources)
        other = names.setdefault(flag.name.casefold(), flag)
        if other is not flag:
            problem = f"flag '{flag.id}': name already used in line {other.name.line}"
            reader.defect(flag.name.line, problem)
    return red_flags


def _check(reader: Reader, flag: Flag, sources: dict) -> None:
    what = f"flag '{flag.id}'"
    if flag.id in TAKEN:
        reader.defect(flag.line, f"{what}: the page has a part with this id; take another")
    for part, text, most in (("name", flag.name, MOST_IN_NAME), ("sign", flag.sign, MOST_IN_SIGN)):
        words = len(text.split())
        if words > most:
            reader.defect(text.line, f"{what}: the {part} has {words} words (at most {most})")
        if text.endswith("."):
            reader.defect(text.line, f"{what}: the {part} ends with a full stop; leave it out")
    reader.known(flag.sources, sources, what, "source")
