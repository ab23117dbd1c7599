"""Every direct dependency is pinned, and the lock files hold every package with its hashes."""

import json
import re
import tomllib
from functools import cache

import pytest

from conftest import ROOT

pytestmark = pytest.mark.words

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TO_BUILD = PROJECT["project"]["dependencies"]
DIRECT = [*TO_BUILD, *PROJECT["dependency-groups"]["test"]]
NPM_FOLDERS = (ROOT / "tests/lighthouse", ROOT / "tests/reader")
LOCKS = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in ("requirements.txt", "requirements-test.txt")
}
ENTRY = re.compile(
    r"([a-z0-9.-]+)==(\S+)(?: ; .+?)? \\((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)\n"
)


def name(requirement: str) -> str:
    """The package's name as in lock files: PEP 503."""
    return re.sub(r"[-_.]+", "-", requirement.partition("==")[0].partition("[")[0]).lower()


@cache
def locked(lock: str) -> dict[str, set[str]]:
    """The locked versions by package; fails for a line that is not an entry of the lock."""
    rest = re.sub(r"(?m)^#.*\n", "", ENTRY.sub("", LOCKS[lock]))
    assert rest == "", f"not a pinned package with hashes: {rest[:200]}"
    versions: dict[str, set[str]] = {}
    for entry in ENTRY.finditer(LOCKS[lock]):
        versions.setdefault(entry[1], set()).add(entry[2])
    return versions


@pytest.mark.parametrize("requirement", DIRECT)
def test_a_direct_dependency_is_pinned_and_locked_with_the_same_version(requirement):
    assert re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", requirement), "pin it exactly"
    for lock in LOCKS if requirement in TO_BUILD else ("requirements-test.txt",):
        version = {requirement.partition("==")[2]}
        assert locked(lock).get(name(requirement)) == version, "run `make lock`"


def test_the_locks_agree_on_what_the_site_is_built_with():
    to_build, to_test = locked("requirements.txt"), locked("requirements-test.txt")
    assert {package: to_test.get(package) for package in to_build} == to_build, "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_address(lock):
    """No address, and no option but hashes: an option could name another index."""
    assert not re.search(r"://| @ |--(?!hash=)[a-z]", LOCKS[lock])


def test_hashes_are_required_when_installing():
    commands = re.findall(r"pip install.*", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert commands
    assert all(command.endswith(" --require-hashes -r") for command in commands)


def test_each_npm_package_is_pinned_with_its_hash_and_no_address():
    """Without addresses, packages come from whichever registry the machine uses."""
    for folder in NPM_FOLDERS:
        lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
        wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
        direct = {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted}
        assert direct == wanted
        for name, package in lock["packages"].items():
            assert "resolved" not in package, name
            assert "integrity" in package or not name, name
