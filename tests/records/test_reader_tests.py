"""Results of tests with readers: impossible numbers are refused, all at once."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import PROJECT, rewrite
from records import reader_tests
from records.days import latest
from records.defects import DataError
from records.reader import Reader
from records.reader_tests import Question
from records.red_flags import RedFlags
from records.site import path_of

PATH = path_of("reader_tests")
TEST = """
tests:
  - date: {date}
    tester: {tester}
    page: relief/index.md
    version: 2026-11-22
    people: {people}
    answers:
      - question: {question}
        right: {right}
"""
VALID = {
    "tester": "practice nurse",
    "date": "2026-11-26",
    "people": "20",
    "question": "child",
    "right": "16",
}


@pytest.fixture
def read(tmp_path):
    """Reads the file with one test added at its end: `VALID` with these changes."""
    (tmp_path / PATH).parent.mkdir(parents=True)
    for path in (PROJECT / "docs").iterdir():
        if path.name != "data":
            (tmp_path / "docs" / path.name).symlink_to(path)

    def done(**changes: str):
        file = Path(shutil.copy(PROJECT / PATH, tmp_path / PATH))
        if "\ntests:" in file.read_text(encoding="utf-8"):
            rewrite(file, (r"^tests:\n(?s:.*)", ""))
        with file.open("a", encoding="utf-8") as end:
            end.write(TEST.format(**VALID | changes))
        reader = Reader(tmp_path)
        results = reader.load(reader_tests.ReaderTests, PATH)
        reader.check()
        return results

    return done


@pytest.mark.parametrize(
    ("right", "people", "passes"),
    [("16", "20", True), ("15", "20", False), ("19", "19", False), ("40", "50", True)],
)
def test_a_question_passes_when_16_of_20_people_answer_it_correctly(read, right, people, passes):
    results = read(right=right, people=people)
    assert results.readers == int(people)
    (test,) = results.tests
    assert test.holds(test.answers[0]) == passes


TOMORROW = str(latest() + timedelta(days=1))
IMPOSSIBLE = [
    ({"tester": "Dr Smith"}, "'tester' must be a role in small letters and never a name"),
    ({"right": "21"}, "'right' is 21, and 20 people were asked; write 0 to 20"),
    ({"right": "-1"}, "'right' must be a whole number, 0 or more"),
    ({"right": "most"}, "'right' must be a whole number, 0 or more"),
    ({"people": "0"}, "'people' must be a whole number from 1 to 9999"),
    ({"people": "-20"}, "'people' must be a whole number from 1 to 9999"),
    ({"question": "childs"}, "unknown question 'childs' (known: child"),
    ({"date": TOMORROW}, f"'date' is in the future ({TOMORROW})"),
    ({"date": "2026-11-01"}, "'version' 2026-11-22 is newer than the test of 2026-11-01"),
]


@pytest.mark.parametrize(("changes", "problem"), IMPOSSIBLE)
def test_an_impossible_value_is_reported_with_its_line_and_a_remedy(read, changes, problem):
    with pytest.raises(DataError) as error:
        read(**changes)
    path, line, message = str(error.value).split(":", 2)
    assert (path, line.isdecimal()) == (PATH, True)
    assert problem in message


def test_all_impossible_values_are_reported_at_once(read):
    with pytest.raises(DataError) as error:
        read(date=TOMORROW, people="-20", right="x", question="childs")
    assert len(str(error.value).splitlines()) == 4


def unsupported_answers(data, flags: RedFlags | None = None, *questions: Question) -> list[str]:
    """Which right answers the guide does not support, if its flags are these."""
    kit, reader = data.reader_tests, Reader(PROJECT)
    kit = replace(kit, questions=questions or kit.questions)
    kit.check(reader, flags or data.red_flags, data.key_facts, data.words)
    return [defect.problem for defect in reader.defects]


def test_a_changed_rule_is_reported_for_each_answer_that_quotes_it(data):
    assert unsupported_answers(data) == []
    for question in data.reader_tests.questions:
        for quote in question.says:
            other = replace(quote, words=f"{quote.words} {quote.words}")
            (problem,) = unsupported_answers(data, None, replace(question, says=(other,)))
            assert f"question '{question.id}': '{quote.about}' does not say" in problem


def test_a_moved_sign_is_reported_for_each_answer_that_quotes_it(data):
    first, second, *others = data.red_flags.tiers
    moved = {quote.about for question in data.reader_tests.questions for quote in question.says}
    moved &= {flag.id for flag in first.flags}
    assert moved
    swapped = (replace(first, groups=second.groups), replace(second, groups=first.groups), *others)
    problems = " ".join(unsupported_answers(data, replace(data.red_flags, tiers=swapped)))
    for flag in moved:
        assert f"'{flag}' does not say" in problems


def test_an_answer_that_quotes_unknown_advice_is_reported(data):
    first, flag = data.reader_tests.questions[0], data.red_flags.flags[0].id
    lost = replace(first, says=(replace(first.says[0], about=f"{flag}s"),))
    (problem,) = unsupported_answers(data, None, lost)
    assert f"unknown advice '{flag}s' (known: {flag}" in problem
