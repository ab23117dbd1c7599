"""CHANGELOG.md: its newest day is the version on the sheets, and what it names exists."""

import re
from dataclasses import replace

import pytest
import yaml

from conftest import ROOT
from records.plain_text import is_date
from records.review import in_words
from sheets import handouts
from sheets.texts import texts

pytestmark = pytest.mark.words

LINES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
DAYS = [line.removeprefix("## ") for line in LINES if line.startswith("## ")]
CHANGES = [line for line in LINES if line.startswith("- ")]
CHANGE = re.compile(r"- `([a-z0-9-]+)`(?: \((removed)\))?: .+ \(sources?: ([^()]+)\)")


@pytest.mark.parametrize("sheet", handouts.LAYOUTS, ids=lambda sheet: sheet.name)
def test_the_version_on_a_sheet_is_the_newest_day(data, sheet):
    assert texts(sheet.name, data)["version"] == f"{data.sheets.version} {in_words(DAYS[0])}"
    assert data.red_flags.date == DAYS[0], "red-flags.yml: set version and date to that day"


def test_days_are_dates_and_the_newest_comes_first():
    assert all(map(is_date, DAYS))
    assert sorted(set(DAYS), reverse=True) == DAYS


def test_a_change_names_its_flag_first_and_its_sources_last():
    wrong = [change for change in CHANGES if not CHANGE.fullmatch(change)]
    assert wrong == [], "write: - `flag-id`: what changed (source: its-id)"


def test_each_flag_and_source_that_is_named_exists_or_is_marked_removed(data):
    found = [CHANGE.fullmatch(change).groups() for change in CHANGES]
    advice = {flag.id for flag in data.red_flags.flags}
    advice |= {tier.id for tier in data.red_flags.tiers}
    facts = data.key_facts
    advice |= {one.id for one in (*facts.facts, *facts.do, *facts.do_not, *facts.steps)}
    gone = {name for name, removed, _ in found if removed}
    assert {name for name, _, _ in found} - advice == gone
    named = {one for _, _, sources in found for one in sources.split(", ")}
    gone = {one.removesuffix(" removed") for one in named if one.endswith(" removed")}
    assert {one.removesuffix(" removed") for one in named} - set(data.sources) == gone


FIRST = yaml.safe_load((ROOT / "tests/site/first-tiers.yml").read_text(encoding="utf-8"))
MOVE = re.compile(r"- `([a-z0-9-]+)`: (?:moved from (\S+) to|new in) ([a-z-]+)\b")


def tiers_by(lines: list[str]) -> dict[str, str]:
    """The tier of each flag by the first list and these lines, the newest day first."""
    tiers = {flag: tier for tier, flags in FIRST.items() for flag in flags}
    days: list[list[str]] = [[]]
    for line in lines:
        days.append([]) if line.startswith("## ") else days[-1].append(line)
    for line in (line for day in reversed(days) for line in day):
        if gone := re.match(r"- `([a-z0-9-]+)` \(removed\)", line):
            tiers.pop(gone[1], None)
        elif moved := MOVE.match(line):
            flag, before, after = moved.groups()
            assert tiers.get(flag) == before, f"{flag} was {tiers.get(flag)}: {line}"
            tiers[flag] = after
    return tiers


def unsaid(data, lines: list[str]) -> list[str]:
    """What the lines do not say of the flags' tiers, each with what to write."""
    said, found = tiers_by(lines), {flag: tier.id for flag, tier in data.red_flags.tier_of.items()}
    wrong = [
        f"- `{flag}`: moved from {said[flag]} to {tier}"
        if flag in said
        else f"- `{flag}`: new in {tier}"
        for flag, tier in found.items()
        if said.get(flag) != tier
    ]
    return wrong + [f"- `{flag}` (removed)" for flag in said.keys() - found.keys()]


def test_each_change_of_a_tier_has_a_line(data):
    assert unsaid(data, LINES) == [], "write these lines into CHANGELOG.md, with reason and source"


def test_a_move_without_its_line_is_found_and_with_it_is_not(data):
    flags = data.red_flags
    emergency, urgent, *others = flags.tiers
    (group, *groups), moved = urgent.groups, emergency.groups[-1].flags[0]
    last = emergency.groups[-1]
    less = replace(last, flags=last.flags[1:])
    more = replace(group, flags=(*group.flags, moved))
    tiers = (
        replace(emergency, groups=(*emergency.groups[:-1], less)),
        replace(urgent, groups=(more, *groups)),
        *others,
    )
    changed = replace(data, red_flags=replace(flags, tiers=tiers))
    line = f"- `{moved.id}`: moved from emergency to urgent"
    assert unsaid(changed, LINES) == [line]
    day = ["## 2099-01-01", f"{line}; why (source: its-id)"]
    assert unsaid(changed, [*day, *LINES]) == []
