"""Metadata of each page: schema.org, Open Graph, robots.txt, subjects and share pictures."""

import json
import re
from datetime import date
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from PIL import Image

import share_picture
from conftest import ROOT, SETTINGS, read_site
from helpers import SITE_MAP, address_of, text
from records.defects import DataError
from records.front_matter import Subject
from records.review import Review

pytestmark = pytest.mark.words

REAL = [address for address in SITE_MAP if address != "/404.html"]
TEXT, ADDRESS, DAY = r"[^<>]+", r"https?://\S+", r"20\d\d-\d\d-\d\d"
# The https://schema.org types and properties that we use: a pattern, or the types of the value.
NAMED = {"@id": ADDRESS, "url": ADDRESS, "name": TEXT}
WEB_PAGE = NAMED | {
    "description": TEXT,
    "inLanguage": r"en",
    "dateModified": DAY,
    "lastReviewed": DAY,
    "reviewedBy": {"Person"},
    "isAccessibleForFree": r"True",
    "license": r"https://creativecommons\.org/licenses/by/4\.0/",
    "image": ADDRESS,
    "isPartOf": {"WebSite"},
    "publisher": {"Organization"},
    "breadcrumb": {"BreadcrumbList"},
}
VOCABULARY = {
    "WebPage": WEB_PAGE,
    "MedicalWebPage": WEB_PAGE
    | {
        "about": {"MedicalSymptom", "MedicalCondition"},
        "audience": {"Patient"},
    },
    "MedicalSymptom": {"name": TEXT, "alternateName": TEXT},
    "MedicalCondition": {"name": TEXT, "alternateName": TEXT},
    "Patient": {},
    "Person": {"name": TEXT, "jobTitle": TEXT},
    "WebSite": NAMED | {"description": TEXT, "inLanguage": r"en", "publisher": {"Organization"}},
    "Organization": NAMED | {"logo": ADDRESS},
    "BreadcrumbList": {"@id": ADDRESS, "itemListElement": {"ListItem"}},
    "ListItem": {"position": r"\d", "name": TEXT, "item": ADDRESS},
}
REQUIRED = {
    "WebPage": {"url", "name", "description", "inLanguage", "dateModified"},
    "MedicalWebPage": {"url", "name", "description", "inLanguage", "dateModified", "about"},
    "ListItem": {"position", "name", "item"},
}
DRAFT = Review("draft")
CHECKED = Review("checked", "Dr </script> A.", "GP", date(2026, 11, 1), date(2027, 11, 1))


def graph(page) -> list[dict]:
    (script,) = page.select('script[type="application/ld+json"]')
    tree = json.loads(script.string)
    assert tree["@context"] == "https://schema.org"
    return tree["@graph"]


def check(thing: dict, by_id: dict):
    """Fails for a type or property that is not in VOCABULARY, or a value that does not fit."""
    known = VOCABULARY[thing["@type"]]
    assert REQUIRED.get(thing["@type"], set()) <= thing.keys(), thing
    for name, value in thing.items():
        if name == "@type":
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(known[name], str):
                assert re.fullmatch(known[name], str(item)), (name, item)
            else:
                target = item if "@type" in item else by_id[item["@id"]]
                assert target["@type"] in known[name], (name, item)
                if item is target:
                    check(item, by_id)


def metadata(review: Review = DRAFT, title: str = "X", about: tuple = ()) -> str:
    """The metadata elements of a page, from the template alone."""
    page = SimpleNamespace(
        title=title,
        canonical_url="https://example.org/causes/x/",
        is_homepage=False,
        ancestors=[],
        meta={"description": "About x", "changed": "2026-11-22"},
    )
    environment = Environment(loader=FileSystemLoader(ROOT / "overrides"))
    return environment.get_template("furniture/structured-data.html").render(
        page=page,
        config={"site_url": "https://example.org/", "site_name": "Guide"},
        nav={"homepage": {"title": "Home"}},
        words={},
        review=review,
        about=about,
    )


def first_of(html: str) -> dict:
    return graph(BeautifulSoup(html, "html.parser"))[0]


def meta(page, name: str) -> str:
    (element,) = page.select(f'meta[property="{name}"], meta[name="{name}"]')
    return element["content"]


@pytest.mark.parametrize("address", REAL)
class TestEveryPage:
    def test_schema_org_types_and_properties_are_used_correctly(self, pages, data, address):
        things = graph(pages[address])
        by_id = {thing["@id"]: thing for thing in things}
        for thing in things:
            check(thing, by_id)
        assert not re.search(r"FAQ|Review\b|Rating", json.dumps(things))
        draft = text(pages[address].select_one(".review b")) == data.words["review_draft"]
        assert ("reviewedBy" in things[0]) == ("lastReviewed" in things[0]) == (not draft)

    def test_the_metadata_match_the_page(self, pages, address):
        page, first = pages[address], graph(pages[address])[0]
        assert urlsplit(first["url"]).path == address
        assert (
            first["url"] == page.select_one("link[rel=canonical]")["href"] == meta(page, "og:url")
        )
        assert first["description"] == meta(page, "description") == meta(page, "og:description")
        assert page.title.string == f"{first['name']} - {SETTINGS['site_name']}"
        assert meta(page, "og:title") == first["name"]
        assert first["image"] == meta(page, "og:image")

    def test_only_pages_about_the_guide_are_not_medical(self, pages, address):
        kind = graph(pages[address])[0]["@type"]
        assert (kind == "WebPage") == address.startswith("/about/")

    def test_the_breadcrumbs_match_those_on_the_page(self, pages, address):
        things = {thing["@type"]: thing for thing in graph(pages[address])}
        if address == "/":
            assert {"WebSite", "Organization"} <= things.keys()
            assert "BreadcrumbList" not in things
            return
        steps = things["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert [urlsplit(step["item"]).path for step in steps][:: len(steps) - 1] == ["/", address]
        seen = [text(step) for step in pages[address].select(".md-path__item")]
        assert [step["name"] for step in steps[:-1]] == seen
        assert all(urlsplit(step["item"]).path in pages for step in steps)

    def test_the_share_picture_exists_in_the_stated_size(self, pages, site, address):
        page = pages[address]
        path = site / urlsplit(meta(page, "og:image")).path.lstrip("/")
        with Image.open(path) as image:
            assert image.size == (1200, 630)
            assert (str(image.width), str(image.height)) == (
                meta(page, "og:image:width"),
                meta(page, "og:image:height"),
            )
        assert meta(page, "og:image:alt")
        assert meta(page, "twitter:card") == "summary_large_image"


def test_the_404_page_has_no_address_and_no_metadata(pages):
    page = pages["/404.html"]
    assert not page.select("link[rel=canonical], [property^=og], [type='application/ld+json']")


def test_pages_are_about_their_own_illness_or_the_symptom(pages):
    def about(address):
        return [
            (subject["@type"], subject["name"]) for subject in graph(pages[address])[0]["about"]
        ]

    assert about("/") == about("/relief/") == [("MedicalSymptom", "Facial twitching")]
    assert about("/causes/hemifacial-spasm/") == [("MedicalCondition", "Hemifacial spasm")]


class TestReview:
    def test_a_draft_has_no_reviewer(self):
        assert "eview" not in json.dumps(first_of(metadata()))

    @pytest.mark.parametrize("state", ["checked", "overdue"])
    def test_a_review_is_published_with_its_date(self, state):
        review = Review(state, *list(vars(CHECKED).values())[1:])
        subject = Subject(kind="MedicalSymptom", name="X")
        first = first_of(metadata(review=review, about=(subject,)))
        assert first["lastReviewed"] == "2026-11-01"
        assert first["reviewedBy"]["name"] == CHECKED.reviewer
        assert first["reviewedBy"]["jobTitle"] == "GP"


def test_no_text_can_close_the_script_element():
    hostile = "</script><!-- & \u2028 'a' \"b\""
    html = metadata(title=hostile, review=CHECKED)
    assert len(re.findall("<script|</script|<!--", html)) == 2
    assert first_of(html)["name"] == hostile
    assert meta(BeautifulSoup(html, "html.parser"), "og:title") == hostile


def test_robots_may_crawl_everything_and_find_the_sitemap(site):
    lines = (site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert re.fullmatch(r"Sitemap: https?://\S+/sitemap\.xml", lines[-1])
    assert (site / "sitemap.xml").is_file()


def test_the_share_picture_has_its_colour_and_is_reproducible(site):
    with Image.open(site / "assets/images/share.png") as image:
        assert image.size == (1200, 630)
        assert image.convert("RGB").getpixel((4, 4)) == (0x0F, 0x4A, 0x4C)
    assert share_picture.draw("Guide", "Why?") == share_picture.draw("Guide", "Why?")


class TestSubjects:
    @pytest.mark.parametrize(
        ("about", "problem"),
        [
            ("[{kind: Illness, name: X}]", "unknown kind 'Illness' (known: MedicalSymptom, Med"),
            ("[{kind: MedicalSymptom}]", "subject: missing field 'name'"),
            ("[{kind: MedicalSymptom, name: X, nam: x}]", "subject: unknown field 'nam'"),
            ("[{kind: MedicalSymptom, name: <b>}]", "'name' contains markup"),
            ("MedicalSymptom", "'about' must be a list"),
        ],
    )
    def test_a_mistake_is_reported_with_its_line(self, copy, about, problem):
        path = copy / "docs/relief/index.md"
        text = path.read_text(encoding="utf-8").replace("---\n", f"---\nabout: {about}\n", 1)
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=rf"docs/relief/index\.md:2: .*{re.escape(problem)}"):
            read_site(copy)

    def test_every_illness_is_named_on_its_page(self, data, pages):
        for path, page in data.pages.items():
            for subject in page.about:
                words = text(pages[address_of(path)]).lower()
                assert any(word in words for word in subject.name.lower().split()), path

    def test_pages_share_the_subject_of_home_unless_about_the_guide(self, data):
        assert data.about("about/privacy.md") == ()
        assert data.about("relief/index.md") == data.about("index.md") != ()
        assert len(data.about("causes/after-bells-palsy.md")) == 2
