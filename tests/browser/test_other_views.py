"""Pages in small windows, with large text, saved, translated, and in reader view."""

import re

import pytest

import fonts
from conftest import from_npm
from helpers import CHECKLIST, SITE_MAP, shown_tiers
from records.red_flags import TIERS

NUMBERS = "/when-to-seek-care/emergency-numbers/"
SIZES, WIDTHS = (16, 24, 32), (320, 360, 412, 768)  # pixels: 100, 150 and 200 % of the usual text
# WCAG 1.4.12: with this spacing, no content is lost.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
# Enlarges text as phones do: everything measured in rem grows, but media queries do not change,
# which is the harder case.
ENLARGE = """([size, spacing]) => {
  document.documentElement.style.fontSize = `${size * 1.25}px`;
  document.head.append(Object.assign(document.createElement("style"), { textContent: spacing }));
  document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
}"""
# Texts that are partly outside the window, or outside a box that clips them and cannot scroll.
CUT_OFF = """() => {
  const width = document.documentElement.clientWidth, cutOff = new Set();
  const overflow = (box) => getComputedStyle(box).overflowX;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    const unseen = "script, style, noscript, .visually-hidden, .md-skip";
    if (!text.data.trim() || parent.closest(unseen)) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const ancestors = [];
    for (let box = parent; box !== document.body; box = box.parentElement) ancestors.push(box);
    const scrolls = (box) => /auto|scroll/.test(overflow(box)) && box.scrollWidth > box.clientWidth;
    if (ancestors.some(scrolls)) continue;
    const clips = ancestors.filter((box) => /hidden|clip/.test(overflow(box)))
      .map((box) => box.getBoundingClientRect());
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { left, right, width: wide } of range.getClientRects()) {
      if (wide < 1 || right < 0) continue; // the closed menu is beside the window
      const edges = [{ left: 0, right: width }, ...clips.filter((clip) => clip.width > 2)];
      const outside = (edge) => left < edge.left - 1 || right > edge.right + 1;
      if (edges.some(outside)) cutOff.add(text.data.trim());
    }
  }
  if (document.documentElement.scrollWidth > width) cutOff.add("the page scrolls sideways");
  return [...cutOff];
}"""
SIDEWAYS = "the page scrolls sideways"
TRANSLATED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (!text.data.trim() || text.parentElement.closest("script, style")) continue;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    text.replaceWith(outer);
    outer.append(inner);
    inner.append(text);
  }
}"""


@pytest.fixture
def enlarged(browsers, served):
    """`enlarged(address, width, size, spacing)`: a page in the widest font with larger text."""
    context = browsers(fonts.WIDEST).new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()

    def opened(address: str, width: int, size: int, spacing: str):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(served + address)
        page.evaluate(ENLARGE, [size, spacing])
        return page

    yield opened
    context.close()


def cases():
    """Each page in all sizes as a proof; a few in the hardest size in each run."""
    for address in SITE_MAP:
        yield pytest.param(address, SIZES, WIDTHS, id=address, marks=pytest.mark.proof)
    for address in (NUMBERS, CHECKLIST, "/handouts/"):
        yield pytest.param(address, SIZES[-1:], WIDTHS[:1], id=f"{address} at 200 %")


@pytest.mark.parametrize(("address", "sizes", "widths"), list(cases()))
def test_no_text_is_cut_off_at_any_width_size_or_spacing(enlarged, address, sizes, widths):
    for size in sizes:
        for spacing in ("", SPACING):
            page = enlarged(address, widths[0], size, spacing)
            for width in widths:
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(CUT_OFF) == [], (size, bool(spacing), width)


def test_cut_off_text_is_found(enlarged):
    page = enlarged("/about/", 320, 16, "h1 { white-space: nowrap } p { width: 900px }")
    assert len(page.evaluate(CUT_OFF)) > 2


@pytest.mark.proof
@pytest.mark.parametrize("spacing", ["", SPACING], ids=["usual", "spaced"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_open_menu_the_search_and_all_results_are_not_cut_off(enlarged, width, size, spacing):
    page = enlarged("/relief/every-day/", width, size, spacing)
    page.evaluate("document.querySelector('#__drawer').click()")
    page.wait_for_timeout(300)
    assert page.evaluate(CUT_OFF) == []
    page = enlarged("/about/", width, size, spacing)
    page.evaluate("document.querySelector('label[for=__search]').click()")
    page.locator(".md-search__input").fill("hemifacial spasm")
    page.locator(".md-search-result__item").first.wait_for()
    assert set(page.evaluate(CUT_OFF)) <= {SIDEWAYS}, "the theme's growing shade counts as width"
    page = enlarged(CHECKLIST, width, size, spacing)
    for box in page.locator(".flag input").all():
        box.evaluate("box => { box.checked = true; }")
    assert page.evaluate(CUT_OFF) == []
    line = page.locator(".red-flags__sticky").bounding_box()
    assert line["height"] <= 0.41 * 800, "the status line leaves most of the window to the signs"


LOW = [180, pytest.param(256, marks=pytest.mark.proof)]  # a laptop's window at 400 %


@pytest.mark.parametrize("height", LOW)
def test_in_a_low_window_nothing_covers_the_text(open_page, height):
    page = open_page(CHECKLIST, width=320)
    page.set_viewport_size({"width": 320, "height": height})
    page.locator("label[for=sudden-face-droop]").click()
    covered = """() => {
      const { x, y, width, height } = document.activeElement.getBoundingClientRect();
      const seen = document.elementFromPoint(x + width / 2, y + height / 2);
      return !document.activeElement.closest("label").contains(seen);
    }"""
    for _ in range(page.locator(".flag input").count() - 1):
        page.keyboard.press("Tab")
        assert not page.evaluate(covered), page.evaluate("document.activeElement.id")
    page.evaluate("scrollTo(0, document.querySelector('#urgent').offsetTop)")
    for part in (".md-header", ".red-flags__sticky"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 0 or box["y"] >= height, part


def saved(page, folder):
    """Saves a page as one file, as Chromium's Save and phones' Download do: its address."""
    session = page.context.new_cdp_session(page)
    file = folder / "saved.mhtml"
    snapshot = session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    file.write_text(snapshot, encoding="utf-8", newline="")
    return file.as_uri()


def test_a_saved_checklist_looks_like_the_paper_form(open_page, browser, tmp_path, data):
    address = saved(open_page(CHECKLIST), tmp_path)
    page = browser.new_page()
    page.goto(address)
    assert page.locator(".red-flags input:disabled").count() > len(data.red_flags.flags)
    assert shown_tiers(page) == [*TIERS, "under-16"]
    assert page.locator(".red-flags__paper:visible").count() == len(data.red_flags.answers)
    assert not page.locator(".red-flags__sticky").is_visible()
    assert not page.get_by_text(data.words["because"]).first.is_visible()
    page.close()


def test_controls_still_work_on_a_translated_page(open_page, data):
    page = open_page(CHECKLIST, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(TRANSLATED)
    sign = data.red_flags.flags[0]
    page.locator(f"label[for={sign.id}] b").click()
    page.get_by_role("button", name=data.words["copy_text"]).locator("font font").click()
    page.get_by_role("button", name=data.words["copied"]).wait_for()
    assert sign.label in page.evaluate("navigator.clipboard.readText()")
    assert shown_tiers(page) == [data.red_flags.tiers[0].id]


@pytest.fixture(scope="module")
def readability(tmp_path_factory) -> str:
    """The script of Firefox's reader view, from the npm registry."""
    modules = from_npm("reader", tmp_path_factory.mktemp("reader") / "npm")
    return (modules / "@mozilla/readability/Readability.js").read_text(encoding="utf-8")


@pytest.mark.proof
def test_a_reader_view_shows_every_sign_and_calls_none_ticked(browser, served, readability, data):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    red_flags, words = data.red_flags, data.words

    def read(address: str) -> str:
        page.goto(served + address)
        page.add_script_tag(content=readability)
        text = page.evaluate("new Readability(document.cloneNode(true)).parse().textContent")
        return re.sub(r"\s+", " ", text)

    checklist = read(CHECKLIST)
    form, *results = checklist.split(words["paper_result"].partition("{")[0])
    wanted = [red_flags.under_16_or_pregnant, red_flags.none, red_flags.none_under_16]
    for tier in red_flags.signs:
        wanted.append(f"{tier.heading}:")
        for group in tier.groups:
            wanted += [group.name, *(flag.label for flag in group.flags)]
    places = [form.find(text) for text in wanted]
    assert -1 not in places, [text for text, place in zip(wanted, places, strict=True) if place < 0]
    signs = [form.rfind(text) for text in wanted[3:]]  # the lead may name a group
    assert signs == sorted(signs), "each sign stands below its own heading"
    assert words["because"] not in checklist
    for tier, result in zip(red_flags.signs, results, strict=True):
        assert tier.how_soon in result
        for other in red_flags.signs:
            for flag in other.flags:
                assert (flag.label in result) == (other is tier and bool(flag.do)), flag.id
    cards = read("/when-to-seek-care/")
    for flag in red_flags.flags:
        assert flag.label in cards, flag.id
    numbers = read(NUMBERS)
    for region in data.emergency_numbers.regions:
        assert region.place in numbers
        assert region.emergency in numbers
    context.close()


DRAWN = """[".md-typeset summary::after", ".md-nav--primary .md-nav__icon::after"].flatMap(name => {
  const [parts, part] = name.split("::");
  return [...document.querySelectorAll(parts)]
    .map((element) => getComputedStyle(element, `::${part}`))
    .filter((style) => style.content !== "none").map((style) => style.backgroundColor);
})"""


def test_arrows_and_edges_are_visible_with_forced_colours(open_page):
    page = open_page("/relief/", width=390, forced_colors="active")
    page.evaluate("document.querySelector('#__drawer').click()")
    ink, paper = page.evaluate(
        """["CanvasText", "Canvas"].map((colour) => {
             document.body.style.color = colour;
             return getComputedStyle(document.body).color; })"""
    )
    menu = page.locator(".md-sidebar--primary")
    assert menu.evaluate("menu => getComputedStyle(menu).outlineStyle") == "solid"
    assert ink != paper
    assert set(page.evaluate(DRAWN)) == {ink}
