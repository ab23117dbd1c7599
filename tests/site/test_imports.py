"""Each package of hooks/ knows only those below it, as README.md draws them."""

import ast

import pytest

from conftest import ROOT

pytestmark = pytest.mark.words

HOOKS = ROOT / "hooks"
BELOW = {  # what a package, or a module beside the packages, may import of ours
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
    """The top names that a Python file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("path", sorted(HOOKS.rglob("*.py")), ids=lambda path: path.stem)
def test_a_module_imports_only_from_below(path):
    own = path.relative_to(HOOKS).parts[0].removesuffix(".py")
    assert (imported(path) & NAMES) - {own} <= BELOW[own]
