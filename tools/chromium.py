"""Finds a Chromium for the tests, or installs one; run as a program, it prints the path."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

# The same engine without a user interface comes first: it is three times as fast.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = """No Chromium was found and none could be installed.
Install one of these and run the tests again:
  Debian: apt-get install chromium-headless-shell   Fedora: dnf install chromium
  macOS: brew install --cask chromium   any: python -m playwright install chromium"""


def installed() -> str | None:
    """The path of an installed browser: $CHROMIUM, one on PATH, or Playwright's download."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
        return path if os.path.exists(path) else None


def find_or_install() -> str:
    """The path of a browser. Raises SystemExit with instructions if none can be installed."""
    if path := installed():
        return path
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        install = f"apt-get install -qy --no-install-recommends {SHELL}"
        for command in ("apt-get update -q", install):
            subprocess.run(command.split(), stdout=sys.stderr, check=False)
    if not installed():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, stdout=sys.stderr, check=False)
    return installed() or sys.exit(MISSING)


if __name__ == "__main__":
    print(find_or_install())
