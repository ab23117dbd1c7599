"""The review state: draft, checked by a named person, or overdue."""

from datetime import UTC, date, datetime, timedelta

import pytest

from records.plain_text import date_fault
from records.review import in_words, latest, review, today

pytestmark = pytest.mark.words

FULL = {"reviewer": "Dr A. Example", "role": "GP", "date": "2026-11-01", "next": "2027-11-01"}
NOW = date(2026, 11, 22)


@pytest.mark.parametrize("setting", [None, {}, dict.fromkeys(FULL, ""), dict.fromkeys(FULL)])
def test_without_a_reviewer_the_state_is_draft(setting):
    assert review(setting, NOW).state == "draft"


def test_with_all_four_fields_the_state_is_checked():
    found = review(FULL, NOW)
    assert (found.state, found.reviewer, found.next) == (
        "checked",
        "Dr A. Example",
        date(2027, 11, 1),
    )


@pytest.mark.parametrize(("day", "state"), [("2027-11-01", "checked"), ("2027-11-02", "overdue")])
def test_it_is_overdue_from_the_day_after_the_next_review(day, state):
    assert review(FULL, date.fromisoformat(day)).state == state


@pytest.mark.parametrize("missing", FULL)
def test_a_half_filled_review_is_an_error_that_names_the_field(missing):
    with pytest.raises(ValueError, match=f"'{missing}' is empty"):
        review(FULL | {missing: ""}, NOW)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"nurse": "x"}, "unknown field 'nurse'"),
        ({"next": "2026-10-01"}, "'next' must be later"),
        ({"date": "2026-12-01"}, "in the future"),
        ({"date": "1 November"}, "'date' must be a date such as"),
    ],
)
def test_a_wrong_review_is_an_error(change, message):
    with pytest.raises(ValueError, match=message):
        review(FULL | change, NOW, NOW)


def test_today_is_today_anywhere_on_earth(monkeypatch):
    hours = []

    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime(2026, 11, 22, hours[-1], 30, tzinfo=UTC).astimezone(zone)

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr("records.review.datetime", Clock)
    for hour, day in ((9, "2026-11-22"), (10, "2026-11-23"), (23, "2026-11-23")):
        hours.append(hour)
        assert latest() == date.fromisoformat(day)
        assert date_fault(day) is None
        after = str(date.fromisoformat(day) + timedelta(days=1))
        assert date_fault(after) == f"is in the future ({after})"
        assert review(FULL | {"date": day}, today()).checked == date.fromisoformat(day)
        with pytest.raises(ValueError, match="in the future"):
            review(FULL | {"date": after}, today())


def test_the_build_date_can_be_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert today() == date(1970, 1, 1)
    assert in_words(today()) == "1 January 1970"
