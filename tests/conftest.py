"""Fixtures for all tests: one strict build and one browser for the whole run."""

import filecmp
import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from bs4 import BeautifulSoup
from filelock import FileLock
from playwright.sync_api import sync_playwright

import fonts
from chromium import find_or_install
from project import copy as copy_project
from records import settings
from records.reader import Reader
from records.site import Site, load

ROOT = Path(__file__).parent.parent
PROJECT = Path(os.environ.get("SITE_ROOT", ROOT))  # test_honest_edit.py sets an edited copy
SETTINGS = yaml.load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
PREVIEW = "http://127.0.0.1:8000/"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
# Chromium's headless shell leaves the mouse pointer on the corner of each page, as few readers do.
# Tests of what a page requests before a reader acts use this script.
NO_MOUSE = "addEventListener('pointerover', (event) => event.stopImmediatePropagation(), true)"
BUILDER = os.environ.get("SITE_BUILDER", "mkdocs")  # or properdocs: see test_way_out.py


def pytest_xdist_auto_num_workers():
    """One more worker than cores: a browser test spends more time waiting than computing."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    """With another builder, runs only the tests that judge what it builds."""
    if BUILDER != "mkdocs":
        items[:] = [item for item in items if {"site", "pack", "copy"} & set(item.fixturenames)]


def build(
    folder: Path,
    root: Path = PROJECT,
    config: str = "mkdocs.yml",
    builder: str = BUILDER,
    **environment: str,
) -> subprocess.CompletedProcess:
    """Builds the project in `root` into `folder`, strictly; stdout and stderr are text."""
    command = [sys.executable, "-m", builder, "build", "--strict", "--site-dir", str(folder)]
    command += ["--config-file", config]
    return subprocess.run(
        command,
        cwd=root,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def passed(*arguments: str | Path, **environment: str) -> int:
    """Runs pytest in another process: how many tests passed. Fails if any of them failed."""
    outside = {key: os.environ[key] for key in os.environ if not key.startswith("PYTEST_")}
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-q", *arguments],
        cwd=ROOT,
        env=outside | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return int(re.search(r"(\d+) passed", result.stdout)[1])


def read_site(project: Path) -> Site:
    """The records of the project in this folder, as in a preview on this machine."""
    reader = Reader(project)
    site_settings = settings.load(reader, "mkdocs.yml", SETTINGS["site_name"], PREVIEW, "")
    return load(reader, site_settings)


def with_settings(site: Site, **changes) -> Site:
    """The same records with other settings, such as `url`, `review` or `clinic`."""
    return replace(site, settings=replace(site.settings, **changes))


def from_npm(name: str, folder: Path) -> Path:
    """Installs the modules pinned by the lock file in tests/`name` into `folder`; their path.

    Skips the test if npm is missing or its registry does not answer.
    """
    if not shutil.which("npm"):
        pytest.skip(f"no {name}: npm is missing")
    shutil.copytree(ROOT / "tests" / name, folder)
    install = "npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier"
    done = subprocess.run(install.split(), cwd=folder, capture_output=True, text=True, check=False)
    if "npm error network" in done.stderr:
        pytest.skip(f"no {name}: the npm registry does not answer\n{done.stderr}")
    assert done.returncode == 0, done.stderr
    return folder / "node_modules"


def differing(first: Path, second: Path) -> list[str]:
    """The files that differ between two folders, or that only one of them has."""
    paths = [(path, top) for top in (first, second) for path in top.rglob("*") if path.is_file()]
    names = {str(path.relative_to(top)) for path, top in paths}
    _, unlike, missing = filecmp.cmpfiles(first, second, names, shallow=False)
    return sorted(unlike + missing)


@pytest.fixture(scope="session")
def data() -> Site:
    """The site's records, as the hooks read them."""
    return read_site(PROJECT)


@pytest.fixture(scope="session")
def build_once(request, tmp_path_factory):
    """`build_once("site", make)`: a path that one worker makes by `make(path)` for all."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):  # several workers, each with a subfolder
        folder = folder.parent

    def made(name: str, make: Callable[[Path], None]) -> Path:
        with FileLock(folder / f"{name}.lock"):
            if not (folder / name).exists():
                make(folder / f"new-{name}")
                (folder / f"new-{name}").rename(folder / name)
        return folder / name

    return made


def _site(folder: Path) -> None:
    result = build(folder)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr, result.stderr


@pytest.fixture(scope="session")
def site(build_once) -> Path:
    """The folder of the built site."""
    return build_once("site", _site)


@pytest.fixture(scope="session")
def pages(site) -> dict[str, BeautifulSoup]:
    """Every built page by its address, such as `/causes/`; the 404 page is `/404.html`."""
    soups = {}
    for path in sorted(site.rglob("*.html")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        soups[address] = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    return soups


def _pack(file: Path) -> None:
    days = {"SITE_URL": "https://example.org/", "SOURCE_DATE_EPOCH": "1795305600"}
    folder = file.with_suffix(".site")
    result = build(folder, config="offline.yml", **days)
    assert result.returncode == 0, result.stderr
    command = [sys.executable, "tools/offline_pack.py", folder, file]
    subprocess.run(command, cwd=ROOT, env=os.environ | days | {"PYTHONPATH": "hooks"}, check=True)


@pytest.fixture(scope="session")
def pack(build_once) -> Path:
    """The zip of the offline pack, as `make offline` would write it on 22 November 2026."""
    return build_once("pack.zip", _pack)


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the project that a test may change."""
    return _copied(tmp_path / "project")


def _copied(target: Path) -> Path:
    copy_project(target, PROJECT)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (target / ".cache").symlink_to(ROOT / ".cache")
    return target


def _plain(folder: Path) -> None:
    project = _copied(folder.with_suffix(".project"))
    rewrite(project / "mkdocs.yml", ("^  checklist: .*$", "  checklist: plain"))
    result = build(folder, project)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="session")
def plain(build_once) -> Path:
    """The folder of the plain edition: the same site with `checklist: plain`."""
    return build_once("plain", _plain)


def rewrite(path: Path, *changes: tuple[str, str]):
    """Replaces patterns in a file; a pattern that does not match is an error."""
    text = path.read_text(encoding="utf-8")
    for pattern, instead in changes:
        text, count = re.subn(pattern, instead, text, flags=re.M)
        assert count, f"{path}: {pattern}"
    path.write_text(text, encoding="utf-8")


def fill_in(project: Path, **fields):
    """Sets fields of `extra.review` and `extra.clinic`, whatever they held."""
    changes = [(rf"^    {name}:.*$", f'    {name}: "{value}"') for name, value in fields.items()]
    rewrite(project / "mkdocs.yml", *changes)


class Host(SimpleHTTPRequestHandler):
    """A host of a built site with its 404 page; logs nothing."""

    def log_message(self, *_):
        pass

    def send_error(self, code, message=None, explain=None):
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page)


@cache
def gzipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes())


class GzipHost(Host):
    """A host that compresses files, as real ones do; each file once."""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.exists():
            return self.send_error(404)
        body = gzipped(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hosted(folder: Path, handler: type[Host] = Host):
    """Serves the folder on this machine: its address without a trailing slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def served(site):
    """The address of the built site on this machine, without a trailing slash."""
    with hosted(site) as address:
        yield address


@contextmanager
def chromiums(folder: Path):
    """Chromiums by the font family that they know, each started when first needed."""
    with sync_playwright() as playwright, ExitStack() as stack:

        @cache
        def started(family: str):
            chromium = playwright.chromium.launch(
                executable_path=find_or_install(),
                args=FLAGS.split(),
                env=fonts.browser_environment(family, folder),
            )
            stack.callback(chromium.close)
            return chromium

        yield started


@pytest.fixture(scope="session")
def browsers(tmp_path_factory):
    """Chromiums by font family: `browsers("DejaVu Sans")`."""
    with chromiums(tmp_path_factory.mktemp("fonts")) as started:
        yield started


@pytest.fixture(scope="session")
def browser(browsers):
    """A Chromium with the usual font family of tools/fonts.py."""
    return browsers(fonts.DEFAULT)


@pytest.fixture
def open_page(browser, served):
    """Opens an address in a new browser context: `open_page("/", color_scheme="dark")`."""
    contexts = []

    def opened(address: str, **options):
        width = options.pop("width", 1280)
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(served + address)
        return page

    yield opened
    for context in contexts:
        context.close()


FAMILIES = [  # the usual and the widest in each run, the others in the proofs
    pytest.param(name, marks=[] if name in (fonts.DEFAULT, fonts.WIDEST) else [pytest.mark.proof])
    for name in fonts.FAMILIES
]


@pytest.fixture(scope="session", params=FAMILIES)
def in_each_family(request, browsers, served):
    """Runs the test once for each font family; opens addresses in one page."""
    page = browsers(request.param).new_page()

    def opened(address: str):
        page.goto(served + address)
        return page

    yield opened
    page.close()
