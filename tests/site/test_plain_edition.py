"""The plain edition, `checklist: plain`: the same advice, but nothing to tick and no result."""

import json
import re
from collections.abc import Iterator

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from conftest import ROOT
from exports import fhir, open_data
from records.red_flags import TIERS
from sheets.readback import loose

CHECKLIST = "when-to-seek-care/checklist/index.html"
BLOCKS = "p, li, label, h1, h2, h3, dd"
ON_EVERY_PAGE = "nav, sup, .review, .page-end, .footnote, .sources, [role=status], .buttons"
TICK = re.compile(r"\b(un)?tick(s|ed|ing)?\b", re.I)


def parsed(folder, page=CHECKLIST) -> BeautifulSoup:
    html = (folder / page).read_text(encoding="utf-8")
    return BeautifulSoup(html, "html.parser").select_one("article")


def sentences(folder) -> set[str]:
    """Every sentence of the checklist page, without what every page has and what only answers."""
    article = parsed(folder)
    for part in article.select(ON_EVERY_PAGE):
        part.decompose()
    sentences = set()
    for block in article.select(BLOCKS):
        for inner in block.select("p, i"):
            inner.insert_before(". ")
        if not block.select("li, label"):
            text = " ".join(block.get_text(" ").split()).replace(" :", ":")
            sentences |= {sentence.strip(" .:") for sentence in re.split(r"(?<=[.?!])\s+", text)}
    return sentences - {""}


def test_the_editions_differ_only_in_how_to_use_them(site, plain, data):
    flags, words = data.red_flags, data.words
    ticked, read = sentences(site), sentences(plain)

    def of(*texts: str) -> set[str]:
        return {
            sentence.strip(" .:") for text in texts for sentence in re.split(r"(?<=[.?!])\s+", text)
        }

    form = of(flags.tick, words["nothing_kept"], words["because"], words["result_heading"])
    form |= of(words["none_heading"], words["paper_none"], words["paper_none_under_16"])
    form |= of(*(answer.action for answer in flags.answers))
    form |= of(*(words["paper_result"].format(heading=tier.heading) for tier in flags.tiers))
    none = zip((words["paper_none"], words["paper_none_under_16"]), flags.answers[-2:], strict=True)
    to_read = of(flags.read, *(f"{when}: {answer.action}" for when, answer in none))
    assert ticked - read <= form
    assert read - ticked <= to_read


def advice(data) -> Iterator[str]:
    """All texts of the red flags that tell a reader what to do."""
    flags = data.red_flags
    for answer in flags.answers:
        yield from filter(None, (answer.calm, answer.how_soon, answer.at_night))
        yield from (answer.action, answer.meanwhile, answer.come_back)
    yield from (flag.do for flag in flags.flags if flag.do)
    yield from (flags.under_16_or_pregnant, flags.none, flags.none_under_16)
    yield flags.does_not_diagnose


def test_the_plain_page_has_every_word_of_advice(plain, data):
    text = " ".join(parsed(plain).get_text(" ").split())
    assert [line for line in advice(data) if line not in text] == []


def test_the_plain_page_lists_each_sign_once_under_its_tier_and_group(plain, data):
    article = parsed(plain)
    cards = article.select(".care")
    assert [card["data-tier"] for card in cards] == [*TIERS, "under-16"]
    for tier, card in zip(data.red_flags.signs, cards, strict=False):
        assert card.select_one("h2").get_text(strip=True) == f"{tier.heading}:"
        assert [heading.get_text() for heading in card.select("h3")] == [
            heading.name for heading in tier.groups
        ]
        labels = {item["id"]: item.select_one("span").get_text() for item in card.select("li[id]")}
        assert labels == {flag.id: flag.label for flag in tier.flags}
    assert all(len(article.select(f'[id="{flag.id}"]')) == 1 for flag in data.red_flags.flags)


def test_the_plain_page_has_no_form_script_or_form_styles(site, plain):
    page, text = parsed(plain), (plain / CHECKLIST).read_text(encoding="utf-8")
    parts = "form, input, label, [role=status], [data-copy], [data-flag]"
    assert parsed(site).select(parts), "the interactive page has them"
    assert page.select(parts) == []
    interactive = (site / CHECKLIST).read_text(encoding="utf-8")
    for of_the_form in (".red-flags__", ".flag label", "red-flags.js"):
        assert of_the_form in interactive
        assert of_the_form not in text
    assert len(page.select("[data-print]")) == 1, "it can be printed as any page"


def test_all_other_pages_and_files_are_the_same(site, plain):
    def files(folder) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert files(plain) == files(site) - {fhir.PATH, "assets/javascripts/red-flags.js"}
    pages = [file for file in files(site) if file.endswith(".html")]
    unlike = [page for page in pages if parsed(site, page) != parsed(plain, page)]
    assert set(unlike) - {"handouts/index.html"} == {CHECKLIST}  # handouts: the sizes of files


def test_the_open_data_say_read_and_not_tick(plain, data):
    tree = json.loads((plain / open_data.PATH).read_text(encoding="utf-8"))
    assert tree["lead"] == f"{data.red_flags.lead} {data.red_flags.read}"


@pytest.mark.parametrize("size", ["", "-large-print"])
def test_the_plain_sheet_says_read_and_has_no_boxes(site, plain, data, size):
    def text(folder) -> str:
        pdf = pypdfium2.PdfDocument(folder / f"handouts/uk/check-your-signs{size}.pdf")
        return loose("".join(page.get_textpage().get_text_bounded() for page in pdf))

    ticked, read, flags = text(site), text(plain), data.red_flags
    assert loose(flags.tick) in ticked
    assert loose(flags.read) in read
    assert not TICK.search(flags.read)
    assert "tick" not in read.lower()
    bullets = sum(len(tier.flags) for tier in flags.signs) + 2
    assert squares(site, size) - squares(plain, size) == bullets


def squares(folder, size: str) -> int:
    """How many squares no larger than a line are drawn on a sheet."""
    count = 0
    for page in pypdfium2.PdfDocument(folder / f"handouts/uk/check-your-signs{size}.pdf"):
        for path in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = path.get_bounds()
            count += 8 < right - left < 24 and abs((right - left) - (top - bottom)) < 0.1
    return count


def test_publishing_md_lists_the_pages_that_mention_ticks(plain):
    """The setting cannot change their words, so an editor must."""
    named = (ROOT / "PUBLISHING.md").read_text(encoding="utf-8")
    unlisted = []
    for path in sorted(plain.rglob("*.html")):
        page = path.relative_to(plain).as_posix()
        article = parsed(plain, page)
        for picture in article.select("svg, .figure") if article else ():
            picture.decompose()
        text = article.get_text(" ") if article else ""
        if re.search(r"\b(you|your|reader|boxes|someone|signs?)\b[^.]*\btick", text) and (
            f"{page.removesuffix('/index.html')}.md" not in named
        ):
            unlisted.append(page)
    assert unlisted == []
