"""What only a browser can tell of the scorecards, and the answer sheet on paper."""

import pytest

from helpers import address_of
from prints import PAPERS, printed
from records.scorecards import PAGES

PHONE = {"width": 390, "height": 844}
SIZE = "(one) => parseFloat(getComputedStyle(one).fontSize)"


@pytest.fixture(scope="module")
def phone(browser):
    page = browser.new_page(viewport=PHONE)
    yield page
    page.close()


@pytest.mark.parametrize("path", PAGES.values())
def test_the_first_paragraph_is_seen_without_scrolling(phone, served, path):
    phone.goto(served + address_of(path))
    box = phone.locator("article h1 + p").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize("path", PAGES.values())
def test_the_first_paragraph_is_in_larger_letters(phone, served, path):
    phone.goto(served + address_of(path))
    first = phone.locator("article h1 + p").evaluate(SIZE)
    others = phone.locator("article h2 ~ p").evaluate_all(f"(all) => all.map({SIZE})")
    assert others
    assert first > max(others)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_answer_sheet_is_one_side_without_the_right_answers(browser, served, data, paper):
    page = browser.new_page()
    page.goto(f"{served}/about/test-with-readers/")
    sides = [side for side in printed(page, paper) if data.words["test_sheet_how"] in side]
    page.close()
    assert len(sides) == 1
    for one in data.reader_tests.questions:
        assert one.ask in sides[0]
        assert one.right not in sides[0]
