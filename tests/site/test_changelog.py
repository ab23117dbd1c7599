"""CHANGELOG.md: its newest day is the version on the sheets, and what it names exists."""

import re

import pytest

from sheets import handouts
from conftest import ROOT
from records.plain_text import is_date
from records.review import Review
from sheets.texts import texts

pytestmark = pytest.mark.words

LINES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
DAYS = [line.removeprefix("## ") for line in LINES if line.startswith("## ")]
CHANGES = [line for line in LINES if line.startswith("- ")]
CHANGE = re.compile(r"- `([a-z0-9-]+)`(?: \((removed)\))?: .+ \(sources?: ([^()]+)\)")


@pytest.mark.parametrize("sheet", handouts.LAYOUTS, ids=lambda sheet: sheet.name)
def test_the_version_on_a_sheet_is_the_newest_day(data, sheet):
    assert (
        texts(sheet.name, data)["version"] == f"{data.sheets.version} {DAYS[0]}"
    )
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
