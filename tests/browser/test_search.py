"""The search answers what people type: tests/queries.yml, in the real search box."""

import pytest
import yaml

from conftest import ROOT

QUERIES = yaml.load((ROOT / "tests/queries.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
ALL = QUERIES["commonest"] | QUERIES["others"]
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
