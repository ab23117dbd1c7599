"""The offline pack is small, complete and reproducible, and requests nothing from other hosts."""

import os
import re
import shutil
from datetime import date
from posixpath import dirname, join, normpath
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

import offline_pack as packs
from conftest import build
from delivery import policy

FOREIGN = re.compile(
    r"""(?:@import|url\(|<(?:script|link|img|iframe|source)[^>]+?(?:src|href)=)\s*["']?(?:https?:)?//"""
)
CANONICAL = re.compile(r'<link rel="canonical"[^>]+>')
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def files(pack) -> dict[str, bytes]:
    with ZipFile(pack) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def pages(files) -> dict[str, BeautifulSoup]:
    return {
        name: BeautifulSoup(text.decode(), "html.parser")
        for name, text in files.items()
        if name.endswith(".html")
    }


def test_the_pack_is_under_3_megabytes(pack):
    assert pack.stat().st_size < 3_000_000


def test_the_only_file_at_the_top_is_the_one_to_open(files):
    assert [name for name in files if "/" not in name] == ["index.html"]


def test_the_pack_has_every_page_and_every_handout(files, site):
    built = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    packed = {re.sub(r"/?(index)?\.html$", "", name) for name in files if name.endswith(".html")}
    assert packed == {"" if name == "." else name for name in built}
    pdfs = {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")}
    assert pdfs == {name for name in files if name.endswith(".pdf")}
    assert len(pdfs) > 40


def test_the_pack_leaves_out_files_for_hosts_and_developers(files):
    unneeded = re.compile(r"\.map$|/lunr/|^_headers|^sitemap|^404|search_index\.json|\.(?:br|gz)$")
    assert [name for name in files if unneeded.search(name)] == []


def test_the_pack_requests_nothing_from_other_hosts(files):
    for name, content in files.items():
        if name.endswith((".html", ".css", ".svg")):
            request = FOREIGN.search(CANONICAL.sub("", content.decode()))
            assert not request, f"{name}: {request[0]}"


def test_every_link_leads_to_a_file_and_an_id_in_it(files, pages):
    ids = {name: {element["id"] for element in page.select("[id]")} for name, page in pages.items()}
    for name, page in pages.items():
        for part in page.select("[href], [src]"):
            address = part.get("href") or part.get("src")
            if re.match(r"[a-z]+:", address):
                continue
            path, _, place = re.sub(r"\?[^#]*", "", address).partition("#")
            target = normpath(join(dirname(name), path)) if path else name
            assert target in files, f"{name}: {address}"
            if place and target in pages:
                assert place in ids[target], f"{name}: {address}"


def test_every_page_keeps_the_strict_policy_of_the_site(files, pages):
    for name, page in pages.items():
        policy_of_page = page.select_one("meta[http-equiv=Content-Security-Policy]")["content"]
        assert policy_of_page == policy.content_policy(files[name].decode()), name


def test_every_page_says_when_it_was_saved_and_where_a_newer_copy_is(pages, data):
    line = f"{data.words['saved'].format(date='22 November 2026')} https://example.org/"
    for name, page in pages.items():
        assert line in page.select_one(".site-foot").get_text(), name


def test_the_printed_address_of_a_page_is_the_one_on_the_site(pages):
    printed = pages["causes/medicines.html"].select_one(".page-end .on-paper").get_text()
    assert printed.endswith(": https://example.org/causes/medicines/")


@pytest.mark.proof
def test_a_pack_without_an_address_says_so(tmp_path, data):
    result = build(tmp_path, config="offline.yml", SITE_URL="", SOURCE_DATE_EPOCH="1795305600")
    assert result.returncode == 0, result.stderr
    packed = packs.contents(tmp_path)
    for name in (name for name in packed if name.endswith(".html")):
        page = BeautifulSoup(packed[name].decode(), "html.parser")
        foot = page.select_one(".site-foot").get_text()
        assert data.words["saved_nowhere"].format(date="22 November 2026") in foot, name
        assert not page.select("[rel=canonical]")
        assert "None" not in [part.get_text() for part in page.select("dd.on-paper")]


def test_the_pack_is_reproducible(pack, tmp_path):
    folder = pack.with_name("new-pack.site")
    shutil.copytree(folder, tmp_path / "other", copy_function=shutil.copyfile)
    for number, path in enumerate((tmp_path / "other").rglob("*")):
        os.utime(path, (number, number))
    packs.write(packs.contents(tmp_path / "other"), tmp_path / "dist/pack.zip", DAY)
    assert (tmp_path / "dist/pack.zip").read_bytes() == pack.read_bytes()


def test_a_broken_link_is_reported(tmp_path):
    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text(
        '{"config": {"lang": ["en"]}, "docs": []}', encoding="utf-8"
    )
    (tmp_path / "index.html").write_text(
        '<a href="#here">1</a> <a href="gone/#there">2</a>', encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"index\.html points at gone/, which is not in the pack"):
        packs.contents(tmp_path)
