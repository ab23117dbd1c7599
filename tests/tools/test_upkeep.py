"""What `make measure` reports about the age of sources and the reviews of pages."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

import upkeep
from conftest import PROJECT, fill_in
from records.review import Reviewed, review

NOW = date(2026, 11, 22)


def source(name: str, title: str, read: str = "2026-11-22") -> dict:
    return {name: SimpleNamespace(id=name, title=title, read=read, access="page")}


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Eyelids (2004; 15 people)", 2004),
        ("Yellow Book 2017 to 2018", 2018),
        ("A review of 2,727 people", None),
        ("Twitching", None),
    ],
)
def test_the_year_of_a_source_is_the_newest_in_its_title(title, year):
    assert upkeep.year(SimpleNamespace(title=title)) == year


def test_sources_are_listed_oldest_first_and_undated_ones_last():
    known = source("unread", "Twitching", "2026-01-01") | source("new", "Twitching")
    known |= source("young", "(2024)") | source("old", "(1954)")
    table = [line.split() for line in upkeep.source_table(known, NOW)[1:]]
    assert table == [
        ["old", "1954", "72", "2026-11-22", "page"],
        ["young", "2024", "2", "2026-11-22", "page"],
        ["unread", "-", "-", "2026-01-01", "page"],
        ["new", "-", "-", "2026-11-22", "page"],
    ]


def test_every_source_and_every_page_is_listed(data):
    assert len(upkeep.source_table(data.sources, NOW)) == 1 + len(data.sources)
    states = upkeep.reviews(PROJECT)
    assert {PROJECT / "docs" / path for path in states} == set((PROJECT / "docs").rglob("*.md"))


@pytest.mark.parametrize(
    ("following", "state"),
    [
        ("2027-01-22", "checked"),  # 61 days off
        ("2027-01-21", "due"),
        ("2026-11-22", "due"),
        ("2026-11-21", "overdue"),
    ],
)
def test_a_review_is_due_60_days_before_its_next_date(following, state):
    written = Reviewed(reviewer="Dr A.", role="GP", date="2026-01-01", next=following)
    assert upkeep.state(review(written, NOW), NOW) == state


def test_a_pages_review_overrides_the_sites_and_overdue_ones_come_first(copy, monkeypatch):
    monkeypatch.setenv(
        "SOURCE_DATE_EPOCH", str(int(datetime(2026, 11, 22, tzinfo=UTC).timestamp()))
    )
    fill_in(copy, reviewer="Dr A.", role="GP", date="2026-01-01", next="2028-01-01")
    page = copy / "docs/relief/index.md"
    page_review = "review: {reviewer: Dr B., role: GP, date: 2025-01-01, next: 2026-01-01}"
    page.write_text(
        page.read_text(encoding="utf-8").replace("---\n", f"---\n{page_review}\n", 1),
        encoding="utf-8",
    )
    table = upkeep.review_table(upkeep.reviews(copy), NOW)
    assert table[1].split() == ["relief/index.md", "overdue", "2025-01-01", "2026-01-01"]
    assert {tuple(line.split()[1:]) for line in table[2:]} == {
        ("checked", "2026-01-01", "2028-01-01")
    }
