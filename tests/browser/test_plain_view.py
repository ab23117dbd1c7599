"""The plain edition's checklist in a real browser: light, dark, on paper, without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import hosted
from helpers import AXE, CHECKLIST, browser_storage, settle
from prints import PAPERS, printed

LOOKS = {"light": 390, "dark": 1280}


@pytest.fixture(scope="module")
def served_plain(plain):
    with hosted(plain) as address:
        yield address


@pytest.fixture
def opened(browser, served_plain):
    """Opens the plain checklist in a new browser context: the page and the addresses requested."""
    contexts = []

    def in_new_context(**options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        requested = []
        page.on("request", lambda request: requested.append(request.url))
        page.goto(served_plain + CHECKLIST)
        return page, requested

    yield in_new_context
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", LOOKS)
def test_axe_finds_nothing_and_nothing_is_requested_or_stored(opened, served_plain, scheme):
    size = {"width": LOOKS[scheme], "height": 900}
    page, requested = opened(color_scheme=scheme, viewport=size)
    settle(page)
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= LOOKS[scheme]
    assert [url for url in requested if not url.startswith(served_plain)] == []
    assert not any(url.endswith("red-flags.js") for url in requested)
    assert browser_storage(page) == {}


def test_nothing_is_missing_without_a_script(opened, data):
    page, _ = opened(java_script_enabled=False)
    shown = " ".join(page.locator("article").inner_text().split())
    for flag in data.red_flags.flags[: -len(data.red_flags.tiers[-1].flags)]:
        assert flag.label in shown
        assert (flag.do or "") in shown
    for answer in data.red_flags.answers:
        for sentence in (
            answer.how_soon,
            answer.at_night or "",
            answer.meanwhile,
            answer.come_back,
        ):
            assert sentence in shown
    assert page.locator("article button:visible").count() == 0


def test_a_link_to_a_sign_scrolls_to_it(browser, served_plain, data):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    flag = data.red_flags.signs[-1].flags[-1]
    page.goto(f"{served_plain}{CHECKLIST}#{flag.id}")
    page.wait_for_function("scrollY > 0")
    place = page.locator(f"[id='{flag.id}']").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert header["y"] + header["height"] <= place["y"] < 844
    page.close()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_sign_is_printed_unsplit_with_what_to_do(opened, data, paper):
    page, _ = opened(color_scheme="dark")
    sides = printed(page, paper)
    assert len(sides) <= 4
    for flag in (flag for tier in data.red_flags.signs for flag in tier.flags):
        assert any(flag.label in side and (flag.do or "") in side for side in sides), flag.id
    for answer in data.red_flags.answers:
        assert any(answer.how_soon in side for side in sides), answer.id
