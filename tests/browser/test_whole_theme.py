"""Every page beside itself with all of the theme's rules: nothing that a reader sees was lost."""

from io import BytesIO
from pathlib import Path

import material
import pytest
import yaml
from PIL import Image, ImageChops

import styles
import theme
from conftest import ROOT
from templates import render
from test_site import SITE_MAP

LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 390},
    "tablet": {"width": 800, "color_scheme": "dark"},
    "narrow": {"width": 320},
    "forced colours": {"forced_colors": "active"},
    "print": {},
}


@pytest.fixture(scope="module")
def whole(data) -> str:
    """All rules of the theme and of ours in their order, as one style sheet."""
    folder = Path(material.__file__).parent / "templates"
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(), yaml.BaseLoader)
    paths = [folder / name for name in theme.STYLES]
    paths += [ROOT / "docs" / name for name in settings["extra_css"]]
    text = "\n".join(path.read_text() for path in paths)
    for theirs, ours in styles.MENDED:
        text = text.replace(theirs, ours)
    return text + render("red-flags-ticked.html", red_flags=data["red_flags"])


@pytest.fixture
def pair(browser, served, whole):
    """Opens an address twice: as it is, and with all rules; gives both pages."""
    contexts = []

    def opened(address: str, width: int = 1280, **options):
        pages = []
        for rules in ("", whole):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, bypass_csp=True, **options
            )
            contexts.append(context)
            pages.append(context.new_page())
            if rules:
                _give(pages[-1], rules)
            pages[-1].goto(served + address)
        return pages

    yield opened
    for context in contexts:
        context.close()


def _give(page, rules: str):
    """Replaces a page's own rules by `rules`, and the later sheets by nothing."""

    def with_all(route):
        answer = route.fetch()
        before, rest = answer.text().split("<style>", 1)
        route.fulfill(
            response=answer, body=f"{before}<style>{rules}</style>{rest.split('</style>', 1)[1]}"
        )

    page.route(lambda url: not Path(url.split("#")[0]).suffix or url.endswith(".html"), with_all)
    page.route(
        "**/assets/stylesheets/*.css", lambda route: route.fulfill(body="", content_type="text/css")
    )


def _start(page):
    """The theme's script, and all that it changes."""
    page.keyboard.press("Shift")
    page.wait_for_function("document.documentElement.classList.contains('js') && window.component$")
    page.wait_for_timeout(400)


def _picture(page, full=True) -> Image.Image:
    return Image.open(BytesIO(page.screenshot(full_page=full, animations="disabled"))).convert(
        "RGB"
    )


def _difference(one: Image.Image, other: Image.Image) -> str:
    if one.size != other.size:
        return f"size {one.size} and {other.size}"
    return str(ImageChops.difference(one, other).getbbox() or "")


def same(pages, name: str, full=True):
    pictures = [_picture(page, full) for page in pages]
    found = _difference(*pictures)
    if found:
        for kind, picture in zip(("own", "whole"), pictures, strict=True):
            picture.save(f"/tmp/cmp_{name}_{kind}.png")
    return found


@pytest.mark.proof
@pytest.mark.parametrize("look", LOOKS)
def test_every_page_looks_as_with_the_whole_theme(pair, look):
    found = {}
    for address in SITE_MAP:
        pages = pair(address, **LOOKS[look])
        for page in pages:
            if look == "print":
                page.emulate_media(media="print")
        name = f"{look}_{address.replace('/', '_')}"
        found[address, "before"] = same(pages, name + "1")
        for page in pages:
            _start(page)
        found[address, "after"] = same(pages, name + "2")
        for page in pages:
            page.context.close()
    assert not {key: value for key, value in found.items() if value}
