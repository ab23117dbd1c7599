"""What a page requests and when; nothing is lost if a reader is faster than the scripts."""

from urllib.parse import urlsplit

import pytest

from conftest import NO_MOUSE
from delivery import theme_files
from helpers import CHECKLIST, shown_tiers

FRAGMENT = "/when-to-seek-care/#emergency"  # here the theme closes what is open when it starts
OURS = "/assets/javascripts/page.js"
THEME = f"/{theme_files.COMBINED}"
THEME_STYLES = "/assets/stylesheets/script.css"
WORKER = f"/{theme_files.SEARCH}"
INDEX = "/search/search_index.json"
FIELD = ".md-search__input"
MAGNIFIER = ".md-header label[for=__search]"
MENU = ".md-header label[for=__drawer]"
LINK_IN_MENU = ".md-nav--primary .md-nav__link >> visible=true"
TOGGLE = "[data-md-component=palette] label >> visible=true"
RESULT = ".md-search-result__item"
STARTED = ".md-top[style]"  # the theme sets its style when it starts
REPORT = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`refused: ${event.violatedDirective}`))"""
LIGHT, DARK = ["default", 0, [0]], ["slate", 1, [1]]
COLOURS = """() => {
  const inputs = [...document.querySelectorAll("[name=__palette]")];
  const shown = inputs.map((input, place) =>
    input.nextElementSibling.checkVisibility() ? place : -1);
  return [document.body.dataset.mdColorScheme, inputs.findIndex((input) => input.checked),
    shown.filter((place) => place >= 0)];
}"""
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
STORED = "({ ...localStorage })"


class Visitor:
    """A reader with an empty browser. Downloads can be held up or made to fail."""

    def __init__(self, context, served: str):
        context.set_default_timeout(10_000)
        self.page = context.new_page()
        self.requested: list[str] = []
        self.troubles: list[str] = []
        self._served = served
        self._held: dict[str, list] = {}
        context.add_init_script(REPORT)
        self.page.on("request", lambda request: self.requested.append(urlsplit(request.url).path))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, line):
        expected = "Failed to load resource: net::ERR_FAILED"  # caused by `fail`
        if line.type == "error" and line.text != expected:
            self.troubles.append(line.text)

    def hold(self, *files: str):
        """Holds up the downloads of these files."""
        for file in files:
            self._held[file] = []
            self.page.route(f"**{file}", self._holding(file))

    def _holding(self, file: str):
        def answer(route):
            if file in self._held:
                self._held[file].append(route)
            else:
                route.continue_()

        return answer

    def release(self, *files: str):
        """Lets held files through."""
        for file in files:
            for route in self._held.pop(file):
                route.continue_()

    def fail(self, file: str, times: int | None = None):
        """Makes downloads of this file fail, always or so many times."""
        self.page.route(f"**{file}", lambda route: route.abort(), times=times)

    def open(self, address: str):
        """Opens a page and waits until it is loaded, with page.js unless that is held."""
        early = OURS in self._held
        self.page.goto(self._served + address, wait_until="commit" if early else "load")
        self.page.wait_for_selector("#__config", state="attached")

    def start(self):
        """Starts the theme's script with a key that does nothing else."""
        self.page.keyboard.press("Shift")
        self.wait_for_theme()

    def wait_for_theme(self):
        """Waits until the theme's script has started."""
        self.page.wait_for_selector(STARTED, state="attached")

    def results(self) -> int:
        """Waits for results of the search: how many there are."""
        self.page.locator(RESULT).first.wait_for()
        assert self.page.locator("#__search").is_checked()
        return self.page.locator(RESULT).count()


@pytest.fixture
def visit(browser, served):
    """A new visitor: `visit(width=390)`. Fails if there was an error or a policy violation."""
    visitors = []

    def begin(width: int = 1280, **options) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        visitors.append(Visitor(context, served))
        return visitors[-1]

    yield begin
    troubles = [trouble for visitor in visitors for trouble in visitor.troubles]
    for visitor in visitors:
        visitor.page.context.close()
    assert troubles == []


def test_errors_and_violations_are_recorded(visit):
    visitor = visit()
    visitor.open("/about/")
    for trouble in (
        "console.error('a trouble')",
        "setTimeout(() => { throw Error('a trouble') })",
        "document.body.insertAdjacentHTML('beforeend', '<style>a { color: red }</style>')",
    ):
        visitor.page.evaluate(f"() => {{ {trouble} }}")
        visitor.page.evaluate(FRAME)
        assert visitor.troubles, trouble
        visitor.troubles.clear()


# What is requested, and when


def test_a_first_view_requests_only_what_it_shows(visit):
    addresses = ["/", "/causes/hemifacial-spasm/", FRAGMENT, CHECKLIST]
    visitors = {address: visit() for address in addresses}
    for address, visitor in visitors.items():
        visitor.page.add_init_script(NO_MOUSE)
        visitor.open(address)
        visitor.page.wait_for_load_state("networkidle")
    for address, visitor in visitors.items():
        expected = [address.split("#")[0], "/assets/stylesheets/late.css", OURS]
        if address == CHECKLIST:
            expected.append("/assets/javascripts/red-flags.js")
        near = visitor.page.locator("img").evaluate_all(
            """all => all.filter(image => image.getBoundingClientRect().top < 4 * innerHeight)
                         .map(image => new URL(image.src).pathname)"""
        )
        assert sorted(set(visitor.requested) - set(near)) == sorted(expected), address
        assert len(visitor.requested) == len(set(visitor.requested)), address


def test_the_search_files_load_once_at_the_first_search(visit):
    visitor = visit()
    visitor.open("/about/")
    visitor.page.mouse.wheel(0, 500)
    visitor.wait_for_theme()
    visitor.page.evaluate(FRAME)
    assert {THEME, THEME_STYLES} <= set(visitor.requested)
    assert not {WORKER, INDEX} & set(visitor.requested)
    for word in ("spasm", "tired"):
        visitor.page.click(FIELD)
        visitor.page.fill(FIELD, "")
        visitor.page.keyboard.type(word)
        assert visitor.results()
    assert {WORKER, INDEX} <= set(visitor.requested)
    assert len(visitor.requested) == len(set(visitor.requested))


@pytest.mark.proof
def test_with_data_saving_the_theme_loads_on_a_key_and_not_on_scrolling(visit):
    visitor = visit()
    visitor.page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    visitor.open("/about/")
    visitor.page.mouse.move(300, 300)
    visitor.page.mouse.wheel(0, 500)
    visitor.page.mouse.down()
    visitor.page.mouse.up()
    visitor.page.evaluate(FRAME)
    assert visitor.requested.count(THEME) == 0
    visitor.start()


@pytest.mark.proof
def test_a_failed_theme_download_is_retried_on_the_next_key(visit):
    visitor = visit()
    visitor.fail(THEME, times=1)
    visitor.open("/about/")
    with visitor.page.expect_event("requestfailed"):
        visitor.page.mouse.wheel(0, 100)
    for place in range(100, 600, 50):  # over many elements: none may start a download
        visitor.page.mouse.move(place, place)
    assert visitor.requested.count(THEME) == 1
    visitor.page.click(FIELD)
    visitor.page.keyboard.type("spasm")
    assert visitor.results()
    assert visitor.requested.count(THEME) == 2
    assert visitor.page.locator(f"link[href$='{THEME_STYLES}']").count() == 1


# Searching before the search has loaded


@pytest.mark.proof
@pytest.mark.parametrize("way", ["click", "tap"])
def test_typing_before_the_search_is_ready_loses_no_keys(visit, way):
    visitor = visit(width=390, has_touch=True) if way == "tap" else visit()
    visitor.hold(THEME, WORKER, INDEX)
    visitor.open(FRAGMENT)
    if way == "click":
        visitor.page.click(FIELD)
    else:
        visitor.page.tap(MAGNIFIER)
    visitor.page.keyboard.type("sp")
    visitor.page.keyboard.press("Enter")
    visitor.release(THEME)
    visitor.wait_for_theme()
    visitor.page.keyboard.type("as")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_timeout(150)  # meanwhile the theme closes what it finds open
    visitor.release(WORKER, INDEX)
    visitor.page.keyboard.type("m")
    assert visitor.results() > 5
    assert visitor.page.input_value(FIELD) == "spasm"
    assert visitor.page.url.endswith(FRAGMENT)


@pytest.mark.proof
def test_enter_before_the_script_loads_stays_on_the_page_and_searches(visit):
    visitor = visit()
    visitor.hold(OURS)
    visitor.open("/about/")
    visitor.page.click(FIELD)
    visitor.page.keyboard.type("spasm")
    visitor.page.keyboard.press("Enter")
    visitor.page.evaluate(FRAME)
    visitor.release(OURS)
    assert visitor.results() > 5
    assert visitor.page.url.endswith("/about/")


@pytest.mark.proof
def test_a_tap_on_the_magnifier_before_the_script_loads_focuses_the_search(visit):
    visitor = visit(width=390, has_touch=True)
    visitor.hold(OURS)
    visitor.open("/about/")
    visitor.page.tap(MAGNIFIER)
    visitor.release(OURS)
    visitor.page.locator(f"{FIELD}:focus").wait_for()
    visitor.page.keyboard.type("spasm")
    assert visitor.results()


@pytest.mark.proof
def test_a_link_with_a_query_opens_the_search(visit):
    visitor = visit()
    visitor.open("/about/?q=spasm")
    assert visitor.results() > 5


@pytest.mark.proof
def test_a_failed_search_download_is_retried_automatically(visit):
    visitor = visit()
    visitor.fail(WORKER, times=1)
    visitor.fail(INDEX, times=1)
    visitor.open("/about/")
    visitor.page.click(FIELD)
    visitor.page.keyboard.type("spasm")
    assert visitor.results()
    visitor.page.fill(FIELD, "")
    visitor.page.keyboard.type("tired")
    visitor.page.locator(f"{RESULT} mark", has_text="tired").first.wait_for()
    assert visitor.requested.count(WORKER) == visitor.requested.count(INDEX) == 2


# Colours


def test_the_first_dark_visit_is_dark_from_the_start_and_stays_dark(visit):
    visitor = visit(color_scheme="dark")
    visitor.hold(OURS)
    visitor.fail(THEME, times=1)
    visitor.open("/about/")
    assert visitor.page.evaluate(COLOURS) == DARK
    visitor.release(OURS)
    visitor.page.wait_for_load_state("load")
    assert visitor.page.evaluate(COLOURS) == DARK
    with visitor.page.expect_event("requestfailed"):
        visitor.page.keyboard.press("Shift")
    assert visitor.page.evaluate(COLOURS) == DARK
    visitor.start()
    assert visitor.page.evaluate(COLOURS) == DARK
    assert visitor.page.evaluate(STORED) == {}


@pytest.fixture(params=["without the theme", "with the theme"])
def about(visit, request) -> Visitor:
    """A visitor on a page where the theme's script never loads, and on one where it runs."""
    visitor = visit()
    if request.param == "without the theme":
        visitor.fail(THEME)
    visitor.open("/about/")
    if request.param == "with the theme":
        visitor.start()
    return visitor


@pytest.mark.proof
def test_colours_follow_the_system_until_a_reader_chooses(about):
    page = about.page
    for scheme, seen in (("dark", DARK), ("light", LIGHT)):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(FRAME)
        assert page.evaluate(COLOURS) == seen
    assert page.evaluate(STORED) == {}
    page.click(TOGGLE)
    assert page.evaluate(COLOURS) == DARK
    assert page.evaluate(STORED) == {"/.__palette": '{"index":1}'}
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(FRAME)
        assert page.evaluate(COLOURS) == DARK
    page.reload()
    assert page.evaluate(COLOURS) == DARK
    page.click(TOGGLE)
    assert page.evaluate(COLOURS) == LIGHT
    # As if the choice was made on another page, and the Back button shows this one unchanged.
    page.evaluate(
        "localStorage['/.__palette'] = '{\"index\":1}'; dispatchEvent(new Event('pageshow'))"
    )
    assert page.evaluate(COLOURS) == DARK


@pytest.mark.proof
def test_a_colour_switch_before_the_script_loads_takes_effect(visit):
    visitor = visit()
    visitor.hold(OURS)
    visitor.open("/about/")
    visitor.page.click(TOGGLE)
    visitor.release(OURS)
    visitor.page.wait_for_load_state("load")
    assert visitor.page.evaluate(COLOURS) == DARK
    assert visitor.page.evaluate(STORED) == {"/.__palette": '{"index":1}'}


def test_the_keyboard_can_switch_the_colours(about):
    focused = "document.activeElement.matches('[name=__palette]:checked')"
    for _ in range(10):
        about.page.keyboard.press("Tab")
        if about.page.evaluate(focused):
            break
    for key, seen in (("Enter", DARK), ("Space", LIGHT), ("ArrowRight", DARK), ("Enter", LIGHT)):
        about.page.keyboard.press(key)
        assert about.page.evaluate(COLOURS) == seen, key
        assert about.page.evaluate(focused), key


@pytest.mark.proof
def test_colours_work_on_this_page_when_storage_is_refused(visit):
    visitor = visit()
    visitor.page.add_init_script(
        "Storage.prototype.getItem = Storage.prototype.setItem ="
        " () => { throw new DOMException('no', 'SecurityError') }"
    )
    visitor.open("/about/")
    assert visitor.page.evaluate(COLOURS) == LIGHT
    visitor.page.keyboard.press("Tab")
    visitor.page.locator("[name=__palette]:checked").press("Space")
    visitor.wait_for_theme()
    assert visitor.page.evaluate(COLOURS) == DARK
    visitor.page.click(TOGGLE)
    assert visitor.page.evaluate(COLOURS) == LIGHT


@pytest.mark.proof
def test_going_back_shows_neither_old_colours_nor_an_open_menu(visit, data):
    visitor = visit(width=390)
    visitor.open("/about/")
    visitor.page.click(TOGGLE)
    visitor.page.click(MENU)
    visitor.page.locator(LINK_IN_MENU, has_text=data.pages["about/glossary.md"].title).click()
    visitor.page.wait_for_url("**/about/glossary/")
    visitor.page.click(TOGGLE)
    visitor.page.go_back()
    assert visitor.page.evaluate(COLOURS) == LIGHT
    assert not visitor.page.locator("#__drawer").is_checked()


# Everything else


def test_the_menu_opens_before_the_theme_loads_and_stays_open(visit):
    visitor = visit(width=390)
    visitor.hold(THEME)
    visitor.open(FRAGMENT)
    link = visitor.page.locator(LINK_IN_MENU).first
    visitor.page.click(MENU)
    link.wait_for()
    visitor.release(THEME)
    visitor.wait_for_theme()
    visitor.page.wait_for_timeout(200)
    assert visitor.page.locator("#__drawer").is_checked()
    visitor.page.keyboard.press("Escape")
    assert not visitor.page.locator("#__drawer").is_checked()
    visitor.page.click(MENU)
    link.wait_for()
    visitor.page.mouse.click(380, 500)
    assert not visitor.page.locator("#__drawer").is_checked()


def test_folds_footnotes_menu_and_checklist_work_without_the_theme(visit, data):
    visitor = visit(width=390)
    visitor.fail(THEME)
    visitor.open("/relief/")
    visitor.page.click("details.pacer summary")
    assert visitor.page.locator("details.pacer").get_attribute("open") is not None
    note = visitor.page.locator("article a.footnote-ref").first
    note.click()
    assert visitor.page.url.endswith(note.get_attribute("href"))
    visitor.page.click(MENU)
    visitor.page.locator(LINK_IN_MENU, has_text=data.pages["relief/every-day.md"].title).click()
    visitor.page.wait_for_url("**/every-day/")
    visitor.open(CHECKLIST)
    visitor.page.click("label[for=sudden-face-droop]")
    assert shown_tiers(visitor.page) == ["emergency"]


@pytest.mark.proof
def test_the_theme_adds_its_features_once(visit):
    visitor = visit()
    visitor.open("/causes/hemifacial-spasm/")
    page = visitor.page
    visitor.start()
    page.locator("article a.footnote-ref").first.hover()
    page.locator(".md-tooltip2--active").wait_for()
    assert page.locator(".md-tooltip2").count() == 1
    assert page.locator("meta[name=theme-color]").count() == 1
    page.mouse.wheel(0, 2000)
    page.locator(".md-header__title--active").wait_for()
    page.locator(".md-sidebar--secondary .md-nav__link--active").first.wait_for()
    page.mouse.wheel(0, -600)
    page.locator(".md-top").click()
    page.locator(".md-header__title:not(.md-header__title--active)").wait_for()


def test_folds_open_for_printing_and_close_again(visit):
    visitor = visit()
    visitor.open("/relief/")
    visitor.page.evaluate(
        """() => {
          const article = document.querySelector("article");
          article.insertAdjacentHTML("beforeend", "<details open>opened by a reader</details>");
          window.states = () => [...article.querySelectorAll("details")].map((fold) => fold.open);
          addEventListener("beforeprint", () => { window.printed = states(); });
        }"""
    )
    for loaded in (False, True):
        if loaded:
            visitor.start()
        visitor.page.evaluate("window.printed = null")
        visitor.page.pdf()
        assert all(visitor.page.evaluate("printed")), loaded
        *ours, opened = visitor.page.evaluate("states()")
        assert ours, loaded
        assert (any(ours), opened) == (False, True), loaded


def test_controls_that_need_a_script_are_hidden_without_one(visit):
    visitor = visit(width=390, java_script_enabled=False)
    visitor.open("/about/")
    for needs in (FIELD, MAGNIFIER, "[data-md-component=palette] *", "[data-print]"):
        assert visitor.page.locator(f"{needs} >> visible=true").count() == 0, needs
    for _ in range(6):
        visitor.page.keyboard.press("Tab")
        assert visitor.page.locator("[name=__palette]:focus").count() == 0
    visitor.page.click(MENU)
    visitor.page.locator(LINK_IN_MENU).first.wait_for()
