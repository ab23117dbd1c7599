"""Every page in a real browser: accessible, narrow and private; search and menus work."""

from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import where
from conftest import PROJECT
from helpers import AXE, SITE_MAP, browser_storage, settle
from records import markers

# Light and dark colours, each in one width, so that both colours and both widths are covered.
LOOKS = {"light": 1280, "dark": 320}
# These pages hold every component but the long lists; `make proof` checks all pages.
PARTS = [
    "/",
    "/relief/",
    "/causes/how-they-differ/",
    "/when-to-seek-care/",
    "/when-to-seek-care/checklist/",
]
PARTS += ["/when-to-seek-care/emergency-numbers/", "/when-to-seek-care/your-appointment/"]
PARTS += ["/handouts/", "/handouts/your-sheet/", "/handouts/for-staff/"]
PARTS += ["/about/measurements/", "/about/safety/", "/about/test-with-readers/"]
CHANGES = "/handouts/changes/"
LISTS = [
    CHANGES,
    "/about/scorecards/",
    "/about/cautions/",
    "/about/claims/",
    "/about/signs/",
    "/about/sources/",
]
NEXT_FRAME = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50))"


@pytest.fixture(scope="module")
def watched(browser):
    """A page, the addresses that it requested, and its errors."""
    context = browser.new_context()
    page, requested, errors = context.new_page(), [], []
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.on("request", lambda request: requested.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page, requested, errors
    context.close()


def cases():
    """Each page in each look; pages without a component of their own are left to the proofs."""
    for address in SITE_MAP:
        for scheme in LOOKS:
            marks = [] if address in PARTS else [pytest.mark.proof]
            yield pytest.param(address, scheme, id=f"{address} {scheme}", marks=marks)


def test_the_pages_checked_in_each_run_hold_every_component():
    named = [
        name
        for address in PARTS + LISTS
        for name in markers.comments((PROJECT / where.file(address)).read_text(encoding="utf-8"))
    ]
    lost = set(markers.components()) - set(named)
    assert not lost, f"{lost} is on no page of PARTS or LISTS; add its page to PARTS"


@pytest.mark.parametrize(("address", "scheme"), list(cases()))
def test_axe_finds_nothing_and_nothing_leaves_the_site(watched, served, address, scheme):
    page, requested, errors = watched
    requested.clear()
    errors.clear()
    page.emulate_media(media="screen", color_scheme=scheme)
    page.set_viewport_size({"width": LOOKS[scheme], "height": 900})
    page.goto(served + address)
    settle(page)
    results = Axe().run(page, options=AXE)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= LOOKS[scheme]
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert browser_storage(page) == {}
    assert [url for url in requested if not url.startswith(served)] == []
    assert errors == []


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
    assert width <= 75  # letters; 66 would be ideal
    small = page.evaluate(
        """[...document.querySelectorAll('article *, footer *, nav *')].filter(e =>
             e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
             && !e.closest('sup, .footnote-backref')
             && parseFloat(getComputedStyle(e).fontSize) < 15.9)
           .map(e => e.className + ': ' + e.textContent.trim().slice(0, 40))"""
    )
    assert small == []


@pytest.fixture(scope="module")
def found_by(browser, served):
    """The addresses of the pages that a search finds, best first."""
    page = browser.new_page()
    page.goto(served + "/about/")
    field, status = page.locator(".md-search__input"), page.locator(".md-search-result__meta")

    def search(words: str) -> list[str]:
        field.click()
        field.press("Control+a")
        field.press("Backspace")
        status.filter(has_text="Type to start").wait_for()
        field.fill(words)
        status.filter(has_text="matching").wait_for()
        links = page.locator(".md-search-result__item > a")
        read = partial(links.evaluate_all, "links => links.map(a => new URL(a.href).pathname)")
        before, now = None, read()
        while now != before:  # until the list has stopped changing
            page.evaluate(NEXT_FRAME)
            before, now = now, read()
        return list(dict.fromkeys(now))

    yield search
    page.close()


PUNCTUATED = ["stroke?", "(stroke)", "spasm:", "Bell\u2019s", "\u201cstroke\u201d"]
MORE_PUNCTUATED = [
    *("seizure?", "TIA?", "help!", "/stroke", "stroke,", "999?", "-stroke", "stroke*", "#stroke"),
    *(
        "stroke\u2026",
        "\u2018stroke\u2019",
        "stroke\u200b",
    ),  # the last ends with a zero-width space
]
PUNCTUATED += [pytest.param(words, marks=pytest.mark.proof) for words in MORE_PUNCTUATED]


@pytest.mark.parametrize("words", PUNCTUATED)
def test_punctuation_around_a_word_does_not_matter(found_by, words):
    plain = "".join(sign for sign in words.replace("\u2019s", "") if sign.isalnum())
    assert found_by(words) == found_by(plain) != []


def test_the_search_ignores_accents_and_case(found_by):
    assert found_by("séizure") == found_by("SEIZURE") == found_by("seizure") != []


def test_text_entered_without_a_key_is_searched(open_page):
    page = open_page("/about/")
    field = page.locator(".md-search__input")
    field.click()
    page.wait_for_selector(".md-top[style]", state="attached")
    for words in ("spasm", "magnesium"):  # as dictation, Paste from a menu and phones do
        field.evaluate(
            """(field, words) => { field.value = words;
                 field.dispatchEvent(new InputEvent("input", { bubbles: true })); }""",
            words,
        )
        page.locator(".md-search-result__item", has_text=words).first.wait_for()


KEYS = "fs/pn,."  # the theme's shortcuts: search, previous page, next page
STARTED = [pytest.param(False, id="before the theme", marks=pytest.mark.proof)]
STARTED += [pytest.param(True, id="after the theme")]


@pytest.mark.parametrize("started", STARTED)
def test_no_single_key_shortcut_moves_focus_or_leaves_the_page(open_page, started):
    page = open_page("/causes/medicines/")
    if started:
        page.keyboard.press("Shift")
        page.wait_for_selector(".md-top[style]", state="attached")
    for key in KEYS:
        page.keyboard.press(key)
        page.evaluate(NEXT_FRAME)
        assert page.evaluate("document.activeElement === document.body"), key
    assert page.url.endswith("/causes/medicines/")
    page.locator(".md-search__input").click()
    page.keyboard.type(KEYS)
    assert page.locator(".md-search__input").input_value() == KEYS


def test_escape_closes_the_box_of_a_footnote_and_keeps_the_focus(open_page):
    page = open_page("/causes/medicines/")
    page.keyboard.press("Shift")
    page.wait_for_selector(".md-top[style]", state="attached")
    mark, box = page.locator(".footnote-ref").first, page.locator(".md-tooltip2")
    for reach in (mark.focus, mark.hover):
        reach()
        box.wait_for()
        page.keyboard.press("Escape")
        box.wait_for(state="hidden")
        assert mark.evaluate("mark => [document.body, mark].includes(document.activeElement)")
        mark.blur()
        page.locator("h1").hover()
        box.wait_for(state="detached")


def test_the_words_of_a_search_stay_in_the_browser(open_page):
    page = open_page("/about/")
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("botox")
    page.locator(".md-search-result__item > a").first.click()
    page.wait_for_url("**/causes/medicines/**")
    assert [url for url in requested if "botox" in url] == []
    assert browser_storage(page) == {}


def test_colours_can_be_switched_and_are_kept(open_page, served):
    page = open_page("/")
    page.locator("label[for=__palette_1]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(served + "/causes/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert browser_storage(page) == {}


def test_tables_stay_tables_on_a_phone_and_scroll_in_their_own_box(open_page, data):
    page = open_page("/about/measurements/", width=320)
    parts = page.locator("article :is(table, caption, thead, tbody, tr, th, td)")
    shown = parts.evaluate_all(
        "all => [...new Set(all.map(e => `${e.localName} ${getComputedStyle(e).display}`))].sort()"
    )
    assert shown == [
        "caption table-caption",
        "table table",
        "tbody table-row-group",
        "td table-cell",
        "th table-cell",
        "thead table-header-group",
        "tr table-row",
    ]
    caption = data.words["weight_caption"].partition("{")[0].strip()
    box = page.get_by_role("region", name=caption)
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=box.element_handle())


def test_the_menu_works_on_a_phone_without_a_script(open_page):
    page = open_page("/", width=390, java_script_enabled=False)
    page.locator(".md-header label[for=__drawer]").click()
    page.locator(".md-nav--primary a[href$='handouts/']").first.click()
    page.wait_for_url("**/handouts/")


def test_the_404_page_leads_to_help(open_page, data):
    page = open_page("/causes/no-such-page/")
    assert page.locator("h1").inner_text() == data.words["missing_title"]
    page.locator("article a[href$='/when-to-seek-care/']").click()
    page.wait_for_url("**/when-to-seek-care/")


def test_an_unknown_version_opens_the_page_at_its_top(open_page):
    """Also without a script."""
    page = open_page(f"{CHANGES}#v2025-01-01", width=390, java_script_enabled=False)
    first = page.locator("article h1 + p")
    assert page.evaluate("scrollY") == 0
    assert first.bounding_box()["y"] + first.bounding_box()["height"] < 844
    assert page.locator("article [id^=v20]").count() > 1


def test_a_scanned_version_opens_at_its_own_entry(open_page, data):
    version = data.changes.versions[-1].version
    page = open_page(f"{CHANGES}#v{version}", width=390, java_script_enabled=False)
    box = page.locator(f"#v{version} + p").bounding_box()
    assert 0 < box["y"] < 700


def test_the_strip_leads_to_numbers_in_the_first_screen_before_all_signs(open_page, data):
    page = open_page("/relief/", width=390)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".strip a").click()
    page.wait_for_url("**/when-to-seek-care/#emergency")
    card = page.locator(".care[data-tier=emergency]")
    links, signs = card.locator("a[href^='tel:']"), card.locator("ul:not(.numbers) li")
    expect(links.first).to_be_in_viewport(ratio=1)
    assert links.count() == len(data.emergency_numbers.regions)
    assert links.last.bounding_box()["y"] < signs.first.bounding_box()["y"]


def test_nothing_new_is_seen_at_the_first_key(open_page):
    page = open_page("/")
    before = page.screenshot()
    page.keyboard.press("Shift")
    page.wait_for_selector(".md-top[style]", state="attached")
    assert page.locator(".md-dialog").count() == 0
    assert page.screenshot() == before


def test_the_keyboard_can_skip_to_the_text(open_page):
    page = open_page("/relief/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('h1:target') !== null")
