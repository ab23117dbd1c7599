"""Each page carries its own policy, and no built file requests anything from another host."""

import re

import pytest
from bs4 import BeautifulSoup

from conftest import ROOT
from delivery import policy
from helpers import SITE_MAP

PAGE = '<head><meta charset="utf-8"><script>one()</script><script src="a.js"></script></head>'
DATA = '<script id="__config" type="application/json">{"a": 1}</script>'


def test_only_inline_scripts_that_run_are_allowed_by_hash():
    assert policy.content_policy(PAGE + DATA).count("sha256-") == 1
    assert policy.content_policy(PAGE) != policy.content_policy(PAGE.replace("one", "two"))


def test_only_hashed_inline_styles_are_allowed():
    assert "style-src 'self';" in policy.content_policy(PAGE)
    assert "style-src 'self' 'sha256-" in policy.content_policy(f"{PAGE}<style>a{{}}</style>")


def test_the_policy_comes_right_after_the_charset():
    html = policy.with_policy(PAGE)
    assert re.search(r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"', html)


def test_a_page_without_a_charset_is_an_error():
    with pytest.raises(ValueError, match="no <meta charset"):
        policy.with_policy("<head></head>")


def policy_in(page: BeautifulSoup) -> str:
    """The policy that a page carries in its head."""
    return page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]


@pytest.mark.parametrize("address", SITE_MAP)
def test_every_page_carries_a_strict_policy_of_its_own(pages, site, address):
    policy_of_page = policy_in(pages[address])
    assert policy_of_page.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "form-action 'none'" in policy_of_page
    assert not re.search(r"unsafe|\*|https?:", policy_of_page)
    path = address.strip("/") if address.endswith(".html") else f"{address.strip('/')}/index.html"
    assert policy_of_page == policy.content_policy(
        (site / path.lstrip("/")).read_text(encoding="utf-8")
    )
    assert len(re.findall("sha256-", policy_of_page)) == 2, "one script and one style sheet"


def test_the_headers_file_repeats_each_policy_and_adds_to_it(pages, site):
    first, *rest = (site / "_headers").read_text(encoding="utf-8").split("\n/")
    assert first.startswith("/*")
    for words in ("no-referrer", "nosniff", "same-origin", "camera=()"):
        assert words in first
    headers = dict(f"/{entry}".split("\n  Content-Security-Policy: ") for entry in rest)
    assert headers.keys() == pages.keys()
    for address, sent in headers.items():
        assert sent.strip() == f"{policy_in(pages[address])}; frame-ancestors 'none'"


HOST = re.compile(r"""(?:["'`]|url\()\s*(?:[a-z]+:)?//((?:[\w-]+\.)+[a-z]{2,})""", re.I)
NAMESPACES = {"www.w3.org"}  # names in SVG that no browser requests
# The theme's script can fetch a repository's figures and draw diagrams. No page uses either, and
# the policy forbids both.
UNUSED = {"api.github.com", "unpkg.com"}
REQUESTING = "src srcset imagesrcset poster data action formaction background ping xlink:href href"


def hosts(text: str) -> set[str]:
    """Other hosts whose addresses a style sheet or script contains."""
    return set(HOST.findall(text)) - NAMESPACES


def requesting(soup) -> list[str]:
    """The elements that make a browser contact another host, or leave the page by themselves."""
    elements = []
    for element in soup.find_all(True):
        values = {name: element.get(name, "") for name in REQUESTING.split()}
        if element.name == "a" or element.get("rel") == ["canonical"]:
            del values["href"]  # requested only when a reader follows it
        foreign = any(re.search(r"(^|[\s,])([a-z]+:)?//", value) for value in values.values())
        runs = element.name in ("style", "script") and "application/" not in element.get("type", "")
        moves = element.name == "base" or element.get("http-equiv", "").lower() == "refresh"
        text = element.get("style", "") + ((element.string or "") if runs else "")
        if foreign or moves or hosts(text):
            elements.append(str(element)[:200])
    return elements


@pytest.mark.parametrize(
    "planted",
    [
        '<script src="https://x.org/a.js"></script>',
        "<SCRIPT type=module SRC=//x.org/a.js></SCRIPT>",
        '<link href="https://x.org/a.css" rel="stylesheet">',
        *(
            f'<link rel="{kind}" href="//x.org/a">'
            for kind in ("preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload")
        ),
        '<link rel="preload" imagesrcset="a.png 1x, https://x.org/a.png 2x">',
        '<img alt="a > b" src="http://x.org/a.png">',
        '<img srcset="a.png 1x, //x.org/a.png 2x">',
        '<picture><source srcset="https://x.org/a.webp"></picture>',
        '<iframe src="https://x.org/"></iframe>',
        '<embed src="https://x.org/">',
        '<object data="https://x.org/"></object>',
        '<video poster="https://x.org/a.png"></video>',
        '<audio src="https://x.org/a.mp3"></audio>',
        '<track src="https://x.org/a.vtt">',
        '<form action="https://x.org/"></form>',
        '<button formaction="https://x.org/">Go</button>',
        '<input type="image" src="https://x.org/a.png">',
        '<meta http-equiv="Refresh" content="0; url=https://x.org/">',
        '<base href="https://x.org/">',
        '<a href="/" ping="https://x.org/">a</a>',
        '<body background="https://x.org/a.png">',
        '<svg><image href="https://x.org/a.png"/></svg>',
        '<svg><use xlink:href="https://x.org/a.svg#b"/></svg>',
        '<p style="background: url( https://x.org/a.png)">a</p>',
        '<style>@import "https://x.org/a.css";</style>',
        '<script>fetch("https://x.org/")</script>',
    ],
)
def test_a_request_to_another_host_is_found_in_a_page(planted):
    assert requesting(BeautifulSoup(f"<p>a</p>{planted}<p>b</p>", "html.parser"))


@pytest.mark.parametrize(
    "planted",
    [
        '@import "https://x.org/a.css";',
        "@import url(//x.org/a.css);",
        "@font-face { src: url('https://x.org/a.woff2') format('woff2') }",
        'p { background: no-repeat URL( "//x.org/a.png" ) }',
        'p { background: image-set("a.png" 1x, "https://x.org/a.png" 2x) }',
        "fetch('//x.org/a')",
        "import(`https://x.org/a.js`)",
        'new WebSocket("wss://x.org")',
    ],
)
def test_a_request_to_another_host_is_found_in_a_style_sheet_or_script(planted):
    assert hosts(f"/* see https://example.org/ */\n{planted}") == {"x.org"}


def test_no_file_of_the_site_fetches_from_another_host(site, pages):
    for address, page in pages.items():
        assert requesting(page) == [], address
        assert not page.select("iframe, object, embed, [style]"), address
    for path in site.rglob("*"):
        name = path.relative_to(site)
        if path.suffix == ".svg":
            drawing = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            assert requesting(drawing) == [], name
        elif path.suffix in (".css", ".js"):
            ours = (ROOT / "docs" / name).exists() or path.suffix == ".css"
            assert hosts(path.read_text(encoding="utf-8")) <= (set() if ours else UNUSED), name
