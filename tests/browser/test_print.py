"""Every page on paper: black on white, whole, and it says where it is from."""

import io

import pypdf
import pytest


def printed(page, size: str = "A4") -> tuple[int, str]:
    """The number of pages of the print, and its text."""
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format=size)))
    return len(pdf.pages), " ".join(" ".join(p.extract_text().split()) for p in pdf.pages)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_when_to_get_help_is_one_sheet_with_every_sign(open_page, data, size):
    count, text = printed(open_page("/when-to-seek-care/"), size)
    assert count <= 2
    for tier in data["red_flags"].tiers:
        assert f"{tier.heading}:" in text
        for flag in tier.flags:
            assert flag.sign in text


@pytest.mark.parametrize("address", ["/causes/hemifacial-spasm/", "/relief/", "/"])
def test_a_page_says_its_address_date_and_review_state(open_page, served, address):
    _, text = printed(open_page(address))
    assert "Draft: not yet checked by a doctor" in text
    assert "Last changed 22 November 2026" in text
    assert f"http://127.0.0.1:8000{address}" in text
    assert "https://" in text, "the addresses of the sources are printed"
    for screen_only in ("Print this page", "Table of contents", "Back to top", "Search"):
        assert screen_only not in text


def test_what_is_folded_is_open_on_paper(open_page):
    page = open_page("/relief/")
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend',"
        " '<details><summary>more</summary><p>folded words</p></details>')"
    )
    assert "folded words" in printed(page)[1]


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


def test_the_print_button_prints_and_needs_the_script(open_page):
    page = open_page("/relief/")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")
    still = open_page("/relief/", java_script_enabled=False)
    assert still.get_by_role("button", name="Print this page").count() == 0


def test_a_sheet_is_two_clicks_from_home(open_page, served):
    page = open_page("/")
    page.locator(".md-tabs__link", has_text="Handouts").click()
    page.wait_for_url("**/handouts/")
    link = page.locator("a[href$='face-twitching-a4.pdf']")
    answer = page.request.get(f"{served}/handouts/{link.get_attribute('href')}")
    assert answer.body().startswith(b"%PDF-")
