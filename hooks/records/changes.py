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
from records.yaml_lines import YamlText, line_of


class Change(Record):
    """What is new about one flag, tier, fact or step. A flag with `was` and `now` has moved to
    another tier, one with `now` alone is new. `removed` is the id of a flag that was deleted."""

    about: Annotated[str, IdOf("advice")] | None = None
    removed: Annotated[str, Matches(ID.pattern, "be the id that it had")] | None = None
    was: TierId | None = None
    now: TierId | None = None
    says: Annotated[str, Matches(r".+\.", "be whole sentences that end with a full stop")]
    sources: tuple[SourceId, ...]

    def problems(self) -> Iterator[tuple[int, str]]:
        if bool(self.about) == bool(self.removed):
            yield self.line, "write 'about' and an id, or 'removed' and the id of a deleted flag"
        if self.was and (not self.now or self.was == self.now):
            yield line_of(self.was), "'was' is the tier before; write the other one as 'now'"
        if self.removed and self.now:
            yield line_of(self.now), "a removed flag is in no tier; delete 'now'"

    @property
    def id(self) -> str:
        """The id of what changed, also if it was deleted."""
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
        days = [day for day in (v.version for v in self.versions) if not date_fault(day, True)]
        for above, below in pairwise(days):
            if above < below:
                yield line_of(below), f"{below} is below {above}; the newest comes first"

    def compare_dates(self, reader: Reader, flags: RedFlags) -> None:
        """Reports each date in red-flags.yml that is not the newest here."""
        newest = self.versions[0].version
        for field, day in (("version", flags.version), ("date", flags.date)):
            if day != newest:
                problem = f"'{field}' is {day}, and the newest in docs/data/changes.yml is {newest}"
                cure = "say there what changed, and write its day here"
                reader.defect_at(day, f"red flags: {problem}; {cure}")


def register_advice(reader: Reader, changes: Changes) -> None:
    """Tells `reader` the ids that a change may be about: those in use, and removed ones."""
    known = reader.known.get("flag", {}) | reader.known.get("fact", {})
    removed = [change.removed for change in _all(changes) if change.removed]
    for id_ in removed:
        if id_ in known:
            reader.defect_at(id_, f"change: '{id_}' is still in use; write 'about'")
    others = {id_: YamlText.at(line_of(id_), id_) for id_ in (*TIERS, *removed)}
    reader.known["advice"] = known | others


def _all(changes: Changes) -> list[Change]:
    return [change for version in changes.versions for change in version.changes or ()]


def names(changes: Changes, flags: RedFlags, facts: KeyFacts) -> dict[str, str]:
    """The name that readers know, by the id of what changed."""
    return (
        {change.id: change.id.replace("-", " ").capitalize() for change in _all(changes)}
        | {step.id: step.title for step in facts.steps}
        | {tier.id: f"“{tier.action}”" for tier in flags.tiers}
        | {flag.id: flag.name for flag in flags.flags}
    )
