"""What `make publish-ready` writes to site/."""

import gzip
import os
import shutil
import subprocess

import brotli
import pytest

import compress
from conftest import ROOT
from delivery import theme_files


@pytest.fixture(scope="module")
def ready(site, tmp_path_factory):
    """Part of the site, compressed: all of it would take long and prove no more."""
    folder = tmp_path_factory.mktemp("ready") / "site"
    for part in ("assets/javascripts", "assets/stylesheets", "relief"):
        shutil.copytree(site / part, folder / part)
    for name in ("index.html", "version.json"):
        shutil.copy(site / name, folder)
    compress.compress(folder)
    return folder


def test_each_text_has_its_compressed_copies(ready):
    texts = [path for path in ready.rglob("*") if path.suffix in compress.TEXTS]
    assert {path.suffix for path in texts} >= {".css", ".html", ".js", ".json"}
    for path in texts:
        text = path.read_bytes()
        assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == text
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == text


def test_files_that_no_browser_requests_are_left_out(site):
    names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
    assert not [name for name in names if name.endswith(".map") or "lunr" in name]
    assert sorted(path.name for path in site.rglob("*.css")) == ["late.css", "script.css"]
    scripts = {path.name.split(".")[0] for path in site.rglob("*.js")}
    assert scripts == {"offline-search", "page", "red-flags", "search", "theme", "your-sheet"}


def test_a_site_in_another_language_keeps_its_search():
    stemmer = "assets/javascripts/lunr/min/lunr.de.min.js"
    assert theme_files.is_unneeded(stemmer, "en")
    assert not theme_files.is_unneeded(stemmer, "de")


def test_a_changed_theme_file_is_reported_with_what_to_do():
    with pytest.raises(
        ValueError, match=r"main\..*has changed: read it beside hooks/delivery/page_styles\.py"
    ):
        theme_files.check(lambda path: "changed")


def test_compression_is_reproducible(ready, tmp_path):
    shutil.copyfile(ready / "index.html", tmp_path / "index.html")
    compress.compress(tmp_path)
    for end in (".br", ".gz"):
        name = f"index.html{end}"
        assert (tmp_path / name).read_bytes() == (ready / name).read_bytes()


@pytest.mark.parametrize("address", ["", "example.org"])
def test_publish_ready_without_an_address_says_what_to_type(address):
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
