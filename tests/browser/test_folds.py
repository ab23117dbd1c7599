"""Sources are folded: closed at first, open on paper and for readers who follow a footnote."""

import pytest

from browsers import BROWSERS
from prints import printed

PAGE = "/causes/hemifacial-spasm/"
FOLD = "details.sources"
NOTE = ".footnote li:nth-child(3)"
IN_VIEW = f"""() => {{
  const {{ top, bottom }} = document.querySelector("{NOTE}").getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && document.querySelector("{FOLD}").open;
}}"""
MARK = ".footnote-ref[href='{}']"


@pytest.mark.parametrize("script", [True, False])
def test_a_footnote_opens_the_fold_and_leads_to_its_note_and_back(open_page, script):
    page = open_page(PAGE, width=390, java_script_enabled=script)
    note = page.locator(NOTE)
    assert not note.is_visible()
    address = f"#{note.get_attribute('id')}"
    page.locator(MARK.format(address)).first.click()
    note.wait_for(state="visible")
    assert 0 <= note.bounding_box()["y"] < 900
    assert page.url.endswith(address)
    note.locator(".footnote-backref").click()
    assert 0 <= page.locator(MARK.format(address)).first.bounding_box()["y"] < 900


def test_a_link_from_another_page_opens_the_fold(open_page):
    address = open_page(PAGE).locator(NOTE).get_attribute("id")
    assert open_page(f"{PAGE}#{address}").locator(NOTE).is_visible()


def test_the_script_opens_the_fold_in_browsers_that_do_not(open_page):
    page = open_page(PAGE)
    page.locator(".footnote-ref").nth(2).click()
    page.eval_on_selector(FOLD, "fold => { fold.open = false; scrollTo(0, 0); }")
    page.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    target = page.locator(".footnote li:target")
    assert target.is_visible()
    assert 0 <= target.bounding_box()["y"] < 900


def test_the_sources_are_printed_whole(open_page):
    page = open_page(PAGE)
    last = page.locator(".footnote li a[href^=http]").last.get_attribute("href")
    sides = printed(page)
    assert last.replace("-", "") in "".join("".join(sides).split()).replace("-", "")
    assert page.locator(FOLD).get_attribute("open") is None


@pytest.mark.proof
@pytest.mark.parametrize("name", BROWSERS)
def test_folds_open_in_other_browsers(name, served):
    with BROWSERS[name]() as page:
        page.resize(390)
        page.goto(served + PAGE)
        address = page.evaluate(f"document.querySelector('{NOTE}').id")
        assert not page.evaluate(IN_VIEW)
        page.click(MARK.format(f"#{address}"))
        assert page.evaluate(IN_VIEW)
        page.goto(served + "/about/")
        page.goto(f"{served}{PAGE}#{address}")
        assert page.evaluate(IN_VIEW)
