"""The points in docs/data/quality/scorecards.yml are deserved, as far as a program can judge."""

import re
from urllib.parse import urljoin, urlparse

import pytest

import where
from helpers import address_of, text, without
from records.scorecards import PAGES

pytestmark = pytest.mark.words

MAX_LINES = 7  # of a list
MAX_PARAGRAPHS = 4  # under one heading
AT_THE_END = ".footnote, .page-end, .sources, .review"
IN_WORDS = r"\b(rare|rarely|common|often|most|few|many|more|usual|usually)\b"
NOT_KNOWN = r"\b(no study|not known|not shown|(sources|they) (differ|disagree)|no good data)\b"
SUMS = r"\b(add (up|them)|multipl|divid|subtract|work out|per ?cent|%)"
BASES = re.compile(r"\b\d+ in ([\d,]+)\b|\bof (\d+) (?:clinic )?(?:people|patients)\b", re.I)


@pytest.fixture(scope="module")
def scored(pages) -> dict:
    """The four scored articles by field name, without what every page has at its end."""
    return {
        name: without(pages[address_of(path)].select_one("article"), AT_THE_END)
        for name, path in PAGES.items()
    }


def with_a_point(data, scored, item: str) -> dict:
    """The articles that score a point for an item."""
    entry = next(entry for entry in data.scorecards.index if entry.id == item)
    return {name: article for name, article in scored.items() if getattr(entry, name) == "1"}


def test_the_scorecard_shows_the_points_of_each_page(pages, data):
    shown = text(pages["/about/scorecards/"].article)
    for path, points, items in data.scorecards.totals:
        wanted = data.words["index_total"].format(
            page=data.pages[path].title,
            points=points,
            items=items,
            hundred=round(100 * points / items),
        )
        assert wanted in shown


def test_a_page_that_scores_for_a_picture_has_a_described_one(data, scored):
    for name, article in with_a_point(data, scored, "picture").items():
        assert article.select("figure figcaption, .figure figcaption, li img[alt]"), name


def test_a_page_that_scores_for_lists_has_only_short_ones(data, scored):
    articles = with_a_point(data, scored, "lists")
    assert articles
    for name, article in articles.items():
        lists = article.select("ul, ol")
        assert lists, name
        for bullet_list in lists:
            lines = bullet_list.find_all("li", recursive=False)
            assert len(lines) <= MAX_LINES, (
                f"{where.file(address_of(PAGES[name]))}: {text(bullet_list)[:60]}"
            )


def test_a_page_that_scores_for_chunks_has_short_sections_with_headings(data, scored):
    for name, article in with_a_point(data, scored, "chunks").items():
        assert len(article.select("h2")) >= 2, name
        paragraphs = 0
        for part in article.select("h1, h2, h3, p"):
            paragraphs = paragraphs + 1 if part.name == "p" else 0
            assert paragraphs <= MAX_PARAGRAPHS, f"{name}: {text(part)[:60]}"


def test_a_page_that_scores_for_uncertainty_says_what_is_not_known(data, scored):
    articles = with_a_point(data, scored, "known-and-not-known")
    assert articles
    for name, article in articles.items():
        assert re.search(NOT_KNOWN, text(article), re.I), name


def test_a_page_that_scores_for_directions_says_when_and_how_to_get_help(data, scored):
    emergency, _, soon, _ = data.red_flags.tiers
    for name, article in with_a_point(data, scored, "directions").items():
        words = text(article).lower()
        assert emergency.action.lower() in words, name
        assert soon.action.lower() in words, name


def test_a_page_that_scores_for_no_sums_asks_for_none(data, scored):
    articles = with_a_point(data, scored, "no-sums")
    assert articles
    for name, article in articles.items():
        words = text(article)
        assert not re.search(SUMS, words, re.I), name
        assert len({a or b for a, b in BASES.findall(words)}) <= 1, name


def test_a_proportion_of_people_is_also_given_in_words(data, scored):
    articles = with_a_point(data, scored, "chance-in-words")
    assert articles
    for name, article in articles.items():
        paragraphs = [
            text(paragraph) for paragraph in article.select("p") if BASES.search(text(paragraph))
        ]
        assert paragraphs, f"{name}: no share is left, so the item does not apply"
        for paragraph in paragraphs:
            assert re.search(IN_WORDS, paragraph, re.I), f"{name}: {paragraph}"


def test_pages_give_the_number_of_readers_from_the_data(pages, data):
    count = data.words["test_count"].format(count=data.reader_tests.readers)
    for address in ("/about/scorecards/", "/about/measurements/"):
        assert count in text(pages[address].article), address


def test_what_a_clinic_looks_for_is_two_clicks_from_home(pages):
    def reached(address: str) -> set[str]:
        links = pages[address].select("a[href]")
        return {urlparse(urljoin(f"http://site{address}", link["href"])).path for link in links}

    first = reached("/") & pages.keys()
    second = first.union(*map(reached, first))
    about = ("", "intended-use/", "measurements/", "scorecards/", "test-with-readers/")
    assert {f"/about/{page}" for page in about} | {"/handouts/for-staff/"} <= second
    assert {f"/about/{page}" for page in about} <= {"/about/"} | reached("/about/")
    assert "/about/" in first
