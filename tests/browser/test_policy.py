"""Every page works under its own policy in Firefox and WebKit; for Chromium see test_pages.py.

The host of these tests sends each page's policy again as a header with an address for reports of
violations. It also puts a script first in each page that reports errors. Two planted faults must be
reported for each page, so a recorder that misses faults fails.
"""

import json
import shutil
from typing import ClassVar

import pytest

from browsers import BROWSERS
from conftest import Host, hosted
from helpers import CHECKLIST, RESULTS, SITE_MAP, eventually, first_result, shown_tiers

pytestmark = pytest.mark.proof
RECORDER = """
const report = (fault) => navigator.sendBeacon("/error", String(fault));
addEventListener("error", (event) => report(event.message || event.target.outerHTML), true);
addEventListener("unhandledrejection", (event) => report(event.reason));
console.error = (...words) => report(words.join(" "));
"""
PLANTED = {"img-src https://planted.invalid/", "Error: planted"}
PLANT = """() => {
  new Image().src = "https://planted.invalid/";
  setTimeout(() => { throw new Error("planted"); });
}"""


class Recorder(Host):
    """A host that sends policies as headers and keeps what browsers report."""

    policies: ClassVar[
        dict[str, str]
    ] = {}  # by address; other files get the policy of the 404 page
    faults: ClassVar[list[str]] = []

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/violation":
            text = "{violated-directive} {blocked-uri}".format(**json.loads(text)["csp-report"])
        self.faults.append(text)
        self.send_response(204)
        self.end_headers()

    def end_headers(self):
        address = self.path.partition("?")[0]
        policy = self.policies.get(address, self.policies["/404.html"])
        self.send_header("Content-Security-Policy", f"{policy}; report-uri /violation")
        super().end_headers()


@pytest.fixture(scope="module")
def recorded(site, pages, tmp_path_factory):
    folder = tmp_path_factory.mktemp("recorded") / "site"
    shutil.copytree(site, folder)
    (folder / "recorder.js").write_text(RECORDER, encoding="utf-8")
    for path in folder.rglob("*.html"):
        first, rest = path.read_text(encoding="utf-8").split("<script", 1)
        path.write_text(
            f'{first}<script src="/recorder.js"></script><script{rest}', encoding="utf-8"
        )
    policy = "meta[http-equiv=Content-Security-Policy]"
    Recorder.policies |= {
        address: page.select_one(policy)["content"] for address, page in pages.items()
    }
    with hosted(folder, Recorder) as address:
        yield address


@pytest.fixture(scope="module", params=BROWSERS)
def page(request):
    with BROWSERS[request.param]() as opened:
        yield opened


def faults(page) -> list[str]:
    """The faults since the last call; the planted ones must be among those reported."""
    page.evaluate(PLANT)
    eventually(lambda: set(Recorder.faults) >= PLANTED)
    reported = Recorder.faults.copy()
    Recorder.faults.clear()
    assert set(reported) >= PLANTED, reported
    return [fault for fault in reported if fault not in PLANTED]


def test_every_page_loads_without_a_violation_or_an_error(page, recorded):
    for address in (*SITE_MAP, "/no-such-page/"):
        page.goto(recorded + address)
        assert faults(page) == [], address


def test_interactive_parts_work_without_a_violation_or_an_error(page, recorded):
    page.resize(390)
    page.goto(recorded + "/causes/hemifacial-spasm/")
    page.click(".md-header label[for=__drawer]")
    drawer = "document.querySelector('.md-nav--primary').getBoundingClientRect().left"
    assert eventually(lambda: page.evaluate(drawer) >= 0)
    page.resize(1280)
    page.goto(recorded + "/causes/hemifacial-spasm/")
    page.click("label[for=__palette_1]")
    scheme = "document.body.dataset.mdColorScheme"
    assert eventually(lambda: page.evaluate(scheme) == "slate")
    page.click(".footnote-ref")
    tooltip = "document.querySelector('.md-tooltip2--active')?.innerText"
    assert eventually(lambda: page.evaluate(tooltip))
    assert faults(page) == []
    page.goto(recorded + "/about/")
    target = first_result(page, "spasm")
    page.click(RESULTS)
    arrived = "document.readyState === 'complete' && location.href"
    assert eventually(lambda: page.evaluate(arrived) == target)
    assert faults(page) == []
    page.goto(recorded + CHECKLIST)
    page.click("label[for=sudden-face-droop]")
    assert shown_tiers(page) == ["emergency"]
    assert faults(page) == []
