"""The pages are easy to read: they meet the targets in docs/about/measurements.md."""

from importlib.metadata import version
from statistics import median

import pytest

import reading
import where

pytestmark = pytest.mark.words

GRADE, MEDIAN_GRADE, MEAN, TELEGRAMS = 5.5, 5.0, 14, 25  # TELEGRAMS: percent of sentences
WORDS = {  # without lists of signs; all other pages may have 500
    "/": 300,
    "/causes/": 450,
    "/handouts/": 450,
    "/when-to-seek-care/": 450,
    "/relief/": 600,
    "/relief/treatments/": 600,
    "/causes/common-worries/": 1100,
}


@pytest.fixture(scope="module")
def readings(site):
    return {page.address: page for page in reading.measure_site(site)}


def test_every_reader_page_is_easy_enough(readings):
    assert [
        f"{where.file(address)}: grade {page.grade}, at most {GRADE}"
        for address, page in readings.items()
        if page.grade > GRADE
    ] == []


def test_no_reader_page_is_too_long(readings):
    assert [
        f"{where.file(address)}: {page.own} words, at most {WORDS.get(address, 500)}"
        for address, page in readings.items()
        if page.own > WORDS.get(address, 500)
    ] == []


def test_no_reader_page_reads_like_a_telegram(readings):
    assert [
        f"{where.file(address)}: {page.short} % of its sentences have"
        f" {reading.SHORT_SENTENCE} words or fewer"
        for address, page in readings.items()
        if page.short >= TELEGRAMS
    ] == []


def test_the_median_grade_meets_the_target(readings):
    assert len(readings) >= 17
    assert median(page.grade for page in readings.values()) <= MEDIAN_GRADE


def test_no_sentence_is_longer_than_20_words(readings):
    assert [
        f"{where.line(sentence, address)}: {len(sentence.split())} words, at most 20: {sentence}"
        for address, page in readings.items()
        for sentence in page.sentences
        if len(sentence.split()) > 20
    ] == []


def test_sentences_are_short_on_average(readings):
    assert [
        f"{where.file(address)}: {page.mean} words a sentence, at most {MEAN}"
        for address, page in readings.items()
        if page.mean > MEAN
    ] == []


def test_signs_are_part_of_the_measured_text(readings, data):
    text = " ".join(readings["/when-to-seek-care/"].sentences)
    for flag in data.red_flags.flags:
        assert flag.label in text


@pytest.mark.proof
def test_the_published_grades_match_the_measured_ones(readings, data):
    published = {row.address: row for row in data.measurements.pages}
    assert published.keys() == readings.keys(), "run make measure"
    for address, page in readings.items():
        assert abs(float(published[address].grade) - page.grade) <= 0.3, (
            f"{address}: run make measure"
        )


def test_the_reading_grade_is_measured_as_before():
    assert version("textstat") == "0.7.4"
    text = "The nerve moves the face. It can jerk when a vessel touches it."
    assert reading.measure("", [text]).grade == pytest.approx(1.1, abs=0.3)
