"""Each package of hooks/ imports only from those below it, as drawn in README.md."""

import ast

import pytest

from conftest import ROOT

pytestmark = pytest.mark.words

HOOKS = ROOT / "hooks"
BELOW = {  # what each package or top-level module may import of ours
    "records": set(),
    "components": {"records"},
    "sheets": {"records", "cache"},
    "exports": {"records"},
    "delivery": {"cache"},
    "cache": set(),
    "build": {"records", "components", "sheets", "exports", "delivery"},
    "events": {
        "build",
        "cache",
        "records",
        "components",
        "sheets",
        "exports",
        "delivery",
        "mkdocs",
    },
}
NAMES = {*BELOW, "mkdocs"}


def imported(path) -> set[str]:
    """The top-level names that a Python file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("path", sorted(HOOKS.rglob("*.py")), ids=lambda path: path.stem)
def test_a_module_imports_only_from_below(path):
    package = path.relative_to(HOOKS).parts[0].removesuffix(".py")
    assert (imported(path) & NAMES) - {package} <= BELOW[package]
