"""Your own sheet: what is chosen and typed is on paper and in the address, and nowhere else."""

import io
import re
from urllib.parse import parse_qs, urlencode

import pypdf
import pytest

from browsers import BROWSERS
from helpers import browser_storage
from prints import printed
from records.days import in_words

ADDRESS = "/handouts/your-sheet/"
NAMES = {
    "Arabic": "عيادة النور العائلية",
    "Polish": "Przychodnia Świętej Zofii w Łodzi",
    "Vietnamese": "Phòng khám Đa khoa Hoàn Mỹ",
    "Chinese": "北京同仁社区卫生服务中心",
    "90 characters": " ".join(["Riverside"] * 9),
    "90 without a space": "R" * 90,
    "200 characters": ("Riverside " * 20).strip() + "!",
}
MARKUP = "<img src=x onerror=alert(1)><b>Clinic</b> & {{ 7 * 7 }}"
INVALID = [
    "country=atlantis",
    "paper=a5",
    "size=tiny",
    "blocks=usual bombs",
    "name=" + "x" * 201,
    "phone=" + "1" * 41,
    "name=%E0%A4%A",
    "%%%",
    "%",
    "emergency=12345",
    "name=%FF",
]
PRINTS = [("standard", "A4"), ("large", "Letter")]
PROOFS = [("standard", "Letter"), ("large", "A4")]
PRINTS += [pytest.param(*case, marks=pytest.mark.proof) for case in PROOFS]
# a function, for Playwright calls what an expression returns if it is one
COUNT_PRINTS = "() => { window.prints = 0; window.print = () => { window.prints += 1 } }"
SAFE = ".paper section:not([data-block]), .paper__foot, .paper__strip"


def address(**choices: str) -> str:
    return f"{ADDRESS}#{urlencode(choices)}"


def typed(page, name: str):
    return page.locator(f".paper [data-typed={name}]")


def numbers(page) -> set[str]:
    return set(page.locator(".paper [data-number]").all_inner_texts())


def assert_safety_advice(page, data):
    text = page.locator(".paper").inner_text()
    for tier in data.red_flags.tiers[:2]:
        assert all(flag.label in text for flag in tier.flags)
    for wanted in (in_words(data.red_flags.version), data.words["review_draft"], data.settings.url):
        if data.settings.review.state == "draft" or wanted != data.words["review_draft"]:
            assert wanted in text


@pytest.fixture(scope="module")
def open_sheet(browser, served):
    """Opens addresses of the page one after another, each as a new page."""
    page, errors = browser.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)

    def opened(path: str = ADDRESS):
        page.goto("about:blank")
        page.goto(served + path)
        return page

    yield opened
    page.close()
    assert errors == []


def test_a_receptionist_can_find_and_print_it_from_home(open_page, data):
    words, labels = data.sheets, data.sheets.your_sheet
    page = open_page("/")
    page.locator(".md-tabs__link", has_text="Handouts").click()
    page.locator("article a[href='your-sheet/']").click()
    page.get_by_label(labels.country).select_option(label="United States")
    page.get_by_label(labels.clinic).fill("Riverside Clinic")
    page.get_by_label(words.clinic_phone).fill("555 0100")
    page.evaluate(COUNT_PRINTS)
    page.get_by_role("button", name=labels.print).click()
    assert page.evaluate("window.prints") == 1
    text = " ".join(printed(page, "Letter"))
    for wanted in ("Riverside Clinic", "555 0100", "911"):
        assert wanted in text
    for screen_only in (labels.print, labels.country, labels.always, data.words["end_draft"]):
        assert screen_only not in text


def test_choosing_a_country_sets_its_number_and_paper(open_sheet, data):
    page = open_sheet()
    country = page.locator("#country")
    assert numbers(page) == {data.emergency_numbers.phrase}
    for region in data.emergency_numbers.regions:
        country.select_option(region.id)
        assert numbers(page) == {region.emergency}
        assert page.locator(f"[name=paper][value={region.paper}]").is_checked()
        advice = page.locator(".paper [data-advice]")
        assert advice.is_visible() == bool(region.advice)
        assert (region.advice or "") in advice.inner_text()
        assert_safety_advice(page, data)
    page.get_by_label(data.sheets.a4).check()
    assert page.locator("[name=paper][value=a4]").is_checked(), "it can be changed"


def test_no_choice_removes_the_safety_advice(open_sheet, data):
    page = open_sheet(address(blocks=""))
    assert page.locator(".paper [data-block]:visible").count() == 0
    assert_safety_advice(page, data)
    for box in page.get_by_role("checkbox").all():
        box.check()
        assert page.locator(f".paper [data-block={box.get_attribute('value')}]").is_visible()
    assert page.locator(SAFE).evaluate_all("all => all.every(e => e.checkVisibility())")


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_shown_as_typed_and_wraps(open_sheet, name):
    page = open_sheet(address(name=name, size="large"))
    shown = typed(page, "name")
    assert shown.inner_text() == name
    assert page.locator(".paper__clinic").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert (shown.evaluate("e => getComputedStyle(e).direction") == "rtl") == (
        name == NAMES["Arabic"]
    )
    assert page.locator("[name=name]").input_value() == name


def test_a_name_that_is_too_long_is_not_cut_in_silence(open_sheet, data):
    page = open_sheet(address(country="uk"))
    page.evaluate(COUNT_PRINTS)
    field, button = page.locator("[name=name]"), page.locator("[data-print]")
    field.fill("x" * 201)
    assert typed(page, "name").inner_text() == "x" * 201
    button.click()
    assert field.evaluate("e => e === document.activeElement && !e.validity.valid")
    assert field.get_attribute("title") == data.sheets.your_sheet.most.format(most=200)
    assert page.evaluate("window.prints") == 0
    field.press("Backspace")
    button.click()
    assert page.evaluate("window.prints") == 1


def test_typed_markup_is_shown_as_text(open_sheet):
    page = open_sheet(address(name=MARKUP, phone=MARKUP[:40], hours=MARKUP))
    assert typed(page, "name").inner_text() == MARKUP
    assert page.locator(".paper :is(img, script)").count() == 0


def test_what_is_typed_is_never_sent_or_stored(open_page):
    page = open_page(ADDRESS)
    page.wait_for_load_state("networkidle")
    page.locator("[name=name]").click()  # this starts the theme's script
    page.wait_for_selector(".md-top[style]", state="attached")
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    page.locator("[name=name]").press_sequentially("Łódź & 1")
    page.locator("[name=name]").press("Enter")
    page.wait_for_function("() => location.hash.includes('name=')")
    assert parse_qs(page.url.partition("#")[2])["name"] == ["Łódź & 1"]
    page.get_by_label("Letter").check()
    page.wait_for_function("() => location.hash.includes('paper=letter')")
    assert requested == []
    assert browser_storage(page) == {}
    page.reload()
    assert typed(page, "name").inner_text() == "Łódź & 1"
    assert page.locator("[name=paper][value=letter]").is_checked()
    page.locator(".your-sheet [type=reset]").click()
    assert page.locator("[name=name]").input_value() == ""
    assert "#" not in page.url


def test_an_invalid_address_falls_back_and_says_so(open_sheet, data):
    page = open_sheet(f"{ADDRESS}#{INVALID[0]}")
    alert = page.get_by_role("alert")
    for hash_ in INVALID:
        page.evaluate(
            """hash => new Promise((done) => {
                 if (location.hash === `#${hash}`) return done();
                 addEventListener("hashchange", done, { once: true });
                 location.hash = hash;
               })""",
            hash_,
        )
        assert alert.inner_text() == data.sheets.your_sheet.misread, hash_
        assert numbers(page) == {data.emergency_numbers.phrase}
        assert_safety_advice(page, data)
        assert page.locator("[name=size][value=standard]").is_checked()
    page.locator("#country").select_option("nz")
    assert alert.inner_text() == ""
    assert numbers(page) == {"111"}


def test_a_link_to_a_heading_is_not_reported(open_sheet):
    page = open_sheet(f"{ADDRESS}#your-own-sheet")
    assert page.get_by_role("alert").inner_text() == ""


@pytest.mark.parametrize(("size", "paper"), PRINTS)
def test_the_print_matches_the_preview(in_each_family, data, size, paper):
    choices = {"country": "uk", "paper": paper.lower(), "size": size, "name": NAMES["Polish"]}
    page = in_each_family(address(**choices))
    status = page.locator(".your-sheet__sides [role=status]").inner_text()
    sides = printed(page, paper)
    assert re.search(r"\d", status)[0] == str(len(sides))
    assert all(f"Face twitching. {NAMES['Polish']}" in side for side in sides)
    points = page.locator(".paper li:visible")
    assert "".join(sides).count("•") == points.count()
    groups = [list(data.red_flags.tiers[0].flags)]
    if size == "large":  # no side has room for all, so each group is unsplit
        groups = [group.flags for group in data.red_flags.tiers[0].groups]
    for flags in groups:
        assert any(all(flag.label in side for flag in flags) for side in sides)
    for group in groups if size == "large" else []:
        side = next(side for side in sides if group[0].label in side)
        assert "Call 999 now if this happens" in side
    page.emulate_media(media="print")
    size_of = points.first.evaluate("e => parseFloat(getComputedStyle(e).fontSize) * .75")
    page.emulate_media(media="null")
    assert round(size_of) == (18 if size == "large" else 12)


def test_without_a_script_the_page_leads_to_the_ready_made_sheets(open_page, data):
    page = open_page(ADDRESS, java_script_enabled=False)
    assert page.locator("article :is(form, input, select, button):visible").count() == 0
    page.get_by_text(data.sheets.your_sheet.without).locator("a").click()
    page.wait_for_url("**/handouts/")


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_the_page_fits_the_window(open_page, width):
    page = open_page(address(name="R" * 90, country="nz", size="large"), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ink = page.locator(".paper :is(h2, h3, h4, li, p)").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).color))].sort()"
    )
    assert ink == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_the_keyboard_reaches_every_choice_and_the_preview(open_sheet):
    page = open_sheet()
    page.locator("#country").focus()
    reached = []
    for _ in range(14):
        reached.append(
            page.evaluate("document.activeElement.name || document.activeElement.classList[0]")
        )
        page.keyboard.press("Tab")
    assert {"country", "name", "phone", "hours", "paper", "size", "blocks"} <= set(reached)
    assert "your-sheet__view" in reached, reached


@pytest.mark.proof
@pytest.mark.parametrize("size", ["standard", "large"])
def test_firefox_prints_the_sheet(served, data, size):
    with BROWSERS["Firefox"]() as page:
        page.goto(served + address(country="nz", size=size, name=NAMES["Vietnamese"]))
        sides = pypdf.PdfReader(io.BytesIO(page.pdf())).pages
    texts = [" ".join(side.extract_text().split()) for side in sides]
    text = " ".join(texts)
    assert len(texts) <= (3 if size == "standard" else 6)
    assert data.sheets.your_sheet.country not in text
    assert in_words(data.red_flags.version) in text
    assert "Call 111 now" in text
    flags = data.red_flags.tiers[0].flags
    assert all(flag.label in text for flag in flags)
    if size == "standard":
        assert any(all(flag.label in side_text for flag in flags) for side_text in texts)
