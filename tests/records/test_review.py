"""The review state: draft, checked by a named person, or overdue."""

from datetime import UTC, date, datetime, timedelta

import pytest
import yaml

from conftest import ROOT
from records.days import date_fault, in_words, latest, today
from records.reader import Reader
from records.review import Reviewed, review
from records.yaml_lines import parsed

pytestmark = pytest.mark.words

FULL = {"reviewer": "Dr A. Example", "role": "GP", "date": "2026-11-01", "next": "2027-11-01"}
NOW = date(2026, 11, 22)


def parsed_review(setting: dict | None) -> tuple[Reviewed | None, str]:
    """A review as the reader parses it, and the defects that it reports."""
    reader = Reader(ROOT)
    tree, _ = parsed("mkdocs.yml", yaml.dump({"review": setting}))
    record = reader.record(Reviewed, tree["review"], "review")
    return record, "\n".join(map(str, reader.defects))


@pytest.mark.parametrize("setting", ["", {}, dict.fromkeys(FULL, ""), dict.fromkeys(FULL, "~")])
def test_without_a_reviewer_the_state_is_draft(setting):
    record, problems = parsed_review(setting)
    assert (review(record, NOW).state, problems) == ("draft", "")


def test_with_all_four_fields_the_state_is_checked():
    checked = review(parsed_review(FULL)[0], NOW)
    assert (checked.state, checked.reviewer, checked.next) == (
        "checked",
        "Dr A. Example",
        date(2027, 11, 1),
    )


@pytest.mark.parametrize(("day", "state"), [("2027-11-01", "checked"), ("2027-11-02", "overdue")])
def test_a_review_is_overdue_from_the_day_after_its_next_date(day, state):
    assert review(parsed_review(FULL)[0], date.fromisoformat(day)).state == state


@pytest.mark.parametrize("missing", FULL)
def test_a_half_filled_review_is_an_error_that_names_the_field(missing):
    assert f"review: '{missing}' is empty; fill in all" in parsed_review(FULL | {missing: ""})[1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"nurse": "x"}, "unknown field 'nurse'"),
        ({"next": "2026-10-01"}, "'next' must be later"),
        ({"next": "1 October"}, "'next' must be a date such as"),
        ({"date": "2062-12-01"}, "in the future"),
        ({"date": "1 November"}, "'date' must be a date such as"),
    ],
)
def test_an_invalid_review_is_an_error(change, message):
    assert message in parsed_review(FULL | change)[1]


def test_a_date_may_be_today_anywhere_on_earth(monkeypatch):
    hours = []

    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime(2026, 11, 22, hours[-1], 30, tzinfo=UTC).astimezone(zone)

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr("records.days.datetime", Clock)
    for hour, day in ((9, "2026-11-22"), (10, "2026-11-23"), (23, "2026-11-23")):
        hours.append(hour)
        assert latest() == date.fromisoformat(day)
        assert date_fault(day) is None
        after = str(date.fromisoformat(day) + timedelta(days=1))
        assert date_fault(after) == f"is in the future ({after})"
        assert parsed_review(FULL | {"date": day})[1] == ""
        assert "in the future" in parsed_review(FULL | {"date": after})[1]


def test_the_build_date_can_be_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert today() == date(1970, 1, 1)
    assert in_words(today()) == "1 January 1970"
