"""What changed in the advice and on the sheets, version by version: docs/data/changes.yml."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from records.days import date_fault
from records.key_facts import KeyFacts
from records.plain_text import ID
from records.reader import Reader
from records.record import Record
from records.red_flags import TIERS, RedFlags, TierId
from records.references import IdOf, SourceId, Unique
from records.rules import Day, Matches
from records.yaml_lines import Text, line_of


class Change(Record):
    """What is new about one flag, tier, fact or step. With `was` and `now` a flag has moved, with
    `now` alone it is new there. `removed` is the id of one that is no more."""

    about: Annotated[str, IdOf("advice")] | None = None
    removed: Annotated[str, Matches(ID.pattern, "be the id that it had")] | None = None
    was: TierId | None = None
    now: TierId | None = None
    says: Annotated[str, Matches(r".+\.", "be whole sentences that end with a full stop")]
    sources: tuple[SourceId, ...]

    def problems(self) -> Iterator[tuple[int, str]]:
        if bool(self.about) == bool(self.removed):
            yield self.line, "write 'about' and an id, or 'removed' and an id that is no more"
        if self.was and (not self.now or self.was == self.now):
            yield line_of(self.was), "'was' is the tier before; write the other one as 'now'"
        if self.removed and self.now:
            yield line_of(self.now), "what is removed is in no tier; delete 'now'"

    @property
    def id(self) -> str:
        """The id of what changed, also if it is no more."""
        return self.about or self.removed or ""


class Version(Record):
    """One version of the sheets, named by its day. `site` is what changed elsewhere."""

    version: Annotated[str, Day(), Unique("version")]
    summary: str
    site: str | None = None
    changes: tuple[Change, ...] | None = None


class Changes(Record):
    """The whole file, the newest version first."""

    versions: tuple[Version, ...]

    def problems(self) -> Iterator[tuple[int, str]]:
        days = [one.version for one in self.versions if not date_fault(one.version, True)]
        for above, below in pairwise(days):
            if above < below:
                yield line_of(below), f"{below} stands below {above}; the newest comes first"

    def compare_dates(self, reader: Reader, flags: RedFlags) -> None:
        """Reports each date in red-flags.yml that is not the newest here."""
        newest = self.versions[0].version
        for field, day in (("version", flags.version), ("date", flags.date)):
            if day != newest:
                problem = f"'{field}' is {day}, and the newest in docs/data/changes.yml is {newest}"
                cure = "say there what changed, and write its day here"
                reader.defect_at(day, f"red flags: {problem}; {cure}")


def know_advice(reader: Reader, changes: Changes) -> None:
    """Tells `reader` what a change may be about: what is there, and what is said to be no more."""
    known = reader.known.get("flag", {}) | reader.known.get("fact", {})
    removed = [one.removed for one in _all(changes) if one.removed]
    for one in removed:
        if one in known:
            reader.defect_at(one, f"change: '{one}' is still there; write 'about'")
    gone = {one: Text.at(line_of(one), one) for one in (*TIERS, *removed)}
    reader.known["advice"] = known | gone


def _all(changes: Changes) -> list[Change]:
    return [change for version in changes.versions for change in version.changes or ()]


def names(changes: Changes, flags: RedFlags, facts: KeyFacts) -> dict[str, str]:
    """What readers know it by, by the id of what changed."""
    return (
        {one.id: one.id.replace("-", " ").capitalize() for one in _all(changes)}
        | {step.id: step.title for step in facts.steps}
        | {tier.id: f"“{tier.action}”" for tier in flags.tiers}
        | {flag.id: flag.name for flag in flags.flags}
    )
