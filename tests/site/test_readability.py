"""The pages are easy to read: the targets of docs/about/measurements.md, on the same ruler."""

from importlib.metadata import version
from statistics import median

import pytest

import reading
import where

pytestmark = pytest.mark.words

GRADE, MIDDLE, MEAN, TELEGRAMS = 5.5, 5.0, 14, 25  # TELEGRAMS: percent of sentences
WORDS = {  # lists of signs left out; the others have up to 500
    "/": 300,
    "/causes/": 450,
    "/handouts/": 450,
    "/when-to-seek-care/": 450,
    "/relief/": 600,
    "/relief/treatments/": 600,
    "/causes/common-worries/": 1100,
}


@pytest.fixture(scope="module")
def found(site):
    return {one.address: one for one in reading.pages(site)}


def test_every_reader_page_is_easy_enough(found):
    assert [
        f"{where.file(address)}: grade {one.grade}, at most {GRADE}"
        for address, one in found.items()
        if one.grade > GRADE
    ] == []


def test_no_reader_page_is_too_long(found):
    assert [
        f"{where.file(address)}: {one.own} words, at most {WORDS.get(address, 500)}"
        for address, one in found.items()
        if one.own > WORDS.get(address, 500)
    ] == []


def test_no_reader_page_reads_like_a_telegram(found):
    assert [
        f"{where.file(address)}: {one.short} % of its sentences have {reading.SHORT} words or fewer"
        for address, one in found.items()
        if one.short >= TELEGRAMS
    ] == []


def test_the_median_grade_meets_the_target(found):
    assert len(found) >= 17
    assert median(one.grade for one in found.values()) <= MIDDLE


def test_no_sentence_is_longer_than_20_words(found):
    assert [
        f"{where.line(sentence, address)}: {len(sentence.split())} words, at most 20: {sentence}"
        for address, one in found.items()
        for sentence in one.sentences
        if len(sentence.split()) > 20
    ] == []


def test_sentences_are_short_on_average(found):
    assert [
        f"{where.file(address)}: {one.mean} words a sentence, at most {MEAN}"
        for address, one in found.items()
        if one.mean > MEAN
    ] == []


def test_signs_are_part_of_the_measured_text(found, data):
    text = " ".join(found["/when-to-seek-care/"].sentences)
    for flag in data.red_flags.flags:
        assert flag.label in text


@pytest.mark.proof
def test_the_published_grades_match_the_measured_ones(found, data):
    published = {one.address: one for one in data.measurements.pages}
    assert published.keys() == found.keys(), "run make measure"
    for address, one in found.items():
        assert abs(float(published[address].grade) - one.grade) <= 0.3, (
            f"{address}: run make measure"
        )


def test_the_reading_grade_is_measured_as_before():
    assert version("textstat") == "0.7.4"
    text = "The nerve moves the face. It can jerk when a vessel touches it."
    assert reading.measure("", [text]).grade == pytest.approx(1.1, abs=0.3)
