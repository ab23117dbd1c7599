"""What `make publish-ready` leaves in site/."""

import gzip
import os
import shutil
import subprocess

import brotli
import pytest

import publish
from conftest import ROOT


@pytest.fixture(scope="module")
def ready(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ready") / "site"
    shutil.copytree(site, folder)
    publish.lighten(folder)
    publish.compress(folder)
    return folder


def test_each_text_has_its_twins(ready):
    texts = [path for path in ready.rglob("*") if path.suffix in publish.TEXTS]
    assert len(texts) > 50
    for path in texts:
        text = path.read_bytes()
        assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == text
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == text


def test_what_no_browser_asks_for_is_gone_and_nothing_else(ready, site):
    def names(folder):
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    gone = names(site) - names(ready)
    assert all(name.endswith(".map") or "/lunr/" in name for name in gone)
    assert not [name for name in names(ready) if name.endswith(".map") or "/lunr/" in name]


def test_a_site_in_another_language_keeps_its_search():
    assert publish.unneeded("assets/javascripts/lunr/min/lunr.de.min.js", _index("en"))
    assert not publish.unneeded("assets/javascripts/lunr/min/lunr.de.min.js", _index("de"))


def _index(language: str) -> bytes:
    return f'{{"config": {{"lang": ["{language}"]}}}}'.encode()


def test_the_same_text_gives_the_same_bytes(ready, tmp_path):
    shutil.copyfile(ready / "index.html", tmp_path / "index.html")
    publish.compress(tmp_path)
    for end in (".br", ".gz"):
        twin = f"index.html{end}"
        assert (tmp_path / twin).read_bytes() == (ready / twin).read_bytes()


@pytest.mark.parametrize("address", ["", "example.org"])
def test_without_an_address_it_stops_and_says_what_to_type(address):
    result = subprocess.run(
        ["make", "--old-file=.venv/ready", "publish-ready"],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert "SITE_URL=https://example.org/ make publish-ready" in result.stdout
