"""The built pages, as readers get them."""

import itertools
import json
import re
from urllib.parse import urljoin, urlparse

import pytest

import upkeep
import where
from conftest import PROJECT, ROOT
from helpers import SITE_MAP, address_of, text, without
from records.red_flags import TIERS, UNDER_16

pytestmark = pytest.mark.words

CHECKED_BY_NOW = "a doctor has checked: change the first paragraph of docs/about/index.md too"
READER = ("/causes/", "/relief/", "/when-to-seek-care/", "/handouts/")
ENDS_WITH_HELP = ("/causes/", "/relief/", "/when-to-seek-care/")


REVIEWS = {address_of(path): review for path, review in upkeep.reviews(PROJECT).items()}


@pytest.fixture(scope="module")
def ids(pages) -> dict[str, list[str]]:
    """All ids on each page."""
    return {a: [element["id"] for element in page.find_all(id=True)] for a, page in pages.items()}


def for_readers(pages: dict) -> dict:
    """Home and the pages of the sections for readers, without those about the site."""
    return {
        address: page
        for address, page in pages.items()
        if address == "/" or address.startswith(READER)
    }


def test_the_built_pages_are_those_in_the_menu(pages):
    assert set(pages) == set(SITE_MAP), "list it under `nav` in mkdocs.yml"


def test_no_template_is_published(site):
    published = [path.relative_to(site) for path in site.rglob("*") if path.suffix != ".js"]
    texts = {path: (site / path).read_bytes() for path in published if (site / path).is_file()}
    assert [path for path, content in texts.items() if b"{% " in content] == []


@pytest.mark.parametrize("address", SITE_MAP)
class TestEveryPage:
    def test_headings_are_in_order_with_one_h1(self, pages, address):
        levels = [int(h.name[1]) for h in pages[address].select("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))

    def test_the_emergency_strip_comes_first_and_leads_to_the_card(self, pages, data, address):
        strip = pages[address].select_one(".md-banner")
        assert text(strip.a) == data.words["strip_link"]
        assert all(data.words[name] in text(strip) for name in ("strip", "strip_passed"))
        target = urlparse(urljoin(f"http://x{address}", strip.a["href"]))
        assert (target.path, target.fragment) == ("/when-to-seek-care/", "emergency")

    def test_the_page_says_whether_a_doctor_has_checked_it(self, pages, data, address):
        page, words = pages[address], data.words
        review = REVIEWS.get(address, data.settings.review)
        draft = review.state == "draft"
        assert (words["end_draft"] in text(page)) == (draft and address != "/404.html")
        assert draft or "No doctor has checked it yet" not in text(page), CHECKED_BY_NOW
        notes = [words[name] for name in ("review_draft", "end_draft", "disclaimer")]
        page_text = text(without(page, ".paper"))  # the sheet on a page says so too
        assert sum(page_text.count(note) for note in notes) <= 2, "a draft says so twice at most"
        if address != "/404.html":
            line = text(page.select_one(".review b"))
            assert (line == words["review_draft"]) == draft
            assert draft or f"{review.reviewer}, {review.role}" in line

    def test_no_marker_or_template_code_is_left(self, pages, address):
        assert not re.search(
            r"<!--|\{\{|\{%|\[\^|///|markdown=|:material-",
            str(pages[address].select_one("article")),
        )

    def test_ids_are_unique_and_internal_links_work(self, pages, ids, address):
        assert len(ids[address]) == len(set(ids[address]))
        for link in pages[address].select("a[href]"):
            target = urlparse(urljoin(f"http://site{address}", link["href"]))
            if target.hostname != "site" or target.scheme == "tel":
                continue
            assert target.path in pages or target.path.endswith((".pdf", ".atom")), link["href"]
            if target.fragment:
                assert target.fragment in ids[target.path], link["href"]

    def test_images_have_sizes_and_alt_text(self, pages, address):
        for image in pages[address].select("article img"):
            assert image.get("width")
            assert image.get("height")
            assert image.has_attr("alt")


def test_descriptions_are_unique_and_of_a_suitable_length(pages):
    descriptions = [
        page.select_one("meta[name=description]")["content"]
        for address, page in pages.items()
        if address != "/404.html"
    ]
    assert len(set(descriptions)) == len(descriptions)
    assert all(70 <= len(description) <= 160 for description in descriptions)


def test_every_page_opens_with_its_bottom_line(pages):
    for address, page in pages.items():
        after = page.select_one("article h1").find_next_sibling()
        assert after.name == "p", address
        assert 5 <= len(text(after).split()) <= 80, address


def test_advice_pages_end_with_when_to_get_help_sources_and_review_state(pages):
    for address, page in pages.items():
        if not address.startswith(ENDS_WITH_HELP) or address == "/when-to-seek-care/":
            continue
        last, fold = page.select("article h2")[-2:]
        assert text(last) == "When to get help", address
        assert fold["id"] == "sources", address
        assert page.select("article > *")[-1]["class"] == ["page-end"], address


def test_reader_pages_have_two_sources_and_every_source_links_back(pages):
    for address, page in pages.items():
        notes = page.select(".footnote li[id]")
        if address.startswith(READER) and address != "/handouts/":
            assert len(notes) >= 2, f"{where.file(address)}: cite at least two sources"
        for note in notes:
            assert page.find(id=note.select_one(".footnote-backref")["href"][1:]), address


def test_sources_are_folded_under_a_heading_with_their_number(pages, data):
    for address, page in pages.items():
        notes = page.select(".footnote li[id]")
        folds = page.select("article details.sources")
        assert len(folds) == bool(notes), address
        for fold in folds:
            assert not fold.has_attr("open")
            assert text(fold.summary.h2) == data.words["sources"].format(count=len(notes))
            assert fold.summary.h2["id"] == "sources"
            assert len(fold.select(".footnote li[id]")) == len(notes)


def test_a_page_ends_with_two_lines_on_screen(pages, data):
    for address, page in pages.items():
        if address != "/404.html":
            first, second, *paper = page.select(".page-end > p")
            assert text(first).startswith(data.words["last_changed"]), address
            assert second.a, address
            assert all("on-paper" in line["class"] for line in paper), address


def test_the_search_knows_other_names_for_every_cause(data):
    for address in SITE_MAP:
        if address.startswith("/causes/"):
            name = where.file(address).removeprefix("docs/")
            assert data.search.of(name), f"docs/data/search.yml: give words to {name}"


def test_no_reader_page_is_empty(pages):
    for address, page in for_readers(pages).items():
        parts = ".footnote, .page-end, details, .review, table, .compare, form, .care, .figure"
        words = len(text(without(page.select_one("article"), parts)).split())
        assert words >= (60 if "checklist" in address else 150), where.file(address)


class TestRedFlags:
    def test_the_checklist_has_every_flag_once_in_its_tier(self, pages, data):
        form = pages["/when-to-seek-care/checklist/"].select_one("form.red-flags")
        boxes = [(box["id"], box["data-tier"]) for box in form.select("input[data-tier]")]
        wanted = [(flag.id, tier.id) for tier in data.red_flags.signs for flag in tier.flags]
        assert boxes == wanted
        for flag in [flag for tier in data.red_flags.signs for flag in tier.flags]:
            assert text(form.select_one(f"label[for={flag.id}]")) == flag.label

    def test_the_form_has_no_names_no_target_and_every_part(self, pages, data):
        form = pages["/when-to-seek-care/checklist/"].select_one("form.red-flags")
        assert form["autocomplete"] == "off"
        assert not form.has_attr("action")
        assert not form.select("[name], [checked]")
        none = form.select("input[type=checkbox][data-none]")
        assert [box["data-none"] for box in none] == ["self-care", UNDER_16]
        results = form.select(".red-flags__result")
        assert [result["data-tier"] for result in results] == [*TIERS, UNDER_16]
        assert len(form.select('[role=status][aria-atomic="true"]')) == 1
        assert text(form.select_one("button[type=reset]")) == data.words["reset"]

    def test_cards_and_checklist_say_the_same(self, pages, data):
        cards = pages["/when-to-seek-care/"].select("section.care")
        form = pages["/when-to-seek-care/checklist/"].select_one("form.red-flags")
        for card, tier in zip(cards, data.red_flags.tiers, strict=True):
            rows = card.select(".care__body ul:not(.numbers) > li")
            for row, flag in zip(rows, tier.flags, strict=True):
                assert text(row.a or row) == flag.label
                assert tier.night(flag) in text(row)
            if tier.id != "self-care":
                part = form.select_one(f".red-flags__tier[data-tier={tier.id}]")
                assert text(card.h2).endswith(text(part.h2))
                groups = [group.name for group in tier.groups]
                assert [text(heading) for heading in card.select("h3")][: len(groups)] == groups
                assert [text(heading) for heading in part.select(".red-flags__group > p")] == groups

    def test_nothing_comes_between_two_cards(self, pages):
        cards = pages["/when-to-seek-care/"].select("section.care")
        for before, after in itertools.pairwise(cards):
            assert before.find_next_sibling() is after

    def test_the_emergency_card_links_to_numbers_only(self, pages):
        card = pages["/when-to-seek-care/"].select_one("section.care[data-tier=emergency]")
        assert all(link["href"].startswith("tel:") for link in card.select("a"))

    def test_the_emergency_result_starts_with_the_numbers_by_country(self, pages, data):
        form = pages["/when-to-seek-care/checklist/"].select_one("form.red-flags")
        body = form.select_one(".red-flags__result[data-tier=emergency] .care__body")
        first = body.find(True)
        assert first["class"] == ["numbers"]
        for link, region in zip(first.select("a"), data.emergency_numbers.regions, strict=True):
            assert link["href"] == f"tel:{region.emergency}"
            assert text(link) == f"{region.short} {region.emergency}"

    def test_only_the_urgent_result_names_the_advice_lines(self, pages, data):
        form = pages["/when-to-seek-care/checklist/"].select_one("form.red-flags")
        for result in form.select(".red-flags__result:not([data-tier=emergency])"):
            lines = [text(link) for link in result.select(".numbers a")]
            known = [region for region in data.emergency_numbers.regions if region.advice]
            assert len(lines) == (len(known) if result["data-tier"] == "urgent" else 0)
            for line, region in zip(lines, known, strict=False):
                assert line.startswith(f"{region.short} {region.advice_name}")
                assert line.endswith(region.advice)

    def test_calm_words_come_first_where_nothing_is_urgent(self, pages, data):
        form = pages["/when-to-seek-care/checklist/"].select_one("form.red-flags")
        for answer in data.red_flags.answers[2:]:
            result = form.select_one(f".red-flags__result[data-tier={answer.id}]")
            assert text(result.select_one(".care__body > p")) == answer.calm
        cards = pages["/when-to-seek-care/"].select("section.care")
        for card, tier in list(zip(cards, data.red_flags.tiers, strict=True))[2:]:
            assert text(card.select_one(".care__body p")) == tier.calm

    def test_no_result_names_an_illness(self, pages):
        form = pages["/when-to-seek-care/checklist/"].select_one("form.red-flags")
        names = r"stroke|seizure|epilep|palsy is|spasm is|sclerosis|tumou?r|dystonia|tetan"
        for result in form.select(".red-flags__result"):
            advice = text(without(result, "[data-flag] span"))
            advice = advice.replace("If you know that you have epilepsy", "")
            assert not re.search(names, advice, re.I)

    def test_the_caveat_is_shown_with_the_result(self, pages, data):
        results = pages["/when-to-seek-care/checklist/"].select_one(".red-flags__results")
        assert data.red_flags.does_not_diagnose in text(results)

    def test_headings_are_in_the_contents_and_the_search_index(self, pages, site, data):
        toc = [text(a) for a in pages["/when-to-seek-care/"].select(".md-nav--secondary a")]
        emergency, urgent, *_ = data.red_flags.tiers
        assert toc[:2] == [emergency.action, urgent.action]
        index = (site / "search/search_index.json").read_text(encoding="utf-8")
        assert "when-to-seek-care/#emergency" in index
        assert emergency.flags[0].sign in index


def test_every_source_is_cited_and_listed_once(pages, data):
    listed = {li["id"] for li in pages["/about/sources/"].select("ul.sources > li")}
    assert listed == set(data.sources)
    texts = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "docs").rglob("*.md"))
    texts += "".join(
        path.read_text(encoding="utf-8")
        for path in (PROJECT / "docs/data").rglob("*.yml")
        if path.name != "sources.yml"
    )
    unused = [source for source in data.sources if not re.search(rf"[\[^ ]{source}[\],]", texts)]
    assert unused == [], "cite these sources or delete them"


def test_links_go_to_publishers_and_not_to_mirrors(data):
    mirrors = (
        r"notinline|scribd|docslib|alljournals|ouci|pubmed\.ncbi\.nlm\.nih\.gov\.|utm_|doctoori"
    )
    for source in data.sources.values():
        assert not re.search(mirrors, source.address or ""), source.id


def test_an_emergency_number_is_shown_only_with_its_country(pages, data):
    countries: dict[str, set[str]] = {}  # by number
    for region in data.emergency_numbers.regions:
        for number in filter(None, (region.emergency, region.advice)):
            countries.setdefault(number.replace(" ", ""), set()).update(
                (region.short, region.place)
            )
    links = [(address, a) for address, page in pages.items() for a in page.select("a[href^=tel]")]
    assert links
    for address, link in links:
        around, number = text(link.find_parent(["li", "tr"])), link["href"].removeprefix("tel:")
        assert any(country in around for country in countries[number]), f"{address}: {around}"


def test_unsafe_claims_of_the_first_article_are_not_repeated(pages):
    unsafe = [
        r"medically termed",
        r"lowers? the (threshold|overall)",
        r"calcium channel blocker",
        r"neurotransmitters",
        r"rhythmic spasms?",
        r"continuously for several weeks",
        r"releases? its? tension",
        r"mouth wide (open )?(and|to) hold",
        r"restores? the (proper )?balance",
        r"\bcures?\b",
    ]
    for address, page in for_readers(pages).items():
        match = re.search("|".join(unsafe), text(page.select_one("article")), re.I)
        assert not match, f"{where.file(address)}: {match[0]}"


def test_the_guide_never_claims_to_diagnose_or_detect(site, pages):
    """Regulators go by what the guide says of itself: see about/intended-use.md."""
    articles = {address: page.select_one("article") for address, page in pages.items()}
    texts = {address: text(without(article, ".footnote")) for address, article in articles.items()}
    texts |= {path.name: path.read_text("utf-8") for path in (site / "data").glob("*.json")}
    for address, content in texts.items():
        for match in re.finditer(
            r"[^.!?]*\b(guide|checklist|site|it|page|sheet)\b[^.!?]*", content
        ):
            if re.search(r"\b(diagnos|detect|screens? for|monitor)", match[0], re.I):
                assert re.search(r"\b(not|no|cannot|never)\b", match[0]), f"{address}: {match[0]}"


def test_words_that_we_avoid_are_not_used(pages):
    places = []
    for address, page in for_readers(pages).items():
        article = text(without(page.select_one("article"), ".footnote"))
        for match in re.finditer(r"\b(clinician|healthcare provider|\w+n't|should)\b", article):
            place = where.line(article[match.start() :], address)
            places.append(f"{place}: write another word for '{match[0]}'")
    assert places == []


def test_all_pages_are_listed_for_readers_without_a_script(pages):
    links = pages["/about/all-pages/"].select("article a[href]")
    listed = {urlparse(urljoin("http://site/about/all-pages/", a["href"])).path for a in links}
    assert set(SITE_MAP) - listed <= {"/", "/handouts/", "/404.html"}


def test_the_footer_and_version_json_name_the_same_version(pages, site, data):
    version = json.loads((site / "version.json").read_text(encoding="utf-8"))
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", version["date"])
    for address, page in pages.items():
        assert data.words["version"].format(**version) in text(page.footer), address


def test_each_promise_of_the_privacy_page_names_existing_tests(pages):
    article = pages["/about/privacy/"].article
    assert len(article.select("li")) >= 8
    assert [li for li in article.select("li") if not li.code] == []
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    for name in article.select("code"):
        assert f"def {name.get_text()}(" in tests, name
