"""Short stories of our own, and the answers of the checklist to what readers ticked."""

import pytest
import yaml

import triage

WRONG = 10  # percent of readings with another answer than the right one
TOO_HIGH = 5  # percent of readings of stories of well people


@pytest.fixture(scope="module")
def readings(data) -> list[triage.Reading]:
    return triage.readings(data.red_flags)


def test_at_least_half_of_100_stories_are_of_well_people(data):
    stories = yaml.safe_load(triage.STORIES.read_text(encoding="utf-8"))
    assert len(stories) >= 100
    assert len([story for story in stories if story["kind"] == "well"]) >= len(stories) / 2
    known = {flag.id for flag in data.red_flags.flags} | {"none", "none-under-16"}
    for story in stories:
        assert story["right"] in triage.ORDER, story["id"]
        assert known >= {*story["careful"], *story["skimming"]}, story["id"]


def test_no_emergency_gets_a_slower_answer(readings):
    assert [reading for reading in readings if reading.right == "emergency" and reading.lower] == []


def test_few_well_people_get_too_urgent_an_answer(readings):
    others = [reading for reading in readings if not reading.waits]
    assert triage.measures(others)["well_higher"] <= TOO_HIGH


def test_a_story_waits_for_a_doctor_only_while_its_answer_is_too_urgent(readings):
    for waiting in {reading.story for reading in readings if reading.waits}:
        assert any(reading.higher for reading in readings if reading.story == waiting), waiting


def test_most_readings_get_the_right_answer(readings):
    assert triage.measures(readings)["right"] >= 100 - WRONG


def test_every_answer_is_right_for_some_story(readings):
    assert {reading.right for reading in readings} == set(triage.ORDER)


@pytest.mark.proof
def test_the_published_triage_results_match_the_measured_ones(readings, data):
    published = data.measurements.triage
    for name, value in triage.measures(readings).items():
        assert int(getattr(published, name)) == value, "run make measure"
