"""The policy that each page carries, and that the built folder asks for nothing foreign."""

import re

import pytest

import security
from test_site import SITE_MAP

PAGE = '<head><meta charset="utf-8"><script>one()</script><script src="a.js"></script></head>'
DATA = '<script id="__config" type="application/json">{"a": 1}</script>'


def test_only_inline_scripts_that_run_are_allowed_by_hash():
    assert len(security.hashes(PAGE + DATA)) == 1
    assert security.hashes(PAGE) != security.hashes(PAGE.replace("one", "two"))


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
    for one in security.hashes((site / path.lstrip("/")).read_text()):
        assert one in policy


def test_the_headers_file_says_the_same_and_more(site):
    text = (site / "_headers").read_text()
    for words in ("frame-ancestors 'none'", "no-referrer", "nosniff", "default-src 'none'"):
        assert words in text
    assert "unsafe" not in text


def test_no_file_of_the_site_fetches_from_another_host(site):
    foreign = re.compile(
        r"""(?:@import|url\(|<(?:script|link|img|iframe|source)[^>]+?(?:src|href)=)\s*["']?https?://"""
    )
    for path in site.rglob("*"):
        if path.suffix in (".html", ".css", ".svg"):
            found = foreign.search(re.sub(r'<link rel="canonical"[^>]+>', "", path.read_text()))
            assert not found, f"{path.relative_to(site)}: {found[0]}"
