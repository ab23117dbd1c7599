"""Points of the scorecards that only a browser can judge."""

import pytest

from helpers import address_of
from records.scorecards import PAGES

PHONE = {"width": 390, "height": 844}
SIZE = "(element) => parseFloat(getComputedStyle(element).fontSize)"


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
