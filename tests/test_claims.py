"""Claims: each row of the evidence is judged, and the page really says what the claim says."""

import re

from conftest import ROOT
from test_site import text, without


def flat(words: str) -> str:
    """Words as one line, without the spaces that marks and references leave behind."""
    return re.sub(r"\s+(?=[.,;:?!)])|(?<=\()\s+", "", " ".join(words.split()))


def test_all_50_statements_of_the_first_article_are_judged_once():
    rows = re.findall(r"^ *# row (\d+)$", (ROOT / "docs/data/claims.yml").read_text(), re.M)
    assert sorted(map(int, rows)) == list(range(1, 51))


def test_each_claim_leads_to_the_sentence_that_the_page_says(pages, data):
    for group in data["claims"].groups:
        for claim in group.claims:
            address = "/" + claim.page.removesuffix("index.md").replace(".md", "/")
            article = flat(text(without(pages[address].select_one("article"), ".footnote")))
            assert flat(claim.says) in article, f"{claim.id}: {claim.says}"


def test_cautions_without_a_source_are_listed_as_ours(data):
    headings = [group.heading for group in data["claims"].groups]
    ours = [c for g in data["claims"].groups for c in g.claims if c.verdict == "our caution"]
    assert "Cautions that are ours" in headings
    assert len(ours) >= 20


def test_the_pages_show_every_claim(pages, data):
    *_, cautions = data["claims"].groups
    for group in data["claims"].groups:
        address = "/about/cautions/" if group is cautions else "/about/claims/"
        shown = flat(text(pages[address].select_one("article")))
        for claim in group.claims:
            assert flat(claim.said) in shown
            assert flat(claim.why) in shown
