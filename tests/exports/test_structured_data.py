"""What machines are told of each page: schema.org, Open Graph, robots.txt, subjects, pictures."""

import io
import json
import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from PIL import Image
from test_site import SITE_MAP, address_of, text

from conftest import SETTINGS
from exports import share_pictures, structured_data
from records import subjects
from records.reader import Reader
from records.review import Review
from records.yaml_lines import DataError

pytestmark = pytest.mark.words

REAL = [address for address in SITE_MAP if address != "/404.html"]
TEXT, ADDRESS, DAY = r"[^<>]+", r"https?://\S+", r"20\d\d-\d\d-\d\d"
# The types and properties of https://schema.org that we use: a pattern, or the types of a value.
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
CHECKED = Review("checked", "Dr </script> A.", "GP", date(2026, 11, 1), date(2027, 11, 1))


def graph(page) -> list[dict]:
    (script,) = page.select('script[type="application/ld+json"]')
    tree = json.loads(script.string)
    assert tree["@context"] == "https://schema.org"
    return tree["@graph"]


def check(thing: dict, by_id: dict):
    """Fails for a type or property that is not in the table, or a value that does not fit."""
    known = VOCABULARY[thing["@type"]]
    assert REQUIRED.get(thing["@type"], set()) <= thing.keys(), thing
    for name, value in thing.items():
        if name == "@type":
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(known[name], str):
                assert re.fullmatch(known[name], str(one)), (name, one)
            else:
                target = one if "@type" in one else by_id[one["@id"]]
                assert target["@type"] in known[name], (name, one)
                if one is target:
                    check(one, by_id)


def one_page(**change) -> structured_data.Page:
    facts = {
        "site": "https://example.org/",
        "site_name": "Guide",
        "site_description": "What it is",
        "address": "https://example.org/causes/x/",
        "title": "X",
        "description": "About x",
        "changed": "2026-11-22",
        "picture": "https://example.org/x.png",
        "trail": [("Home", "https://example.org/"), ("X", "https://example.org/causes/x/")],
        "subjects": [],
        "review": Review("draft"),
    }
    return structured_data.Page(**facts | change)


def meta(page, name: str) -> str:
    (found,) = page.select(f'meta[property="{name}"], meta[name="{name}"]')
    return found["content"]


@pytest.mark.parametrize("address", REAL)
class TestEveryPage:
    def test_the_vocabulary_is_used_as_it_is_meant(self, pages, data, address):
        things = graph(pages[address])
        by_id = {thing["@id"]: thing for thing in things}
        for thing in things:
            check(thing, by_id)
        assert not re.search(r"FAQ|Review\b|Rating", json.dumps(things))
        draft = text(pages[address].select_one(".review b")) == data["words"]["review_draft"]
        assert ("reviewedBy" in things[0]) == ("lastReviewed" in things[0]) == (not draft)

    def test_it_says_the_same_as_the_page(self, pages, address):
        page, first = pages[address], graph(pages[address])[0]
        assert urlsplit(first["url"]).path == address
        assert (
            first["url"] == page.select_one("link[rel=canonical]")["href"] == meta(page, "og:url")
        )
        assert first["description"] == meta(page, "description") == meta(page, "og:description")
        assert page.title.string == f"{first['name']} - {SETTINGS['site_name']}"
        assert meta(page, "og:title") == first["name"]
        assert first["image"] == meta(page, "og:image")

    def test_only_pages_on_the_guide_itself_are_not_medical(self, pages, address):
        kind = graph(pages[address])[0]["@type"]
        assert (kind == "WebPage") == address.startswith("/about/")

    def test_the_breadcrumbs_are_those_that_readers_see(self, pages, address):
        things = {thing["@type"]: thing for thing in graph(pages[address])}
        if address == "/":
            assert {"WebSite", "Organization"} <= things.keys()
            assert "BreadcrumbList" not in things
            return
        steps = things["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert [urlsplit(step["item"]).path for step in steps][:: len(steps) - 1] == ["/", address]
        seen = [text(one) for one in pages[address].select(".md-path__item")]
        assert [step["name"] for step in steps[:-1]] == seen
        assert all(urlsplit(step["item"]).path in pages for step in steps)

    def test_the_picture_is_there_in_the_size_that_is_said(self, pages, site, address):
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


def test_the_page_that_is_not_there_has_no_address_and_no_data(pages):
    page = pages["/404.html"]
    assert not page.select("link[rel=canonical], [property^=og], [type='application/ld+json']")


def test_pages_are_about_their_own_illness_or_the_symptom(pages):
    def about(address):
        return [(one["@type"], one["name"]) for one in graph(pages[address])[0]["about"]]

    assert about("/") == about("/relief/") == [("MedicalSymptom", "Facial twitching")]
    assert about("/causes/hemifacial-spasm/") == [("MedicalCondition", "Hemifacial spasm")]


class TestReview:
    def test_a_draft_has_no_reviewer(self):
        tree = json.dumps(structured_data.json_ld(one_page()))
        assert "eview" not in tree

    @pytest.mark.parametrize("state", ["checked", "overdue"])
    def test_a_check_that_took_place_is_told_with_its_date(self, state):
        review = Review(state, *list(vars(CHECKED).values())[1:])
        subject = subjects.Subject(id="x", kind="MedicalSymptom", name="X")
        first = structured_data.json_ld(one_page(review=review, subjects=[subject]))["@graph"][0]
        assert first["lastReviewed"] == "2026-11-01"
        assert first["reviewedBy"]["name"] == CHECKED.reviewer
        assert first["reviewedBy"]["jobTitle"] == "GP"


def test_nothing_in_it_can_end_its_script_element():
    nasty = "</script><!-- & \u2028 'a' \"b\""
    script = one_page(title=nasty, review=CHECKED).script
    assert not re.search("[<>&\u2028]", script)
    assert json.loads(script)["@graph"][0]["name"] == nasty


def test_robots_may_read_everything_and_find_the_map(site):
    lines = (site / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert re.fullmatch(r"Sitemap: https?://\S+/sitemap\.xml", lines[-1])
    assert (site / "sitemap.xml").is_file()


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return share_pictures.build({"causes/x.md": "Causes", "index.md": "Why"}, "Guide", "A line")


class TestPictures:
    def test_they_are_small_and_in_the_colours_of_the_site(self, drawn):
        for png in drawn.values():
            image = Image.open(io.BytesIO(png))
            assert image.size == (1200, 630)
            assert len(png) < 60_000
            pixels = image.convert("RGB")
            assert pixels.getpixel((4, 4)) == (0x0F, 0x4A, 0x4C)
            assert (0xFF, 0xFD, 0xF9) in {colour for _, colour in pixels.getcolors()}

    def test_they_are_the_same_each_time_and_differ_by_section(self, drawn):
        sections = {"causes/x.md": "Causes", "index.md": "Why"}
        assert share_pictures.build(sections, "Guide", "A line") == drawn
        assert len(set(drawn.values())) == 2

    def test_a_section_is_a_folder_and_home_is_one(self):
        nav = [{"Home": "index.md"}, {"Causes": ["causes/index.md", "causes/x.md"]}]
        nav += [{"Handouts": "handouts/index.md"}, {"Code": "https://example.org/"}]
        found = share_pictures.sections(nav, "Why")
        assert found == {
            "index.md": "Why",
            "causes/index.md": "Causes",
            "handouts/index.md": "Handouts",
        }
        paths = [structured_data.picture(page) for page in found]
        assert [path.rpartition("/")[2] for path in paths] == [
            "home.png",
            "causes.png",
            "handouts.png",
        ]

    def test_the_built_ones_are_small(self, site):
        found = sorted((site / "assets/images/share").glob("*.png"))
        assert len(found) == len({address.split("/")[1] for address in REAL})
        assert all(path.stat().st_size < 60_000 for path in found)


class TestSubjects:
    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (
                ("  kind: MedicalSymptom", "  kind: Illness"),
                "subject 'face-twitching': unknown kind",
            ),
            (("causes/hemifacial-spasm.md", "causes/x.md"), "there is no page docs/causes/x.md"),
            (("id: synkinesis", "id: hemifacial-spasm"), "id already used"),
            (("name: Facial synkinesis", "nam: x"), "unknown field 'nam'"),
        ],
    )
    def test_a_mistake_is_named_with_its_line(self, copy, change, problem):
        path = copy / subjects.PATH
        changed = path.read_text(encoding="utf-8").replace(*change, 1)
        assert changed != path.read_text(encoding="utf-8")
        path.write_text(changed, encoding="utf-8")
        reader = Reader(copy)
        subjects.load(reader, {})
        with pytest.raises(DataError, match=rf"docs/data/subjects\.yml:\d+: .*{problem}"):
            reader.check()

    def test_every_illness_is_named_on_its_pages(self, data, pages):
        for subject in data["subjects"].subjects:
            for page in subject.pages or ():
                words = text(pages[address_of(page)]).lower()
                assert all(word in words for word in subject.name.lower().split()), subject.id

    def test_the_first_stands_for_all_other_pages_but_those_on_the_guide(self, data):
        assert data["subjects"].of("about/privacy.md") == []
        assert [one.id for one in data["subjects"].of("relief/index.md")] == ["face-twitching"]
        assert [one.id for one in data["subjects"].of("causes/after-bells-palsy.md")] == [
            "synkinesis",
            "bells-palsy",
        ]
