"""Every page on paper: black on white, complete, large enough, and with its address."""

import re
from datetime import date

import pytest

from conftest import PROJECT
from helpers import SITE_MAP
from prints import CARDS, CHECKLIST, PAPERS, TICK_ALL, printed
from records.days import in_words

SMALL_PRINT = ".page-end, .footnote, sup, .visually-hidden"


def changed(address: str) -> str:
    """The `changed` date in the front matter of a page, in words."""
    name = address.strip("/")
    candidates = (PROJECT / "docs" / name / "index.md", PROJECT / f"docs/{name}.md")
    text = next(path for path in candidates if path.exists()).read_text(encoding="utf-8")
    return in_words(date.fromisoformat(re.search(r"^changed: (\S+)$", text, re.M)[1]))


@pytest.mark.parametrize("paper", PAPERS)
def test_when_to_get_help_is_one_sheet_with_every_sign_whole(in_each_family, data, paper):
    sides = printed(in_each_family(CARDS), paper)
    assert len(sides) <= 2
    for tier in data.red_flags.tiers:
        assert any(f"{tier.heading}:" in side for side in sides)
        for flag in tier.flags:
            assert any(flag.label in side for side in sides), flag.id


@pytest.mark.parametrize("paper", PAPERS)
def test_the_answer_sheet_is_one_side_without_the_right_answers(in_each_family, data, paper):
    sides = printed(in_each_family("/about/test-with-readers/"), paper)
    (sheet,) = [side for side in sides if data.words["test_sheet_how"] in side]
    assert data.words["test_right"] not in sheet
    for question in data.reader_tests.questions:
        assert question.ask in sheet
        assert question.right not in sheet


@pytest.mark.parametrize("address", ["/causes/hemifacial-spasm/", "/relief/", "/"])
def test_a_printed_page_gives_its_address_date_and_review_state(in_each_family, data, address):
    page, words = in_each_family(address), data.words
    text = " ".join(printed(page))
    assert page.locator(".review b").inner_text() in text
    assert f"{words['last_changed']} {changed(address)}" in text
    assert page.locator("link[rel=canonical]").get_attribute("href") in text
    assert "https://" in text, "the addresses of the sources are printed"
    for screen_only in (words["print_page"], "Table of contents", "Back to top", "Search"):
        assert screen_only not in text


@pytest.fixture(scope="module")
def on_paper(browser):
    """A page with print styles."""
    page = browser.new_page()
    page.emulate_media(media="print")
    yield page
    page.close()


@pytest.mark.parametrize("address", SITE_MAP)
def test_printed_body_text_is_at_least_11_points(on_paper, served, address):
    on_paper.goto(served + address)
    if address == CHECKLIST:
        on_paper.evaluate(TICK_ALL)
    small = on_paper.locator("article :not(script, style)").evaluate_all(
        """(all, smallPrint) => all.filter(e => e.checkVisibility() && !e.closest(smallPrint)
             && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
             && parseFloat(getComputedStyle(e).fontSize) * .75 < 11)
           .map(e => `${getComputedStyle(e).fontSize} ${e.className}: ${e.textContent}`)""",
        SMALL_PRINT,
    )
    assert small == []


@pytest.mark.parametrize("address", ["/", "/causes/", "/relief/", "/handouts/"])
def test_dark_colours_print_light(open_page, address):
    page = open_page(address, color_scheme="dark")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    page.emulate_media(media="print")
    inks = page.locator("article :is(p, li, h1, h2, td)").evaluate_all(
        "all => [...new Set(all.filter(e => e.checkVisibility())"
        ".map(e => getComputedStyle(e).color))]"
    )
    assert inks == ["rgb(0, 0, 0)"]
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )


def test_the_print_button_prints_and_needs_the_script(open_page, data):
    page = open_page("/relief/")
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    page.get_by_role("button", name=data.words["print_page"]).click()
    assert page.evaluate("window.printed")
    still = open_page("/relief/", java_script_enabled=False)
    assert still.get_by_role("button", name=data.words["print_page"]).count() == 0


def test_a_sheet_is_three_clicks_from_home(open_page, served):
    """In a clinic's own copy, with the sheets of one country, it is two clicks away."""
    page = open_page("/")
    page.locator(".md-tabs__link", has_text="Handouts").click()
    page.wait_for_url("**/handouts/")
    link = page.locator(".country a").first
    if countries := page.locator(".countries a").all():
        assert not link.is_visible(), "first the country"
        countries[0].click()
    assert link.is_visible()
    answer = page.request.get(f"{served}/handouts/{link.get_attribute('href')}")
    assert answer.body().startswith(b"%PDF-")
