"""Short stories of our own: which answer the checklist gives to what readers ticked."""

import pytest
import yaml

import triage

WRONG = 10  # percent of readings with another answer than the right one
TOO_HIGH = 5  # percent of readings by people who are well


@pytest.fixture(scope="module")
def found(data) -> list[triage.Reading]:
    return triage.readings(data.red_flags)


def test_there_are_100_stories_and_half_of_them_of_people_who_are_well(data):
    stories = yaml.safe_load(triage.STORIES.read_text(encoding="utf-8"))
    assert len(stories) >= 100
    assert len([one for one in stories if one["kind"] == "well"]) >= len(stories) / 2
    known = {flag.id for flag in data.red_flags.flags} | {"none", "none-under-16"}
    for one in stories:
        assert one["right"] in triage.ORDER, one["id"]
        assert known >= {*one["careful"], *one["skimming"]}, one["id"]


def test_no_emergency_is_called_lower(found):
    assert [one for one in found if one.right == "emergency" and one.lower] == []


def test_few_who_are_well_are_sent_higher_than_their_signs(found):
    others = [reading for reading in found if not reading.waits]
    assert triage.measures(others)["well_higher"] <= TOO_HIGH


def test_a_story_waits_for_a_doctor_only_while_its_answer_is_too_urgent(found):
    for story in {reading.story for reading in found if reading.waits}:
        assert any(one.higher for one in found if one.story == story), story


def test_most_readings_get_the_right_answer(found):
    assert triage.measures(found)["right"] >= 100 - WRONG


def test_every_answer_is_right_for_some_story(found):
    assert {one.right for one in found} == set(triage.ORDER)


@pytest.mark.proof
def test_the_published_measures_are_what_is_measured(found, data):
    published = data.measurements.triage
    for name, value in triage.measures(found).items():
        assert int(getattr(published, name)) == value, "run make measure"
