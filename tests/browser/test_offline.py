"""The offline pack as a reader opens it: unpacked, with a double click, without a host."""

from zipfile import ZipFile

import pytest

from browsers import BROWSERS
from helpers import RESULTS, first_result, shown_tiers, tick

CHECKLIST = "when-to-seek-care/checklist.html"
REPORT = """() => {
  window.faults = [];
  document.addEventListener("securitypolicyviolation",
    (event) => faults.push(`${event.violatedDirective} ${event.blockedURI}`));
}"""


@pytest.fixture(scope="module")
def stick(pack, tmp_path_factory) -> str:
    """The address of the unpacked folder, with a trailing slash."""
    folder = tmp_path_factory.mktemp("a stick")  # with a space, as names of USB sticks often have
    with ZipFile(pack) as opened:
        opened.extractall(folder)
    return folder.as_uri() + "/"


@pytest.fixture
def page(browser, stick):
    """The first page. Fails if anything but files was requested, or if there was an error."""
    context = browser.new_context()
    page = context.new_page()
    requested, faults = [], []
    context.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: message.type == "error" and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(stick + "index.html")
    yield page
    context.close()
    assert [url for url in requested if not url.startswith(("file:", "data:"))] == []
    assert faults == []


def search(page, word):
    page.click(".md-search__input")
    page.keyboard.type(word)
    page.wait_for_selector(RESULTS)


@pytest.mark.proof
def test_the_pack_opens_and_every_page_is_listed(page, stick):
    page.click(".doors a >> nth=0")
    assert page.url == stick + CHECKLIST
    page.click(".site-foot a[href*=all-pages]")
    page.wait_for_url("**/all-pages*")
    links = page.eval_on_selector_all("article li a", "links => links.map(link => link.href)")
    assert len(links) > 20
    for link in links:
        page.goto(link)
        assert page.locator("h1").count() == 1, link
        help_now = page.locator(".strip a").evaluate("link => link.href")
        assert help_now == stick + "when-to-seek-care/index.html#emergency"
    page.click(".strip a")
    page.wait_for_url("**/when-to-seek-care/index.html#emergency")


@pytest.mark.parametrize("start", ["index.html", "causes/medicines.html"])
def test_search_finds_spasm_and_its_result_opens(page, stick, start):
    page.goto(stick + start)
    search(page, "spasm")
    first = page.locator(RESULTS).first
    assert "spasm" in first.inner_text().lower()
    first.click()
    page.wait_for_url("**/hemifacial-spasm.html*")
    assert "spasm" in page.locator("h1").inner_text().lower()


def test_the_checklist_gives_its_results_offline(page, stick, data):
    page.goto(stick + CHECKLIST)
    for tier in data.red_flags.signs:
        tick(page, [tier.flags[0].id])
        assert shown_tiers(page) == [tier.id]
    tick(page, [], True)
    assert shown_tiers(page) == ["self-care"]


def test_a_colour_switch_is_kept_offline(page, stick):
    scheme = "document.body.dataset.mdColorScheme"
    before = page.evaluate(scheme)
    page.click("[data-md-component=palette] label:visible")
    after = page.evaluate(scheme)
    assert {before, after} == {"default", "slate"}
    page.goto(stick + "relief/index.html")
    assert page.evaluate(scheme) == after


@pytest.mark.proof
@pytest.mark.parametrize("name", BROWSERS)
def test_search_and_checklist_work_offline_in_other_browsers(name, stick, data):
    with BROWSERS[name]() as page:
        page.goto(stick + "causes/medicines.html")
        page.evaluate(REPORT)
        assert "causes/hemifacial-spasm.html" in first_result(page, "spasm")
        assert_only_files_requested(page)
        page.goto(stick + CHECKLIST)
        page.evaluate(REPORT)
        for tier in data.red_flags.signs:
            tick(page, [tier.flags[0].id])
            assert shown_tiers(page) == [tier.id]
        assert_only_files_requested(page)


def assert_only_files_requested(page):
    requested = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [url for url in requested if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("faults") == []
