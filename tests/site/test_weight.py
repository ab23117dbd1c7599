"""Every page is light: the targets in docs/about/measurements.md, in bytes after Brotli 11."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import growth
import weight
from conftest import NO_MOUSE
from page_requests import resolve
from weight import LONG_PAGES

FIRST_RESPONSE = 14_600 - 250  # a server's first ten segments, without the response headers
LONG_LIST = 21_000
FIRST_VIEW, REQUESTS = 20_000, 4
FIRST_SEARCH, SEARCH_FROM_LONG_LIST = 89_000, 95_000
DRAWING, SHEET = 5_000, 9_000
LATE = ("/assets/stylesheets/late.css", "/assets/javascripts/page.js")
CHECKLIST = "/when-to-seek-care/checklist/"
OWN_SCRIPTS = {
    CHECKLIST: ["/assets/javascripts/red-flags.js"],
    "/handouts/your-sheet/": ["/assets/javascripts/your-sheet.js"],
}


@pytest.fixture(scope="module")
def weights(site, pages) -> dict[str, weight.Weight]:
    return {address: weight.weigh(site, address, page) for address, page in pages.items()}


def test_every_page_fits_the_first_response_or_is_a_long_list(weights):
    for address, page in weights.items():
        assert page.blocking <= (LONG_LIST if address in LONG_PAGES else FIRST_RESPONSE), (
            f"{address}: {page.blocking} bytes before it shows; shorten it"
        )


def test_only_pages_that_need_it_count_as_long_lists(weights):
    assert min(weights[address].blocking for address in LONG_PAGES) > FIRST_RESPONSE


def test_the_first_view_is_light_and_needs_few_requests(weights, site):
    """Long lists exceed the 20 kB for every page by up to 6 kB. A page with a form may add its
    script."""
    late = sum(weight.size(site, path) for path in LATE)
    for address, page in weights.items():
        scripts = sum(weight.size(site, path) for path in OWN_SCRIPTS.get(address, ()))
        most = LONG_LIST + late if address in LONG_PAGES else FIRST_VIEW + scripts
        assert page.first_view <= most, (
            f"{address}: {page.first_view} bytes in the first view (at most {most}); shorten it"
        )
        assert len(page.requests) <= REQUESTS, address


def test_nothing_else_is_requested_before_a_reader_acts(weights):
    for address, page in weights.items():
        assert page.requests == (address, *LATE, *OWN_SCRIPTS.get(address, []))


def test_a_browser_requests_what_was_weighed_and_nearby_pictures(open_page, served, weights):
    page, requested = open_page("/about/"), set()
    page.add_init_script(NO_MOUSE)
    page.on("request", lambda request: requested.add(request.url.removeprefix(served)))
    for address in ("/", CHECKLIST):
        requested.clear()
        page.goto(served + address, wait_until="networkidle")
        assert requested - weights[address].pictures.keys() == set(weights[address].requests)


def test_a_page_with_its_first_search_result_is_light(weights):
    for address, page in weights.items():
        most = SEARCH_FROM_LONG_LIST if address in LONG_PAGES else FIRST_SEARCH
        assert page.search <= most, (
            f"{address}: {page.search} bytes up to the first search result (at most {most})"
        )


def test_drawings_are_light_and_pictures_load_lazily(weights, pages):
    for address, page in pages.items():
        for picture in page.find_all("img"):
            assert picture["loading"] == "lazy", address
            assert {"width", "height"} <= picture.attrs.keys(), address
        for path, size in weights[address].pictures.items():
            assert size <= (SHEET if path.startswith("/handouts/") else DRAWING), path


def test_a_menu_lists_its_own_section_and_the_first_page_of_others(pages):
    for address, page in pages.items():
        menus = [page.find(class_=name) for name in ("md-tabs", "md-nav--primary")]
        for path in (resolve(address, link) for menu in menus for link in menu.find_all("a")):
            assert path.count("/") <= 2 or path.split("/")[1] == address.split("/")[1], address


@pytest.mark.proof
def test_the_published_weights_match_the_measured_ones(weights, data):
    rows = weight.published_rows(list(weights.values()))
    for name, measured in rows.items():
        row = getattr(data.measurements.weight, name)
        named = weights[row.name]
        assert int(row.requests) == measured["requests"], "run make measure"
        for field in ("blocking", "first_view", "search"):
            for kilobytes in (measured[field], getattr(named, field) / 1000):
                assert float(getattr(row, field)) == pytest.approx(kilobytes, rel=0.02), (
                    f"{name}, {field}: run make measure"
                )


@pytest.mark.proof
def test_only_the_list_of_pages_grows_with_the_site(tmp_path):
    small, large = (growth.build(tmp_path / str(n), n, ratio=1) for n in (1, 10))
    changed = growth.changed_pages(*(tmp_path / str(n) / "site" for n in (1, 10)))
    assert changed == ["about/all-pages/index.html"]
    assert large.pages >= 10 * small.pages
    assert large.seconds <= 10 * small.seconds


class TestWeighing:
    """What is counted in the weights, on a page that does everything that ours must not do."""

    HTML = """<head>
      <link rel="icon" href="data:,"><link rel="canonical" href="https://example.org/">
      <link rel="stylesheet" href="first.css"><link rel="stylesheet" href="p.css" media="print">
      <script src="now.js"></script><script src="later.js" defer></script>
      <style>p { background: url("in-style.svg"); color: url(#filter) }</style></head>
      <body><img src="now.svg#part"><img src="near.svg#part" loading="lazy">
      <script id="__config" type="application/json">{"base": "..", "search": "w.js"}</script>
      <script src="/page.js" defer data-theme="t.js" data-styles="t.css"></script>"""

    @pytest.fixture
    def page(self, tmp_path) -> weight.Weight:
        below = ("first.css", "p.css", "now.js", "later.js", "in-style.svg", "now.svg", "near.svg")
        files = ["page.js", "search/search_index.json", "a/in-sheet.png"]
        for name in [*files, *(f"a/{name}" for name in (*below, "w.js", "t.js", "t.css"))]:
            path = Path(tmp_path, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(name, encoding="utf-8")
        (tmp_path / "a/first.css").write_text(
            "p { background: url(in-sheet.png) }", encoding="utf-8"
        )
        (tmp_path / "a/index.html").write_text(self.HTML, encoding="utf-8")
        return weight.weigh(tmp_path, "/a/", BeautifulSoup(self.HTML, "html.parser"))

    def test_everything_that_a_browser_requests_is_found(self, page):
        names = {"", "first.css", "p.css", "now.js", "later.js", "now.svg", "in-style.svg"}
        assert set(page.requests) == {f"/a/{name}" for name in {*names, "in-sheet.png"}} | {
            "/page.js"
        }
        assert list(page.pictures) == ["/a/near.svg"]

    def test_a_page_waits_for_itself_its_style_sheets_and_its_scripts(self, page, tmp_path):
        waits = ("/a/", "/a/first.css", "/a/now.js")
        assert page.blocking == sum(weight.size(tmp_path, path) for path in waits)

    def test_touch_and_search_add_the_files_that_the_page_names(self, page, tmp_path):
        added = {path: weight.size(tmp_path, path) for path in ("/a/t.js", "/a/t.css", "/a/w.js")}
        index = weight.size(tmp_path, "/search/search_index.json")
        assert page.touch == added["/a/t.js"] + added["/a/t.css"]
        assert page.search == page.first_view + page.touch + added["/a/w.js"] + index
