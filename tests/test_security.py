"""The policy that each page carries, and that the built folder asks for nothing foreign."""

import re

import pytest

import security
from test_site import SITE_MAP

PAGE = '<head><meta charset="utf-8"><script>one()</script><script src="a.js"></script></head>'
DATA = '<script id="__config" type="application/json">{"a": 1}</script>'


def test_only_inline_scripts_that_run_are_allowed_by_hash():
    assert security.policy(PAGE + DATA).count("sha256-") == 1
    assert security.policy(PAGE) != security.policy(PAGE.replace("one", "two"))


def test_inline_styles_are_allowed_by_hash_and_no_others():
    assert "style-src 'self';" in security.policy(PAGE)
    assert "style-src 'self' 'sha256-" in security.policy(f"{PAGE}<style>a{{}}</style>")


def test_the_policy_comes_right_after_the_charset():
    found = security.protected(PAGE)
    assert re.search(r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"', found)


def test_a_page_without_its_place_is_an_error():
    with pytest.raises(ValueError, match="no <meta charset"):
        security.protected("<head></head>")


@pytest.mark.parametrize("address", SITE_MAP)
def test_every_page_carries_a_strict_policy_of_its_own(pages, site, address):
    policy = pages[address].select_one("meta[http-equiv=Content-Security-Policy]")["content"]
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert "form-action 'none'" in policy
    assert not re.search(r"unsafe|\*|https?:", policy)
    path = address.strip("/") if address.endswith(".html") else f"{address.strip('/')}/index.html"
    assert policy == security.policy((site / path.lstrip("/")).read_text())
    assert len(re.findall("sha256-", policy)) == 2, "one script and one style sheet"


def test_the_headers_file_says_the_same_of_each_page_and_more(pages, site):
    first, *rest = (site / "_headers").read_text().split("\n/")
    assert first.startswith("/*")
    for words in ("no-referrer", "nosniff", "same-origin", "camera=()"):
        assert words in first
    said = dict(f"/{one}".split("\n  Content-Security-Policy: ") for one in rest)
    assert said.keys() == pages.keys()
    for address, policy in said.items():
        own = pages[address].select_one("meta[http-equiv=Content-Security-Policy]")["content"]
        assert policy.strip() == f"{own}; frame-ancestors 'none'"


def test_no_file_of_the_site_fetches_from_another_host(site):
    foreign = re.compile(
        r"""(?:@import|url\(|<(?:script|link|img|iframe|source)[^>]+?(?:src|href)=)\s*["']?https?://"""
    )
    for path in site.rglob("*"):
        if path.suffix in (".html", ".css", ".svg"):
            found = foreign.search(re.sub(r'<link rel="canonical"[^>]+>', "", path.read_text()))
            assert not found, f"{path.relative_to(site)}: {found[0]}"
