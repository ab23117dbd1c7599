"""The red flags: docs/data/red-flags.yml. Tiers of flags, most urgent first."""

from collections.abc import Iterator
from typing import Annotated

from records.record import Record
from records.references import ExactIds, NewId, SourceId, Unique
from records.rules import Date, Length, MaxWords, OneOf
from records.yaml_lines import line_of

TIERS = ("emergency", "urgent", "soon", "self-care")  # the order is the urgency
UNDER_16 = "under-16"
MOST_FLAGS = 7  # in a group, so that none is skimmed over (CDC Clear Communication Index, item 8)
TierId = Annotated[str, OneOf(TIERS)]
RESERVED_IDS = (  # used by other parts of the page
    *TIERS,
    UNDER_16,
    "none",
    f"none-{UNDER_16}",
    "none-of-these",
    "result",
    "your-result",
)


class Flag(Record):
    """One kind of trouble. `name` catches the eye, and `sign` reads on from it."""

    id: Annotated[str, NewId("flag", RESERVED_IDS)]
    name: Annotated[str, MaxWords(4), Unique("flag's name")]
    sign: Annotated[str, MaxWords(16)]
    why: str
    do: str | None = None
    sources: tuple[SourceId, ...]

    @property
    def label(self) -> str:
        """The sign as one plain text."""
        return f"{self.name}: {self.sign}"


class Group(Record):
    """A few related flags of a tier; `in_short` sums them up in one line."""

    id: Annotated[str, NewId("group")]
    name: str
    in_short: str | None = None
    flags: Annotated[tuple[Flag, ...], Length(MOST_FLAGS)]


class Answer(Record):
    """What to do. `calm` is true and reassuring; `at_night` is for what is due today."""

    action: str
    calm: str | None = None
    how_soon: str
    at_night: str | None = None
    meanwhile: str
    come_back: str


class Tier(Answer):
    """How urgent: whom to contact and how soon. `heading` ends so that a sign can follow. A flag's
    `do` starts with `cannot_wait` or `can_wait` if that says what to do at night."""

    id: TierId
    heading: str
    cannot_wait: str | None = None
    can_wait: str | None = None
    groups: tuple[Group, ...]

    def problems(self) -> Iterator[tuple[int, str]]:
        if self.at_night and self.id != "urgent":
            yield line_of(self.at_night), "'at_night' is for the tier 'urgent' only"
        elif self.at_night and f"“{self.cannot_wait}”" not in self.at_night:
            yield line_of(self.at_night), "'at_night' must quote 'cannot_wait'"

    @property
    def flags(self) -> list[Flag]:
        """The flags of all groups."""
        return [flag for group in self.groups for flag in group.flags]

    def night(self, flag: Flag) -> str:
        """The first sentence of a flag's `do`, if it says whether it can wait until tomorrow."""
        first = (flag.do or "").partition(". ")[0].rstrip(".")
        starts = tuple(filter(None, (self.cannot_wait, self.can_wait)))
        return f"{first}." if first.startswith(starts) else ""


class Under16(Answer):
    """The answer for someone under 16 with no sign: no tier, as self-care is for adults."""

    id = UNDER_16


class RedFlags(Record):
    """The whole file. `none` and `none_under_16` are the labels of the answers without a sign.

    After `lead` comes `tick`, and in the plain edition `read`.
    """

    version: str
    date: Date
    lead: str
    tick: str
    read: str
    none: str
    none_under_16: str
    does_not_diagnose: str
    under_16_or_pregnant: str
    tiers: Annotated[tuple[Tier, ...], ExactIds(TIERS)]
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
        by_tier = []
        for tier in self.tiers:
            here: dict[str, Flag | Group] = {flag.id: flag for flag in tier.flags}
            here |= {group.id: group for group in tier.groups if group.in_short}
            if named := [here[id_] for id_ in ids if id_ in here]:
                by_tier.append((tier, named))
        return by_tier

    @property
    def answers(self) -> list[Tier | Under16]:
        """Every answer that the checklist can give, most urgent first."""
        return [*self.tiers, self.under_16]
