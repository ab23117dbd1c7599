"""Starts Firefox and WebKitGTK from Debian's packages, for the proofs.

Each opens one page. It has three methods of Playwright's page (goto, evaluate, click), so that
helpers for Chromium work here too, and `resize`. Without the browser, the test is skipped.
"""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from selenium.webdriver import WebKitGTK, WebKitGTKOptions, WebKitGTKService
from selenium.webdriver.common.bidi.browsing_context import BrowsingContext
from selenium.webdriver.common.bidi.input import Input
from selenium.webdriver.common.bidi.script import Script
from selenium.webdriver.common.bidi.session import Session
from selenium.webdriver.remote.websocket_connection import WebSocketConnection

import fonts
from helpers import PATIENCE, eventually

TO_THE_MIDDLE = """selector => document.querySelector(selector)
  .scrollIntoView({ block: "center", behavior: "instant" })"""
# MiniBrowser's window cannot be narrower than its toolbar: 447 pixels, or 290 with this style.
THIN_TOOLBAR = "* { margin: 0; border-width: 0; padding: 0; min-width: 0; font-size: 4px }"
# Firefox starts without requests for updates and experiments.
PREFERENCES = {
    "app.normandy.enabled": False,
    # Otherwise its sandbox lets no page read fonts outside the system's folders.
    "security.sandbox.content.read_path_whitelist": f"{fonts.FAMILIES[fonts.DEFAULT]}/",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "",
}


def _installed(package: str, *names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    pytest.skip(f"{' or '.join(names)} is missing; on Debian: apt-get install {package}")


def _call(expression: str, argument) -> str:
    """JavaScript that evaluates an expression or a function, like Playwright's `evaluate`."""
    return f"""(async () => {{
      const code = ({expression});
      const value = typeof code === "function" ? await code({json.dumps(argument)}) : code;
      return JSON.stringify(value ?? null);
    }})()"""


class _Firefox:
    """Speaks WebDriver BiDi with the browser directly: no registry has an official geckodriver."""

    def __init__(self, address: str):
        self._connection = WebSocketConnection(address, timeout=PATIENCE, interval=0.002)
        self.version = Session(self._connection).new({})["capabilities"]["browserVersion"]
        self._tabs = BrowsingContext(self._connection)
        self._tab = self._tabs.create(type="tab")

    def goto(self, address: str):
        self._tabs.navigate(self._tab, address, wait="complete")

    def evaluate(self, expression: str, argument=None):
        target = {"context": self._tab}
        answer = Script(self._connection).evaluate(_call(expression, argument), target, True)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def pdf(self) -> bytes:
        """The page printed on A4."""
        printed = self._tabs.print(context=self._tab, page={"width": 21.0, "height": 29.7})
        return b64decode(printed["data"] if isinstance(printed, dict) else printed)

    def click(self, selector: str):
        self.evaluate(TO_THE_MIDDLE, selector)
        node, *_ = self._tabs.locate_nodes(self._tab, {"type": "css", "value": selector})
        origin = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        mouse = {"type": "pointer", "id": "mouse", "actions": actions}
        Input(self._connection).perform_actions(self._tab, [mouse])

    def resize(self, width: int):
        self._tabs.set_viewport(self._tab, {"width": width, "height": 900})

    def close(self):
        self._connection.close()


class _WebKit:
    def __init__(self, service: WebKitGTKService):
        self._driver = WebKitGTK(WebKitGTKOptions(), service)
        self.version = self._driver.capabilities["browserVersion"]

    def goto(self, address: str):
        self._driver.get(address)

    def evaluate(self, expression: str, argument=None):
        return json.loads(self._driver.execute_script(f"return {_call(expression, argument)}"))

    def click(self, selector: str):
        self.evaluate(TO_THE_MIDDLE, selector)
        self._driver.find_element("css selector", selector).click()

    def resize(self, width: int):
        self._driver.set_window_rect(width=width, height=900)

    def close(self):
        self._driver.quit()


@contextmanager
def _running(command: list[str], **options):
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def firefox():
    """A headless Firefox with an empty profile."""
    path = _installed("firefox-esr", "firefox-esr", "firefox")
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = (
            f'user_pref("{name}", {json.dumps(value)});' for name, value in PREFERENCES.items()
        )
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [path, "--headless", "--profile", profile, "--remote-debugging-port=0"]
        environment = fonts.browser_environment(fonts.DEFAULT, Path(profile))
        with _running(command, stdout=subprocess.DEVNULL, env=environment):
            page = _Firefox(_bidi_address(Path(profile, "WebDriverBiDiServer.json")))
            try:
                yield page
            finally:
                page.close()


def _bidi_address(file: Path) -> str:
    """Firefox writes its BiDi address into its profile."""

    def address() -> str | None:
        try:
            server = json.loads(file.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        return f"ws://{server['ws_host']}:{server['ws_port']}/session"

    bidi_address = eventually(address)
    assert bidi_address, f"Firefox wrote no {file.name} in {PATIENCE} seconds"
    return bidi_address


@contextmanager
def webkit():
    """WebKitGTK's MiniBrowser on a virtual screen: it has no headless mode."""
    path = _installed("webkit2gtk-driver", "WebKitWebDriver")
    screen = [_installed("xvfb", "Xvfb"), "-displayfd", "1", "-nolisten", "tcp"]
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as settings,
        _running(screen, stdout=subprocess.PIPE, text=True) as xvfb,
    ):
        style = Path(settings, "gtk-3.0/gtk.css")
        style.parent.mkdir()
        style.write_text(THIN_TOOLBAR, encoding="utf-8")
        display = f":{xvfb.stdout.readline().strip()}"
        environment = fonts.browser_environment(fonts.DEFAULT, Path(settings))
        environment |= {"DISPLAY": display, "XDG_CONFIG_HOME": settings}
        if os.geteuid() == 0:  # its sandbox refuses to run as root
            environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        page = _WebKit(WebKitGTKService(path, env=environment))
        try:
            yield page
        finally:
            page.close()


BROWSERS = {"Firefox": firefox, "WebKit": webkit}
