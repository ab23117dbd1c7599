"""Short stories of our own: which answer the checklist gives to what readers ticked."""

import pytest
import yaml

import triage

WRONG = 10  # percent of readings with another answer than the right one
TOO_HIGH = 5  # percent of readings by people who are well


@pytest.fixture(scope="module")
def found(data) -> list[triage.Reading]:
    return triage.readings(data.red_flags)


def test_at_least_half_of_100_stories_are_of_well_people(data):
    stories = yaml.safe_load(triage.STORIES.read_text(encoding="utf-8"))
    assert len(stories) >= 100
    assert len([one for one in stories if one["kind"] == "well"]) >= len(stories) / 2
    known = {flag.id for flag in data.red_flags.flags} | {"none", "none-under-16"}
    for one in stories:
        assert one["right"] in triage.ORDER, one["id"]
        assert known >= {*one["careful"], *one["skimming"]}, one["id"]


def test_no_emergency_gets_a_slower_answer(found):
    assert [one for one in found if one.right == "emergency" and one.lower] == []


def test_few_well_people_get_too_urgent_an_answer(found):
    assert triage.measures(found)["well_higher"] <= TOO_HIGH


def test_most_readings_get_the_right_answer(found):
    assert triage.measures(found)["right"] >= 100 - WRONG


def test_every_answer_is_right_for_some_story(found):
    assert {one.right for one in found} == set(triage.ORDER)


@pytest.mark.proof
def test_the_published_triage_results_match_the_measured_ones(found, data):
    published = data.measurements.triage
    for name, value in triage.measures(found).items():
        assert int(getattr(published, name)) == value, "run make measure"
