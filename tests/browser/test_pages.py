"""Every page in a real browser: accessible, narrow, quiet; search and navigation work."""

from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_checklist import kept

from test_site import SITE_MAP

# Two looks, each with a width: all four things are seen, and no page is checked more often.
LOOKS = {"light": 1280, "dark": 320}
NEXT_FRAME = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50))"
CHANGED = """Promise.allSettled(document.getAnimations()
  .filter((one) => one instanceof CSSTransition).map((one) => one.finished)).then(() => 0)"""


@pytest.fixture(scope="module")
def watched(browser):
    """A page, the addresses that it asked for, and its errors."""
    context = browser.new_context()
    page, asked, errors = context.new_page(), [], []
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page, asked, errors
    context.close()


@pytest.mark.parametrize("address", SITE_MAP)
def test_axe_finds_nothing_and_nothing_leaves_the_site(watched, served, address):
    page, asked, errors = watched
    asked.clear()
    errors.clear()
    page.emulate_media(media="screen", color_scheme="light")
    page.goto(served + address)
    for scheme, width in LOOKS.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(CHANGED)
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert kept(page) == {}
    assert [url for url in asked if not url.startswith(served)] == []
    assert errors == []


@pytest.mark.parametrize("address", ["/", "/causes/", "/when-to-seek-care/"])
def test_pages_can_be_zoomed_to_four_times(open_page, address):
    page = open_page(address, width=320, device_scale_factor=4)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_text_is_large_and_lines_are_short(open_page):
    page = open_page("/causes/hemifacial-spasm/")
    size, width = page.locator("article h2 + p").first.evaluate(
        """e => { const style = getComputedStyle(e);
                  const canvas = document.createElement('canvas').getContext('2d');
                  canvas.font = `${style.fontSize} ${style.fontFamily}`;
                  const letter = canvas.measureText(e.textContent).width / e.textContent.length;
                  return [parseFloat(style.fontSize), e.clientWidth / letter] }"""
    )
    assert 18 <= size <= 20
    assert width <= 75  # letters; 66 are aimed at
    small = page.evaluate(
        """[...document.querySelectorAll('article *, footer *, nav *')].filter(e =>
             e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
             && !e.closest('sup, .footnote-backref')
             && parseFloat(getComputedStyle(e).fontSize) < 15.9)
           .map(e => e.className + ': ' + e.textContent.trim().slice(0, 40))"""
    )
    assert small == []


SEARCHES = {
    "spasm": "/causes/hemifacial-spasm/",
    "spasms": "/causes/hemifacial-spasm/",
    "spazm": "/causes/hemifacial-spasm/",
    "droopy": "/causes/after-bells-palsy/",
    "droopy face": "/causes/after-bells-palsy/",
    "eye twitch": "/",
    "twiching": "/",
    "HFS": "/causes/hemifacial-spasm/",
    "bells palsy": "/causes/after-bells-palsy/",
    "coffee": "/causes/caffeine-and-alcohol/",
    "magnesium": "/causes/fluids-and-minerals/",
    "metoclopramide": "/causes/medicines/",
    "botox": "/causes/medicines/",
    "lockjaw": "/causes/look-alikes/",
    "tick": "/causes/look-alikes/",
    "fit": "/causes/other-nerve-causes/",
    "mini-stroke": "/causes/other-nerve-causes/",
    "checklist": "/when-to-seek-care/checklist/",
    "999": "/when-to-seek-care/emergency-numbers/",
    "surgery": "/relief/treatments/",
    "warm cloth": "/relief/",
}


@pytest.fixture(scope="module")
def found_by(browser, served):
    """The pages that a search finds, best first, as addresses."""
    page = browser.new_page()
    page.goto(served + "/about/")
    field, said = page.locator(".md-search__input"), page.locator(".md-search-result__meta")

    def search(words: str) -> list[str]:
        field.click()
        field.press("Control+a")
        field.press("Backspace")
        said.filter(has_text="Type to start").wait_for()
        field.fill(words[:-1])
        field.press(words[-1])  # only a key asks, so there is one question and one answer
        said.filter(has_text="matching").wait_for()
        links = page.locator(".md-search-result__item > a")
        read = partial(links.evaluate_all, "links => links.map(a => new URL(a.href).pathname)")
        before, now = None, read()
        while now != before:  # the list is still growing or being sorted
            page.evaluate(NEXT_FRAME)
            before, now = now, read()
        return list(dict.fromkeys(now))

    yield search
    page.close()


@pytest.mark.parametrize("words", SEARCHES)
def test_search_finds_the_right_page_among_the_first_three(found_by, words):
    assert SEARCHES[words] in found_by(words)[:3], found_by(words)[:5]


def test_the_words_of_a_search_stay_in_the_browser(open_page):
    page = open_page("/about/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("botox")
    page.locator(".md-search-result__item > a").first.click()
    page.wait_for_url("**/causes/medicines/**")
    assert [url for url in asked if "botox" in url] == []
    assert kept(page) == {}


def test_colours_can_be_switched_and_are_kept(open_page, served):
    page = open_page("/")
    page.locator("label[for=__palette_1]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(served + "/causes/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert kept(page) == {}


def test_the_head_of_a_table_does_not_promise_to_sort(open_page):
    page = open_page("/causes/")
    head = page.locator(".compare th[role=columnheader]").first
    head.hover()
    shown = "e => [getComputedStyle(e).cursor, getComputedStyle(e, '::after').content]"
    assert head.evaluate(shown) == ["auto", "none"]


def test_the_menu_works_on_a_phone_without_a_script(open_page):
    page = open_page("/", width=390, java_script_enabled=False)
    page.locator(".md-header label[for=__drawer]").click()
    page.locator(".md-nav--primary a[href$='handouts/']").first.click()
    page.wait_for_url("**/handouts/")


def test_a_missing_page_shows_the_way(open_page, data):
    page = open_page("/causes/no-such-page/")
    assert page.locator("h1").inner_text() == data["words"]["missing_title"]
    page.locator("article a[href$='/when-to-seek-care/']").click()
    page.wait_for_url("**/when-to-seek-care/")


def test_the_keyboard_can_skip_to_the_text(open_page):
    page = open_page("/relief/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('h1:target') !== null")
