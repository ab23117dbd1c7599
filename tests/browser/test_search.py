"""The search answers what people type: tests/queries.yml, in the real search box. A line at its top
leads to help, whatever is found."""

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from conftest import ROOT
from helpers import AXE, CHECKLIST, settle

QUERIES = yaml.load((ROOT / "tests/queries.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
ALL = QUERIES["commonest"] | QUERIES["others"]
HELP = "/when-to-seek-care/"
FIELD, LINE = ".md-search__input", ".md-search .md-banner"
WIDTHS = (320, 1280)  # the search covers the page, or is a box in it
ANSWERED = 0.95  # of all queries, with an answer among the first three
ASK = """async (queries) => {
  const field = document.querySelector("[data-md-component=search-query]");
  const status = document.querySelector(".md-search-result__meta"), answers = {};
  const ask = (query) => new Promise((done, failed) => {
    setTimeout(failed, 5000, `no answer to ${query}`);
    const changes = new MutationObserver(() => { changes.disconnect(); done(); });
    changes.observe(status, { childList: true });
    field.value = query;
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
  await ask(" "); // the same query twice would not be searched again
  for (const query of new Set(queries)) {
    await ask(query);
    answers[query] = [...document.querySelectorAll(".md-search-result__item > a")]
      .map((link) => new URL(link.href).pathname);
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def ask(browser, served):
    """Types queries into the search box of one page: for each the pages found, best first."""
    page = browser.new_page()
    page.goto(served + "/about/")
    page.focus("[data-md-component=search-query]")
    page.keyboard.type("spasm")
    page.wait_for_selector(".md-search-result__item")
    yield lambda *queries: page.evaluate(ASK, list(queries))
    page.close()


@pytest.fixture(scope="module")
def answers(ask) -> dict[str, list[str]]:
    return ask(*ALL)


def missed(answers: dict, queries: dict, first: int) -> list[str]:
    """The queries that find none of their pages among the first results."""
    return [
        f"{query}: {answers[query][:3]}, and not {wanted}"
        for query, wanted in queries.items()
        if not set(wanted) & set(answers[query][:first])
    ]


def test_there_are_enough_queries_and_each_names_pages_of_the_site(pages):
    assert len(QUERIES["commonest"]) >= 30
    assert len(ALL) >= 120
    assert len(ALL) == len(QUERIES["commonest"]) + len(QUERIES["others"])
    assert {page for wanted in ALL.values() for page in wanted} <= set(pages)


def test_the_first_result_answers_the_commonest_queries(answers):
    assert missed(answers, QUERIES["commonest"], 1) == []


def test_an_answer_is_among_the_first_three_results(answers):
    unanswered = missed(answers, ALL, 3)
    assert len(unanswered) <= (1 - ANSWERED) * len(ALL), "\n".join(unanswered)


def test_every_other_name_and_spelling_finds_something(ask, data):
    typed = [synonym for same in data.search.same for synonym in same.typed]
    assert [query for query, results in ask(*typed).items() if not results] == []


def test_endings_case_and_punctuation_do_not_matter(ask):
    for typed in (("hemifacial spasm", "Hemifacial SPASMS!"), ("bell's palsy", "Bells, palsy")):
        first, second = ask(*typed).values()
        assert first == second != []


def test_uninformative_words_are_ignored_unless_alone(ask):
    plain, asked, alone = ask("lip", "why is it my lip twitching", "twitch").values()
    assert plain == asked
    assert alone


def test_property_names_of_objects_are_ordinary_words(ask):
    assert ask("constructor of the sleep")["constructor of the sleep"]


def test_pages_about_the_guide_stay_out_of_the_first_results(answers, pages):
    about = {page for page in pages if page.startswith("/about/") and page != "/about/glossary/"}
    named = {page for wanted in ALL.values() for page in wanted}
    for query, results in answers.items():
        assert not set(results[:3]) & (about - named), query


def test_words_that_sound_like_a_stroke_find_help_first(ask, data):
    typed = [
        one
        for same in data.search.same
        for one in same.typed
        if set(same.ours.split()) & {*data.search.first} - {"stroke"}
    ]
    found = ask(*typed, *(f"left side of mouth {one} for 10 minutes" for one in typed))
    assert [query for query, pages in found.items() if pages[0] != HELP] == []


def says(data) -> str:
    words = data.words
    call, check = words["strip_link"], words["search_check"]
    return f"{words['search_strip']} {call}. {words['search_not_sure']} {check}."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_line_to_help_is_there_when_nothing_is_found(open_page, data, width, scheme):
    page = open_page("/causes/medicines/", width=width, color_scheme=scheme)
    page.focus(FIELD)
    page.keyboard.type("zzz")
    page.locator(".md-search-result__meta", has_text="No match").wait_for()
    line = page.locator(LINE)
    assert line.inner_text() == says(data)
    settle(page)
    box = line.bounding_box()
    assert box["height"] < 150
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    addresses = line.locator("a").evaluate_all("all => all.map((a) => a.pathname + a.hash)")
    assert addresses == [f"{HELP}#emergency", CHECKLIST]
    found = Axe().run(page, context=".md-search", options=AXE)
    assert found.violations_count == 0, found.generate_report()


def test_the_line_to_help_waits_for_no_index(open_page, data):
    page = open_page("/about/", width=320)
    page.route("**/search_index.json", lambda _: None)  # never answered
    page.focus(FIELD)
    page.locator(LINE, has_text=data.words["search_strip"]).wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_line_to_help_is_reached_by_key_and_only_while_the_search_is_open(open_page, width):
    page = open_page("/causes/medicines/", width=width)
    page.focus(FIELD)
    page.keyboard.type("droopd")
    page.locator(".md-search-result__item").first.wait_for()
    focus, links = page.locator(":focus"), page.locator(f"{LINE} a")
    panel = page.locator("[data-md-toggle=search]")
    for address in links.evaluate_all("all => all.map((a) => a.href)"):
        page.keyboard.press("Tab")
        assert focus.evaluate("focus => focus.href") == address
        assert panel.is_checked()
        assert focus.is_visible()
    page.keyboard.press("Tab")
    assert not panel.is_checked()
    assert not focus.evaluate("focus => focus.closest('.md-search')")
    links.first.wait_for(state="hidden")
    page.keyboard.press("Shift+Tab")
    assert focus.get_attribute("name") == "query"
    page.keyboard.press("Shift+Tab")
    assert not panel.is_checked()


def test_on_a_phone_a_link_to_a_part_of_the_same_page_leads_there(open_page):
    page = open_page(HELP, width=390)
    page.evaluate("scrollTo(0, 3000)")
    page.focus(FIELD)
    page.wait_for_selector("[data-md-scrolllock]")
    page.locator(f"{LINE} a").first.click()
    page.wait_for_selector("body:not([style*=top])")  # the theme lets the page go
    top = page.locator("#emergency").bounding_box()["y"]
    assert 0 <= top < 450
