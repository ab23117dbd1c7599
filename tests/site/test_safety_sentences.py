"""The sentences that keep readers safe, the only ones that tests repeat word for word.

A slip here could delay an ambulance, keep a child from a doctor, or pass a draft off as checked. So
a change must be made in two places. All other words are an editor's to change, and no other test
repeats them: see test_honest_edit.py.
"""

import pytest

pytestmark = pytest.mark.words


def test_headings_state_the_urgency_and_lead_into_a_sign(data):
    headings = [tier.heading for tier in data.red_flags.tiers]
    assert headings[0].startswith("Call your emergency number now if")
    assert "even if it went away" in headings[0]
    assert headings[1:] == [
        "Get medical help today if",
        "Book an appointment if",
        "Look after yourself if",
    ]


def test_the_none_answer_is_for_adults_only(data):
    red_flags = data.red_flags
    assert red_flags.none == "16 or over, a light flicker in one small spot, and none of these"
    assert red_flags.none_under_16.startswith("Under 16")
    assert red_flags.under_16.action == "Ask a doctor, nurse or pharmacist in the next few days"
    assert "The self-care steps are for adults" in red_flags.under_16.meanwhile


def test_the_checklist_says_that_it_does_not_diagnose(data):
    assert data.red_flags.does_not_diagnose.startswith("This checklist does not diagnose.")


def test_a_draft_says_that_no_doctor_has_checked_it(data):
    assert data.words["review_draft"] == "Draft: not yet checked by a doctor"
    assert data.words["end_draft"].startswith("Not yet checked by a doctor")
    assert "No doctor has checked it yet." in data.words["disclaimer"]
