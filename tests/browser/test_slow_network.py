"""Pages on a slow network and a slow phone: nothing moves once it is shown.

Each page is checked three times: when its first text shows, when late.css has loaded, and when the
theme's script has run. Screenshots of each are left in the test's folder for people to look at.
"""

import pytest

from conftest import GzipHost, hosted
from helpers import eventually

pytestmark = pytest.mark.proof

SLOW_4G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
MAX_SHIFT = 0.0005  # Lighthouse shows it as 0
SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries())
    shifts.push([shift.value,
      ...shift.sources.map(({ node }) => node?.className ?? node?.nodeName)]);
}).observe({ type: "layout-shift", buffered: true });"""
MOMENTS = {
    "first": "performance.getEntriesByName('first-contentful-paint').length",
    "late": "document.querySelector('body link[href$=\"late.css\"]')?.sheet",
    "all": "document.querySelector('link[href$=\"script.css\"]')?.sheet && window.component$",
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/causes/hemifacial-spasm/",
        "/when-to-seek-care/",
        "/when-to-seek-care/checklist/",
        "/404.html",
    ],
)
def test_nothing_jumps_on_a_slow_network(browser, site, tmp_path, address, width):
    with hosted(site, GzipHost) as host:
        context = browser.new_context(base_url=host, viewport={"width": width, "height": 900})
        page = context.new_page()
        camera = context.new_cdp_session(page)
        camera.send("Network.enable")
        camera.send("Network.emulateNetworkConditions", SLOW_4G)
        camera.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.add_init_script(SHIFTS)
        page.goto(address, wait_until="commit")
        for name, condition in MOMENTS.items():
            if name == "all":
                page.wait_for_load_state()  # page.js has loaded
                page.keyboard.press("Shift")
            assert eventually(lambda ready=f"Boolean({condition})": page.evaluate(ready)), name
            page.wait_for_timeout(300)
            page.screenshot(path=tmp_path / f"{name}.png")
        shifts = page.evaluate("shifts")
        context.close()
    assert sum(value for value, *_ in shifts) < MAX_SHIFT, shifts
