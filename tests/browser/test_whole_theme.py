"""Every page beside itself with all of the theme's rules: nothing that a reader sees was lost.

The pages carry what delivery/page_styles.py found that they use. Here each one stands beside a copy
with every rule of the theme and of ours, and the two must be the same picture, state by state.
"""

import re
import shutil
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import material
import pytest
import yaml
from PIL import Image, ImageChops

from components.templates import render
from conftest import ROOT, hosted
from delivery import css, policy, theme_files
from helpers import SITE_MAP

pytestmark = pytest.mark.proof

LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 390},
    "narrow and dark": {"width": 320, "color_scheme": "dark"},
    "tablet": {"width": 800},
    "forced colours": {"forced_colors": "active"},
    "paper": {"width": 718, "media": "print"},  # A4 less the margins
    "without a script": {"java_script_enabled": False},
}
AT_FULL_LENGTH = ("light", "phone")  # after the script too; in other looks what a window shows
# Chromium draws round corners a little differently from picture to picture.
UNSEEN = 16  # of 255 levels
FEW = 8  # pixels
PATIENCE = 5  # pictures
# Nothing moves, and yet a rule for movement that is lost would show.
STILL = """{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`*, ::before, ::after, ::placeholder {
    transition-duration: 0s !important; transition-delay: 0s !important;
    animation-play-state: paused !important; caret-color: transparent !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
# The computed style of each element and of what is drawn before and after it: a number for each,
# or, of those that are asked for by place, which element it is and every property.
COMPUTED = """(asked) => {
  const name = (e) => [e.localName + (e.id && "#" + e.id), ...e.classList].join(".");
  const found = [];
  let place = 0;
  for (const element of document.querySelectorAll("*"))
    for (const part of ["", "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (part && style.content === "none") continue;
      const here = place++;
      if (asked && !asked.includes(here)) continue;
      const names = [...style].filter((one) => !one.startsWith("--"));
      const values = names.map((one) => [one, style.getPropertyValue(one)]);
      let sum = 0;
      for (const letter of values.join()) sum = (sum * 31 + letter.codePointAt()) | 0;
      const path = name(element.parentElement ?? element) + " > " + name(element) + part;
      found.push(asked ? [path, Object.fromEntries(values)] : sum);
    }
  return found;
}"""

# One of each kind of element that a reader may point at, by what it and the one around it are
# called; the page keeps them. Then the middle of one of them, which comes into the window for it.
KINDS = """() => {
  const name = (e) => [e.localName, ...e.classList].join(".");
  const kinds = {};
  for (const e of document.querySelectorAll("a, button, label, summary, input, abbr, td, li, img"))
    if (e.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      kinds[name(e.parentElement) + " > " + name(e)] = e;
  window.kinds = kinds;
  return Object.keys(kinds);
}"""
MIDDLE = """(kind) => {
  window.kinds[kind].scrollIntoView({ block: "center", behavior: "instant" });
  const box = window.kinds[kind].getClientRects()[0];
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


@pytest.fixture(scope="module")
def whole(site, data, tmp_path_factory) -> str:
    """The address of the same site, each page with all rules of the theme and of ours in order."""
    theirs = Path(material.__file__).parent / "templates"
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    sheets = [theirs / name for name in theme_files.STYLES]
    sheets += [ROOT / "docs" / name for name in settings["extra_css"]]
    rules = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    for before, after in css.SELECTOR_REWRITES:  # these few differ on purpose: said there
        rules = rules.replace(before, after)
    rules += render("red-flags-ticked.html", red_flags=data.red_flags)
    folder = tmp_path_factory.mktemp("whole") / "site"
    shutil.copytree(site, folder)
    for page in folder.rglob("*.html"):
        before, after = re.split("<style>.*</style>", page.read_text(encoding="utf-8"), flags=re.S)
        html = f"{policy.POLICY.sub('', before)}<style>{rules}</style>{after}"
        page.write_text(policy.protected(html), encoding="utf-8")
    for sheet in (folder / "assets/stylesheets").iterdir():
        sheet.write_text("", encoding="utf-8")
    with hosted(folder) as address:
        yield address


class Twins:
    """A page and beside it the same page with all rules, in one look."""

    def __init__(self, browser, addresses, folder, width=1280, media="screen", **options):
        size = {"width": width, "height": 900}
        self.contexts = [
            browser.new_context(base_url=address, viewport=size, **options) for address in addresses
        ]
        self.pages = [context.new_page() for context in self.contexts]
        self.cameras = [page.context.new_cdp_session(page) for page in self.pages]
        self.folder = folder
        for page in self.pages:
            page.add_init_script(STILL)
            page.emulate_media(media=media)

    def open(self, address: str):
        """Both at this address. Their late styles are there when this ends."""
        for page in self.pages:
            page.goto(address)

    def each(self, step):
        """Both do the same."""
        for page in self.pages:
            step(page)

    def start(self):
        """The theme's script, and all that it changes."""
        self.each(lambda page: page.keyboard.press("Shift"))
        self.each(lambda page: page.wait_for_selector("html:not(.no-js)", state="attached"))

    def height(self) -> int:
        """How long the page itself is."""
        return self.pages[0].evaluate("document.documentElement.scrollHeight")

    def difference(self, full: bool = False) -> str:
        """Where the pictures differ, of the window or of the full page; empty if they do not."""
        for _ in range(PATIENCE):
            pictures = [
                self._picture(*one, full) for one in zip(self.pages, self.cameras, strict=True)
            ]
            if not (found := _unlike(*pictures)):
                return ""
            self.pages[0].wait_for_timeout(200)  # perhaps one of them is not yet done
        path = self.folder / str(len(list(self.folder.iterdir())) // 2)
        for kind, picture in zip(("own", "whole"), pictures, strict=True):
            Path(f"{path}-{kind}.png").write_bytes(picture)
        return f"{found}, {path}-*.png\n{self.styles()}"

    def styles(self) -> str:
        """Which computed styles differ, the first few; empty if none does."""
        own, other = (page.evaluate(COMPUTED) for page in self.pages)
        if len(own) != len(other):
            return f"{len(own)} and {len(other)} elements with their parts"
        pairs = enumerate(zip(own, other, strict=True))
        places = [place for place, (here, there) in pairs if here != there][:8]
        asked = [page.evaluate(COMPUTED, places) for page in self.pages]
        lines = []
        for (element, here), (_, there) in zip(*asked, strict=True):
            names = [name for name in here if here[name] != there[name]]
            plain = [name for name in names if not name.endswith("-color")]  # follow "color"
            values = [f"{name}: {here[name]} | {there[name]}" for name in (plain or names)[:3]]
            lines.append(f"  {element}: {'; '.join(values)}"[:300])
        return "\n".join(dict.fromkeys(lines))

    def _picture(self, page, camera, full: bool) -> bytes:
        clip = page.evaluate(
            "({width: document.documentElement.clientWidth,"
            " height: document.documentElement.scrollHeight, x: 0, y: 0, scale: 1})"
        )
        options = {"captureBeyondViewport": True, "clip": clip} if full else {}
        answer = camera.send("Page.captureScreenshot", {"optimizeForSpeed": True, **options})
        return b64decode(answer["data"])


def _unlike(one: bytes, other: bytes) -> str:
    """How two pictures differ in what can be seen; empty if they do not."""
    if one == other:
        return ""
    pictures = [Image.open(BytesIO(picture)).convert("RGB") for picture in (one, other)]
    sizes = [picture.size for picture in pictures]
    if sizes[0] != sizes[1]:
        return f"sizes {sizes}"
    levels = ImageChops.difference(*pictures).convert("L", None)
    seen = levels.point(lambda level: 255 * (level > UNSEEN))
    return f"box {seen.getbbox()}" if seen.histogram()[255] > FEW else ""


@pytest.fixture
def twins(browser, served, whole, tmp_path):
    """Opens a look: `twins(width=390, color_scheme="dark")`."""
    opened = []

    def twins(**look) -> Twins:
        opened.append(Twins(browser, (served, whole), tmp_path, **look))
        return opened[-1]

    yield twins
    for one in opened:
        for context in one.contexts:
            context.close()


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_looks_the_same_with_all_rules(twins, look):
    both = twins(**LOOKS[look])
    found = {}
    for address in SITE_MAP:
        both.open(address)
        found[address, "before the script"] = both.difference(full=True)
        if look == "without a script":
            continue
        height = both.height()
        both.start()
        found[address, "after it"] = both.difference(full=look in AT_FULL_LENGTH)
        found[address, "its jump"] = both.height() - height
    assert_same(found)


def click(selector: str):
    return lambda page: page.locator(selector).filter(visible=True).first.click()


def hover(selector: str, shows: str = "body"):
    """Points at the first visible one, and waits for what this shows."""

    def step(page):
        page.locator(selector).filter(visible=True).first.hover()
        page.wait_for_selector(shows)

    return step


def focus(selector: str):
    """As the Tab key does, which pressing another key tells the browser."""

    def step(page):
        page.keyboard.press("Shift")
        page.locator(selector).filter(visible=True).first.focus()

    return step


def press(key: str):
    return lambda page: page.keyboard.press(key)


def scroll(top: int):
    return lambda page: page.evaluate(f"scrollTo(0, {top})")


def search(words: str, shows: str):
    """Types into the search field and waits for what this shows."""

    def step(page):
        field = page.locator(".md-search__input")
        field.focus()
        field.select_text()
        field.press_sequentially(words)
        page.wait_for_selector(shows)

    return step


ARTICLE = "/causes/hemifacial-spasm/"
CHECKLIST = "/when-to-seek-care/checklist/"
SEARCH = (
    search("spasm", ".md-search-result mark:text('spasm')"),
    press("ArrowDown"),
    hover(".md-search-result__item:nth-child(2) a"),
    click(".md-search-result__more summary"),
    hover(".md-search-result__more a"),
    search("face", ".md-search-result mark:text('face')"),
    search("zzz", ".md-search-result__meta:text('No match')"),
    press("Escape"),
)
# What a reader does, and how wide the window is: after each step the two pages are compared.
STATES = {
    "drawer of an article": (
        ARTICLE,
        390,
        click("label[for=__drawer]"),
        hover("[data-md-level='1'] a"),
        click("label[for=__toc].md-nav__link"),
        click("label[for=__toc].md-nav__title"),
        click("label[for=__nav_2].md-nav__title"),
        hover("label[for=__nav_2].md-nav__link"),
    ),
    "drawer of home": (
        "/",
        390,
        click("label[for=__drawer]"),
        click("label[for=__toc].md-nav__link"),
    ),
    "drawer of a tablet": (ARTICLE, 800, click("label[for=__drawer]")),
    "search": (ARTICLE, 1280, *SEARCH),
    "search on a phone": (ARTICLE, 390, *SEARCH),
    "search on a tablet": ("/", 800, *SEARCH),
    "footnote": (
        "/causes/caffeine-and-alcohol/",
        1280,
        hover("article .footnote-ref", ".md-tooltip2--active"),
        hover("article abbr"),
    ),
    "foot": (ARTICLE, 390, focus(".md-footer__link"), focus(".site-foot a")),
    "back to top": (
        ARTICLE,
        1280,
        scroll(2000),
        scroll(1500),
        focus(".md-top:not([hidden])"),
        hover(".md-top:not([hidden])"),
        click(".md-top"),
    ),
    "contents": (ARTICLE, 1280, click(".md-nav--secondary li:nth-child(3) a"), scroll(2500)),
    "folded": ("/relief/", 390, focus("summary"), press("Enter"), press("Tab")),
    "ticked": (
        CHECKLIST,
        390,
        click("[data-tier=soon] label"),
        click("[data-tier=urgent] label"),
        click("[data-tier=emergency] label"),
        click("[data-none]"),
        click("[role=status] ~ a, .red-flags__sticky a"),
    ),
    "linked to": (f"{CHECKLIST}#emergency", 1280, press("Tab")),
    "footnote linked to": (f"{ARTICLE}#fn:1", 1280, press("Tab")),
    "colours switched": ("/", 1280, click("[data-base] label")),
    "folded, on paper": (
        "/relief/",
        718,
        lambda page: page.emulate_media(media="print"),
        lambda page: page.evaluate("dispatchEvent(new Event('beforeprint'))"),
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_each_interaction_looks_the_same_with_all_rules(twins, state):
    address, width, *steps = STATES[state]
    found = {}
    for scheme in ("light", "dark"):
        both = twins(width=width, color_scheme=scheme)
        both.open(address)
        both.start()
        for number, step in enumerate(steps, 1):
            both.each(step)
            found[scheme, f"step {number}"] = both.difference()
    assert_same(found)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["/", ARTICLE, CHECKLIST])
def test_focus_looks_the_same_with_all_rules(twins, address, width):
    both = twins(width=width)
    both.open(address)
    found = {}
    for stop in range(1, 15):
        both.each(press("Tab"))
        found["Tab", str(stop)] = both.difference()
    assert_same(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/causes/", "/relief/", CHECKLIST])
def test_hovering_looks_the_same_with_all_rules(twins, address, scheme):
    both = twins(color_scheme=scheme)
    both.open(address)
    both.start()
    found = {}
    kinds = [page.evaluate(KINDS) for page in both.pages]
    assert kinds[0] == kinds[1]
    for kind in kinds[0]:
        both.each(lambda page, kind=kind: page.mouse.move(*page.evaluate(MIDDLE, kind)))
        found["pointing at", kind] = both.difference()
    assert len(found) > 10
    assert_same(found)


def assert_same(found: dict[tuple[str, str], str]):
    """Nothing was found; or else all of it is said."""
    assert not any(found.values()), "\n".join(
        f"{' '.join(key)}: {value}" for key, value in found.items() if value
    )
