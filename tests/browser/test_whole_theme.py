"""Every page looks the same as with all of the theme's rules: nothing visible was lost.

The pages carry only the rules that delivery/page_styles.py found that they use. Here each page is
compared with a copy that has every rule of the theme and of ours, screenshot by screenshot.
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
AT_FULL_LENGTH = ("light", "phone")  # also after the script; in other looks only the window
# Chromium draws round corners slightly differently from screenshot to screenshot.
MAX_LEVELS = 16  # of 255 levels
MAX_PIXELS = 8  # pixels
TRIES = 5  # screenshots
# Nothing moves, but a lost rule for movement would still show.
STILL = """{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`*, ::before, ::after, ::placeholder {
    transition-duration: 0s !important; transition-delay: 0s !important;
    animation-play-state: paused !important; caret-color: transparent !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
# The computed style of each element and of its ::before and ::after: a checksum for each or, for
# the positions given, the element's path and all of its properties.
COMPUTED = """(asked) => {
  const name = (e) => [e.localName + (e.id && "#" + e.id), ...e.classList].join(".");
  const styles = [];
  let place = 0;
  for (const element of document.querySelectorAll("*"))
    for (const part of ["", "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (part && style.content === "none") continue;
      const here = place++;
      if (asked && !asked.includes(here)) continue;
      const names = [...style].filter((property) => !property.startsWith("--"));
      const values = names.map((property) => [property, style.getPropertyValue(property)]);
      let sum = 0;
      for (const letter of values.join()) sum = (sum * 31 + letter.codePointAt()) | 0;
      const path = name(element.parentElement ?? element) + " > " + name(element) + part;
      styles.push(asked ? [path, Object.fromEntries(values)] : sum);
    }
  return styles;
}"""

# One of each kind of element that a reader may point at, by its own and its parent's names; the
# page remembers them. MIDDLE scrolls to one of them and gives its middle.
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
    """The address of the same site, each page with all rules of the theme and ours, in order."""
    theirs = Path(material.__file__).parent / "templates"
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    sheets = [theirs / name for name in theme_files.STYLES]
    sheets += [ROOT / "docs" / name for name in settings["extra_css"]]
    rules = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    for before, after in css.SELECTOR_REWRITES:  # these differ on purpose: see there
        rules = rules.replace(before, after)
    rules += render("red-flags/_ticked.html", red_flags=data.red_flags)
    folder = tmp_path_factory.mktemp("whole") / "site"
    shutil.copytree(site, folder)
    for page in folder.rglob("*.html"):
        before, after = re.split("<style>.*</style>", page.read_text(encoding="utf-8"), flags=re.S)
        html = f"{policy.POLICY.sub('', before)}<style>{rules}</style>{after}"
        page.write_text(policy.with_policy(html), encoding="utf-8")
    for sheet in (folder / "assets/stylesheets").iterdir():
        sheet.write_text("", encoding="utf-8")
    with hosted(folder) as address:
        yield address


class Twins:
    """A page and the same page with all rules, in one look."""

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
        """Opens an address in both, and waits for their late styles."""
        for page in self.pages:
            page.goto(address)

    def each(self, step):
        """Does the same in both."""
        for page in self.pages:
            step(page)

    def start(self):
        """Starts the theme's script and waits until it has changed the page."""
        self.each(lambda page: page.keyboard.press("Shift"))
        self.each(lambda page: page.wait_for_selector("html:not(.no-js)", state="attached"))

    def height(self) -> int:
        """The height of the page in pixels."""
        return self.pages[0].evaluate("document.documentElement.scrollHeight")

    def difference(self, full: bool = False) -> str:
        """Where screenshots of the window or the full page differ; empty if they do not."""
        for _ in range(TRIES):
            pictures = [
                self._picture(*pair, full) for pair in zip(self.pages, self.cameras, strict=True)
            ]
            if not (change := _unlike(*pictures)):
                return ""
            self.pages[0].wait_for_timeout(200)  # one of them may not be ready yet
        path = self.folder / str(len(list(self.folder.iterdir())) // 2)
        for kind, picture in zip(("own", "whole"), pictures, strict=True):
            Path(f"{path}-{kind}.png").write_bytes(picture)
        return f"{change}, {path}-*.png\n{self.styles()}"

    def styles(self) -> str:
        """The first few computed styles that differ; empty if none does."""
        used, whole = (page.evaluate(COMPUTED) for page in self.pages)
        if len(used) != len(whole):
            return f"{len(used)} and {len(whole)} elements with their parts"
        pairs = enumerate(zip(used, whole, strict=True))
        places = [place for place, (here, there) in pairs if here != there][:8]
        asked = [page.evaluate(COMPUTED, places) for page in self.pages]
        lines = []
        for (element, here), (_, there) in zip(*asked, strict=True):
            names = [name for name in here if here[name] != there[name]]
            plain = [name for name in names if not name.endswith("-color")]  # they follow "color"
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


def _unlike(first: bytes, second: bytes) -> str:
    """How two screenshots differ visibly; empty if they do not."""
    if first == second:
        return ""
    pictures = [Image.open(BytesIO(picture)).convert("RGB") for picture in (first, second)]
    sizes = [picture.size for picture in pictures]
    if sizes[0] != sizes[1]:
        return f"sizes {sizes}"
    levels = ImageChops.difference(*pictures).convert("L", None)
    seen = levels.point(lambda level: 255 * (level > MAX_LEVELS))
    return f"box {seen.getbbox()}" if seen.histogram()[255] > MAX_PIXELS else ""


@pytest.fixture
def twins(browser, served, whole, tmp_path):
    """Opens both pages in a look: `twins(width=390, color_scheme="dark")`."""
    opened = []

    def twins(**look) -> Twins:
        opened.append(Twins(browser, (served, whole), tmp_path, **look))
        return opened[-1]

    yield twins
    for pair in opened:
        for context in pair.contexts:
            context.close()


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_looks_the_same_with_all_rules(twins, look):
    both = twins(**LOOKS[look])
    differences = {}
    for address in SITE_MAP:
        both.open(address)
        differences[address, "before the script"] = both.difference(full=True)
        if look == "without a script":
            continue
        height = both.height()
        both.start()
        differences[address, "after it"] = both.difference(full=look in AT_FULL_LENGTH)
        differences[address, "its jump"] = both.height() - height
    assert_same(differences)


def click(selector: str):
    return lambda page: page.locator(selector).filter(visible=True).first.click()


def hover(selector: str, shows: str = "body"):
    """Points at the first visible match, and waits for what this shows."""

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
# A page, the width of the window, and what a reader does: after each step the pages are compared.
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
    differences = {}
    for scheme in ("light", "dark"):
        both = twins(width=width, color_scheme=scheme)
        both.open(address)
        both.start()
        for number, step in enumerate(steps, 1):
            both.each(step)
            differences[scheme, f"step {number}"] = both.difference()
    assert_same(differences)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["/", ARTICLE, CHECKLIST])
def test_focus_looks_the_same_with_all_rules(twins, address, width):
    both = twins(width=width)
    both.open(address)
    differences = {}
    for stop in range(1, 15):
        both.each(press("Tab"))
        differences["Tab", str(stop)] = both.difference()
    assert_same(differences)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/causes/", "/relief/", CHECKLIST])
def test_hovering_looks_the_same_with_all_rules(twins, address, scheme):
    both = twins(color_scheme=scheme)
    both.open(address)
    both.start()
    differences = {}
    kinds = [page.evaluate(KINDS) for page in both.pages]
    assert kinds[0] == kinds[1]
    for kind in kinds[0]:
        both.each(lambda page, kind=kind: page.mouse.move(*page.evaluate(MIDDLE, kind)))
        differences["pointing at", kind] = both.difference()
    assert len(differences) > 10
    assert_same(differences)


def assert_same(differences: dict[tuple[str, str], str]):
    """Fails with a list of all differences, if there are any."""
    assert not any(differences.values()), "\n".join(
        f"{' '.join(key)}: {value}" for key, value in differences.items() if value
    )
