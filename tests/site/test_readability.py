"""The pages are easy to read: the targets of docs/about/measurements.md, on the same ruler."""

from importlib.metadata import version
from statistics import median

import pytest

import reading
import where

pytestmark = pytest.mark.words

HOME, CARE, OTHER, MIDDLE = 4.0, 5.0, 6.0, 4.5


@pytest.fixture(scope="module")
def found(site):
    return {one.address: one for one in reading.pages(site)}


def test_every_reader_page_meets_its_target(found):
    for address, one in found.items():
        care = address.startswith(("/when-to-seek-care/", "/handouts/"))
        target = HOME if address == "/" else CARE if care else OTHER
        assert one.grade <= target, f"{where.file(address)}: grade {one.grade}, at most {target}"


def test_half_of_the_pages_are_easier_than_the_target_of_the_site(found):
    assert len(found) >= 17
    assert median(one.grade for one in found.values()) <= MIDDLE


def test_no_sentence_is_longer_than_20_words(found):
    assert [
        f"{where.line(sentence, address)}: {len(sentence.split())} words, at most 20: {sentence}"
        for address, one in found.items()
        for sentence in one.sentences
        if len(sentence.split()) > 20
    ] == []


def test_the_mean_sentence_has_12_words_at_most(found):
    for address, one in found.items():
        # The checklist is its signs, each one sentence of up to 20 words; their reasons are apart.
        most = 14 if address.endswith("/checklist/") else 12
        assert one.mean <= most, f"{where.file(address)}: {one.mean} words, at most {most}"


def test_signs_and_actions_are_in_the_measured_text(found, data):
    text = " ".join(found["/when-to-seek-care/"].sentences)
    for flag in data.red_flags.flags:
        assert flag.label in text


@pytest.mark.proof
def test_the_published_table_is_what_is_measured(found, data):
    published = {one.address: one for one in data.measurements.pages}
    assert published.keys() == found.keys(), "run make measure"
    for address, one in found.items():
        assert abs(float(published[address].grade) - one.grade) <= 0.3, (
            f"{address}: run make measure"
        )


def test_the_ruler_is_the_one_that_was_chosen():
    assert version("textstat") == "0.7.4"
    text = "The nerve moves the face. It can jerk when a vessel touches it."
    assert reading.measure("", [text]).grade == pytest.approx(1.1, abs=0.3)
