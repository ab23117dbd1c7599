"""What is installed: every direct dependency is pinned, and the lock holds it with its hashes."""

import json
import re
import tomllib

import pytest

from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["test"]]
NPM = ROOT / "tests/lighthouse"
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"([a-z0-9.-]+)==(\S+)(?: ; .+?)? \\((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)\n"
)


def name(requirement: str) -> str:
    """The package's name as locks write it: PEP 503."""
    return re.sub(r"[-_.]+", "-", requirement.partition("==")[0].partition("[")[0]).lower()


def locked() -> dict[str, str]:
    """The locked versions by name; fails for a line of the lock that is no entry."""
    rest = re.sub(r"(?m)^#.*\n", "", ENTRY.sub("", LOCK))
    assert rest == "", f"not a pinned package with hashes: {rest[:200]}"
    return {found[1]: found[2] for found in ENTRY.finditer(LOCK)}


@pytest.mark.parametrize("requirement", DIRECT)
def test_a_direct_dependency_is_pinned_and_locked_with_the_same_version(requirement):
    assert re.fullmatch(r"[\w.-]+(\[[\w,]+\])?==[\w.]+", requirement), "pin it exactly"
    assert locked().get(name(requirement)) == requirement.partition("==")[2], "run `make lock`"


def test_the_lock_names_no_address():
    """Neither an address nor any option but a hash: an option could name another index."""
    assert not re.search(r"://| @ |--(?!hash=)[a-z]", LOCK)


def test_hashes_are_required_when_installing():
    assert "--require-hashes -r requirements.txt" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_each_package_from_npm_is_pinned_with_its_hash_and_no_address():
    """A lock without addresses, so each is asked of the registry that the machine uses."""
    lock = json.loads((NPM / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((NPM / "package.json").read_text(encoding="utf-8"))["dependencies"]
    direct = {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted}
    assert direct == wanted
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert "integrity" in package or not name, name
