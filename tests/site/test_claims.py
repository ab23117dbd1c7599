"""Each statement of the first article is judged, and links to what the guide says instead."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from conftest import PROJECT
from helpers import address_of, text

pytestmark = pytest.mark.words


def flat(words: str) -> str:
    """The text on one line, without the spaces that tags leave around punctuation."""
    return re.sub(r"\s+(?=[.,;:?!)])|(?<=\()\s+", "", " ".join(words.split()))


def test_all_50_statements_of_the_first_article_are_judged_once():
    rows = re.findall(
        r"^ *# row (\d+)$", (PROJECT / "docs/data/claims.yml").read_text(encoding="utf-8"), re.M
    )
    assert sorted(map(int, rows)) == list(range(1, 51))


def test_each_claim_is_shown_and_links_to_what_we_say(pages, data):
    *_, cautions = data.claims.groups
    for group in data.claims.groups:
        address = "/about/cautions/" if group is cautions else "/about/claims/"
        for claim in group.claims:
            heading = pages[address].find(id=claim.id)
            shown = heading.find_next("dl")
            assert flat(text(heading)) == flat(claim.said)
            assert flat(claim.why) in flat(text(shown))
            target = urlsplit(urljoin(address, shown.select("a")[-1]["href"]))
            path, _, place = claim.page.partition("#")
            assert target.path == address_of(path), claim.id
            assert target.fragment == place
            headings = pages[target.path].article.select(f"#{place}" if place else "h1")
            assert [heading.name[0] for heading in headings] == ["h"], f"{claim.id}: {claim.page}"


def test_cautions_without_a_source_are_listed_as_ours(data):
    headings = [group.heading for group in data.claims.groups]
    ours = [c for g in data.claims.groups for c in g.claims if c.verdict == "our caution"]
    assert "Cautions that are ours" in headings
    assert len(ours) >= 20
