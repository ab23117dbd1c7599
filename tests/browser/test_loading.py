"""What a page asks for and when, and that nobody who is quicker than its scripts loses anything."""

from urllib.parse import urlsplit

import pytest

from conftest import NO_MOUSE
from delivery import theme_files
from helpers import CHECKLIST, shown

A_PART = "/when-to-seek-care/#emergency"  # here the theme, as it starts, closes what is open
OURS = "/assets/javascripts/page.js"
THEME = f"/{theme_files.DELIVERED}"
THEME_STYLES = "/assets/stylesheets/script.css"
WORKER = f"/{theme_files.SEARCH}"
INDEX = "/search/search_index.json"
FIELD = ".md-search__input"
MAGNIFIER = ".md-header label[for=__search]"
MENU = ".md-header label[for=__drawer]"
LINK_IN_MENU = ".md-nav--primary .md-nav__link >> visible=true"
TOGGLE = "[data-md-component=palette] label >> visible=true"
RESULT = ".md-search-result__item"
STARTED = ".md-top[style]"  # the theme places the button as it starts
REPORT = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`refused: ${event.violatedDirective}`))"""
LIGHT, DARK = ["default", 0, [0]], ["slate", 1, [1]]
COLOURS = """() => {
  const every = [...document.querySelectorAll("[name=__palette]")];
  const shown = every.map((one, place) => one.nextElementSibling.checkVisibility() ? place : -1);
  return [document.body.dataset.mdColorScheme, every.findIndex((one) => one.checked),
    shown.filter((place) => place >= 0)];
}"""
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
STORED = "({ ...localStorage })"


class Visit:
    """A reader with an empty browser. Files can be held up on their way to them, or be lost."""

    def __init__(self, context, served: str):
        context.set_default_timeout(10_000)
        self.page = context.new_page()
        self.asked: list[str] = []
        self.troubles: list[str] = []
        self._served = served
        self._held: dict[str, list] = {}
        context.add_init_script(REPORT)
        self.page.on("request", lambda request: self.asked.append(urlsplit(request.url).path))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, line):
        expected = "Failed to load resource: net::ERR_FAILED"  # what `lose` leads to
        if line.type == "error" and line.text != expected:
            self.troubles.append(line.text)

    def hold(self, *files: str):
        """These files are asked for and do not come yet."""
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

    def bring(self, *files: str):
        """Files that were held come now."""
        for file in files:
            for route in self._held.pop(file):
                route.continue_()

    def lose(self, file: str, times: int | None = None):
        """The network fails at this file, always or some times."""
        self.page.route(f"**{file}", lambda route: route.abort(), times=times)

    def open(self, address: str):
        """The page is there, with page.js unless that is held."""
        early = OURS in self._held
        self.page.goto(self._served + address, wait_until="commit" if early else "load")
        self.page.wait_for_selector("#__config", state="attached")

    def start(self):
        """The theme's script begins, with a key that does nothing else."""
        self.page.keyboard.press("Shift")
        self.started()

    def started(self):
        """The theme's script has begun."""
        self.page.wait_for_selector(STARTED, state="attached")

    def results(self) -> int:
        """How many results the search shows, as soon as there are any."""
        self.page.locator(RESULT).first.wait_for()
        assert self.page.locator("#__search").is_checked()
        return self.page.locator(RESULT).count()


@pytest.fixture
def visit(browser, served):
    """Begins a visit: `visit(width=390)`. In the end there was no error and nothing was refused."""
    visits = []

    def begin(width: int = 1280, **options) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        visits.append(Visit(context, served))
        return visits[-1]

    yield begin
    troubles = [trouble for one in visits for trouble in one.troubles]
    for one in visits:
        one.page.context.close()
    assert troubles == []


def test_errors_and_violations_are_recorded(visit):
    one = visit()
    one.open("/about/")
    for trouble in (
        "console.error('a trouble')",
        "setTimeout(() => { throw Error('a trouble') })",
        "document.body.insertAdjacentHTML('beforeend', '<style>a { color: red }</style>')",
    ):
        one.page.evaluate(f"() => {{ {trouble} }}")
        one.page.evaluate(FRAME)
        assert one.troubles, trouble
        one.troubles.clear()


# What is asked for, and when


def test_a_first_view_requests_only_what_it_shows(visit):
    addresses = ["/", "/causes/hemifacial-spasm/", A_PART, CHECKLIST]
    visits = {address: visit() for address in addresses}
    for address, one in visits.items():
        one.page.add_init_script(NO_MOUSE)
        one.open(address)
        one.page.wait_for_load_state("networkidle")
    for address, one in visits.items():
        expected = [address.split("#")[0], "/assets/stylesheets/late.css", OURS]
        if address == CHECKLIST:
            expected.append("/assets/javascripts/red-flags.js")
        near = one.page.locator("img").evaluate_all(
            """all => all.filter(one => one.getBoundingClientRect().top < 4 * innerHeight)
                         .map(one => new URL(one.src).pathname)"""
        )
        assert sorted(set(one.asked) - set(near)) == sorted(expected), address
        assert len(one.asked) == len(set(one.asked)), address


def test_the_search_files_load_once_at_the_first_search(visit):
    one = visit()
    one.open("/about/")
    one.page.mouse.wheel(0, 500)
    one.started()
    one.page.evaluate(FRAME)
    assert {THEME, THEME_STYLES} <= set(one.asked)
    assert not {WORKER, INDEX} & set(one.asked)
    for word in ("spasm", "tired"):
        one.page.click(FIELD)
        one.page.fill(FIELD, "")
        one.page.keyboard.type(word)
        assert one.results()
    assert {WORKER, INDEX} <= set(one.asked)
    assert len(one.asked) == len(set(one.asked))


@pytest.mark.proof
def test_with_data_saving_the_theme_loads_on_a_key_and_not_on_scrolling(visit):
    one = visit()
    one.page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    one.open("/about/")
    one.page.mouse.move(300, 300)
    one.page.mouse.wheel(0, 500)
    one.page.mouse.down()
    one.page.mouse.up()
    one.page.evaluate(FRAME)
    assert one.asked.count(THEME) == 0
    one.start()


@pytest.mark.proof
def test_a_failed_theme_download_is_retried_on_the_next_key(visit):
    one = visit()
    one.lose(THEME, times=1)
    one.open("/about/")
    with one.page.expect_event("requestfailed"):
        one.page.mouse.wheel(0, 100)
    for place in range(100, 600, 50):  # over many elements, and each could be taken for a wish
        one.page.mouse.move(place, place)
    assert one.asked.count(THEME) == 1
    one.page.click(FIELD)
    one.page.keyboard.type("spasm")
    assert one.results()
    assert one.asked.count(THEME) == 2
    assert one.page.locator(f"link[href$='{THEME_STYLES}']").count() == 1


# Who searches before the search is there


@pytest.mark.proof
@pytest.mark.parametrize("way", ["click", "tap"])
def test_typing_before_the_search_is_ready_loses_no_keys(visit, way):
    one = visit(width=390, has_touch=True) if way == "tap" else visit()
    one.hold(THEME, WORKER, INDEX)
    one.open(A_PART)
    if way == "click":
        one.page.click(FIELD)
    else:
        one.page.tap(MAGNIFIER)
    one.page.keyboard.type("sp")
    one.page.keyboard.press("Enter")
    one.bring(THEME)
    one.started()
    one.page.keyboard.type("as")
    one.page.keyboard.press("Enter")
    one.page.wait_for_timeout(150)  # in the middle of it, the theme closes what it finds open
    one.bring(WORKER, INDEX)
    one.page.keyboard.type("m")
    assert one.results() > 5
    assert one.page.input_value(FIELD) == "spasm"
    assert one.page.url.endswith(A_PART)


@pytest.mark.proof
def test_enter_before_the_script_loads_stays_on_the_page_and_searches(visit):
    one = visit()
    one.hold(OURS)
    one.open("/about/")
    one.page.click(FIELD)
    one.page.keyboard.type("spasm")
    one.page.keyboard.press("Enter")
    one.page.evaluate(FRAME)
    one.bring(OURS)
    assert one.results() > 5
    assert one.page.url.endswith("/about/")


@pytest.mark.proof
def test_a_tap_on_the_magnifier_before_the_script_loads_focuses_the_search(visit):
    one = visit(width=390, has_touch=True)
    one.hold(OURS)
    one.open("/about/")
    one.page.tap(MAGNIFIER)
    one.bring(OURS)
    one.page.locator(f"{FIELD}:focus").wait_for()
    one.page.keyboard.type("spasm")
    assert one.results()


@pytest.mark.proof
def test_a_link_with_a_query_opens_the_search(visit):
    one = visit()
    one.open("/about/?q=spasm")
    assert one.results() > 5


@pytest.mark.proof
def test_a_failed_search_download_is_retried_automatically(visit):
    one = visit()
    one.lose(WORKER, times=1)
    one.lose(INDEX, times=1)
    one.open("/about/")
    one.page.click(FIELD)
    one.page.keyboard.type("spasm")
    assert one.results()
    one.page.fill(FIELD, "")
    one.page.keyboard.type("tired")
    one.page.locator(f"{RESULT} mark", has_text="tired").first.wait_for()
    assert one.asked.count(WORKER) == one.asked.count(INDEX) == 2


# Colours


def test_the_first_dark_visit_is_dark_from_the_start_and_stays_dark(visit):
    one = visit(color_scheme="dark")
    one.hold(OURS)
    one.lose(THEME, times=1)
    one.open("/about/")
    assert one.page.evaluate(COLOURS) == DARK
    one.bring(OURS)
    one.page.wait_for_load_state("load")
    assert one.page.evaluate(COLOURS) == DARK
    with one.page.expect_event("requestfailed"):
        one.page.keyboard.press("Shift")
    assert one.page.evaluate(COLOURS) == DARK
    one.start()
    assert one.page.evaluate(COLOURS) == DARK
    assert one.page.evaluate(STORED) == {}


@pytest.fixture(params=["without the theme", "with the theme"])
def about(visit, request) -> Visit:
    """A visit to a page where the theme's script never comes, and to one where it runs."""
    one = visit()
    if request.param == "without the theme":
        one.lose(THEME)
    one.open("/about/")
    if request.param == "with the theme":
        one.start()
    return one


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
    # The choice was made on another page, and the Back button shows this one as it was.
    page.evaluate(
        "localStorage['/.__palette'] = '{\"index\":1}'; dispatchEvent(new Event('pageshow'))"
    )
    assert page.evaluate(COLOURS) == DARK


@pytest.mark.proof
def test_a_colour_switch_before_the_script_loads_takes_effect(visit):
    one = visit()
    one.hold(OURS)
    one.open("/about/")
    one.page.click(TOGGLE)
    one.bring(OURS)
    one.page.wait_for_load_state("load")
    assert one.page.evaluate(COLOURS) == DARK
    assert one.page.evaluate(STORED) == {"/.__palette": '{"index":1}'}


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
    one = visit()
    one.page.add_init_script(
        "Storage.prototype.getItem = Storage.prototype.setItem ="
        " () => { throw new DOMException('no', 'SecurityError') }"
    )
    one.open("/about/")
    assert one.page.evaluate(COLOURS) == LIGHT
    one.page.keyboard.press("Tab")
    one.page.locator("[name=__palette]:checked").press("Space")
    one.started()
    assert one.page.evaluate(COLOURS) == DARK
    one.page.click(TOGGLE)
    assert one.page.evaluate(COLOURS) == LIGHT


@pytest.mark.proof
def test_going_back_shows_neither_old_colours_nor_an_open_menu(visit, data):
    one = visit(width=390)
    one.open("/about/")
    one.page.click(TOGGLE)
    one.page.click(MENU)
    one.page.locator(LINK_IN_MENU, has_text=data.pages["about/glossary.md"].title).click()
    one.page.wait_for_url("**/about/glossary/")
    one.page.click(TOGGLE)
    one.page.go_back()
    assert one.page.evaluate(COLOURS) == LIGHT
    assert not one.page.locator("#__drawer").is_checked()


# The rest of the page


def test_the_menu_opens_before_the_theme_loads_and_stays_open(visit):
    one = visit(width=390)
    one.hold(THEME)
    one.open(A_PART)
    link = one.page.locator(LINK_IN_MENU).first
    one.page.click(MENU)
    link.wait_for()
    one.bring(THEME)
    one.started()
    one.page.wait_for_timeout(200)
    assert one.page.locator("#__drawer").is_checked()
    one.page.keyboard.press("Escape")
    assert not one.page.locator("#__drawer").is_checked()
    one.page.click(MENU)
    link.wait_for()
    one.page.mouse.click(380, 500)
    assert not one.page.locator("#__drawer").is_checked()


def test_folds_footnotes_menu_and_checklist_work_without_the_theme(visit, data):
    one = visit(width=390)
    one.lose(THEME)
    one.open("/relief/")
    one.page.click("details.pacer summary")
    assert one.page.locator("details.pacer").get_attribute("open") is not None
    note = one.page.locator("article a.footnote-ref").first
    note.click()
    assert one.page.url.endswith(note.get_attribute("href"))
    one.page.click(MENU)
    one.page.locator(LINK_IN_MENU, has_text=data.pages["relief/every-day.md"].title).click()
    one.page.wait_for_url("**/every-day/")
    one.open(CHECKLIST)
    one.page.click("label[for=sudden-face-droop]")
    assert shown(one.page) == ["emergency"]


@pytest.mark.proof
def test_the_theme_adds_its_features_once(visit):
    one = visit()
    one.open("/causes/hemifacial-spasm/")
    page = one.page
    one.start()
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
    one = visit()
    one.open("/relief/")
    one.page.evaluate(
        """() => {
          const article = document.querySelector("article");
          article.insertAdjacentHTML("beforeend", "<details open>opened by a reader</details>");
          window.states = () => [...article.querySelectorAll("details")].map((one) => one.open);
          addEventListener("beforeprint", () => { window.printed = states(); });
        }"""
    )
    for loaded in (False, True):
        if loaded:
            one.start()
        one.page.evaluate("window.printed = null")
        one.page.pdf()
        assert all(one.page.evaluate("printed")), loaded
        *ours, opened = one.page.evaluate("states()")
        assert ours, loaded
        assert (any(ours), opened) == (False, True), loaded


def test_controls_that_need_a_script_are_hidden_without_one(visit):
    one = visit(width=390, java_script_enabled=False)
    one.open("/about/")
    for needs in (FIELD, MAGNIFIER, "[data-md-component=palette] *", "[data-print]"):
        assert one.page.locator(f"{needs} >> visible=true").count() == 0, needs
    for _ in range(6):
        one.page.keyboard.press("Tab")
        assert one.page.locator("[name=__palette]:focus").count() == 0
    one.page.click(MENU)
    one.page.locator(LINK_IN_MENU).first.wait_for()
