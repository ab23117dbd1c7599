"""The search box answers what people type: tests/queries.yml, in the real box with its worker."""

import re

import pytest
import yaml

from conftest import PROJECT, ROOT
from records import search

QUERIES = yaml.load((ROOT / "tests/queries.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
ALL = QUERIES["commonest"] | QUERIES["others"]
RIGHT = 0.95  # of all queries, with an answer among the first three
ASK = """async (queries) => {
  const field = document.querySelector("[data-md-component=search-query]");
  const said = document.querySelector(".md-search-result__meta"), found = {};
  const ask = (query) => new Promise((done, failed) => {
    setTimeout(failed, 5000, `no answer to ${query}`);
    const seen = new MutationObserver(() => { seen.disconnect(); done(); });
    seen.observe(said, { childList: true });
    field.value = query;
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
  await ask(" "); // the box does not ask the same again
  for (const query of new Set(queries)) {
    await ask(query);
    found[query] = [...document.querySelectorAll(".md-search-result__item")].map((item) => ({
      page: new URL(item.querySelector("a").href).pathname,
      text: [...item.querySelectorAll("article")].map((one) => one.textContent).join("\n"),
    }));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def ask(browser, served):
    """Types queries into the box of one page: for each the results, `page` and `text`, in order."""
    page = browser.new_page()
    page.goto(served + "/about/")
    page.focus("[data-md-component=search-query]")
    page.keyboard.type("spasm")
    page.wait_for_selector(".md-search-result__item")
    yield lambda *queries: page.evaluate(ASK, list(queries))
    page.close()


@pytest.fixture(scope="module")
def answers(ask) -> dict[str, list[str]]:
    """The pages that each query finds, the best first."""
    return {query: [one["page"] for one in found] for query, found in ask(*ALL).items()}


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
    found = missed(answers, ALL, 3)
    assert len(found) <= (1 - RIGHT) * len(ALL), "\n".join(found)


def test_other_spellings_and_names_find_the_same_page_first(ask, data):
    for same in data["search"].same:
        (ours, wanted), *others = ask(same.ours, *same.typed).items()
        assert wanted, ours
        for typed, found in others:
            assert found, f"{typed} finds nothing"


def test_a_word_is_found_however_it_ends_and_is_written(ask):
    wanted, *others = ask("hemifacial spasm", "Hemifacial SPASMS!", "hemifacial, spasm").values()
    for found in others:
        assert found[0]["page"] == wanted[0]["page"]
    assert (
        len({tuple(one["page"] for one in found) for found in ask("bell's", "Bells").values()}) == 1
    )


def test_words_that_tell_nothing_are_not_looked_for_unless_alone(ask):
    plain, asked = ask("lip", "why is it my lip").values()
    assert [one["page"] for one in asked] == [one["page"] for one in plain]
    (alone,) = ask("twitch").values()
    assert alone


def test_pages_on_the_guide_itself_come_last_or_never(answers, pages):
    about = {page for page in pages if page.startswith("/about/") and page != "/about/glossary/"}
    named = {page for wanted in ALL.values() for page in wanted}
    for query, found in answers.items():
        assert not set(found[:3]) & (about - named), query


def test_teasers_have_words_and_no_numbers_of_notes(ask):
    for query, found in ask("face nerve", "muscle around the eye", "stress").items():
        for one in found:
            assert not re.search(r"[a-z]\d\d?\b|\d\.\d\.", one["text"]), (query, one["text"])


def test_the_search_data_are_read_from_the_project():
    assert (PROJECT / search.PATH).exists()
