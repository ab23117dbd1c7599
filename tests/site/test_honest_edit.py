"""An editor who follows CONTRIBUTING.md makes no test fail.

A copy of the project is edited in every way at once, and the tests of a built site run on it. A
test that repeats a name, a word or a date as a literal fails here. Sentences that may not change
are in test_safety_sentences.py.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from conftest import ROOT, fill_in, passed, rewrite
from records.days import today

SITE = ["site/test_claims", "site/test_readability", "site/test_site", "records/test_red_flags"]
SITE += ["components/test_components", "delivery/test_content_policy"]
SITE += ["exports/test_fhir", "exports/test_open_data", "exports/test_structured_data"]
BROWSER = ["browser/test_pages", "browser/test_checklist", "browser/test_print"]
LONG = "axe or every_flag or every_pair or every_sign"  # these do not depend on words
DETAILS = {
    "reviewer": "Dr A. Example",
    "role": "family doctor",
    "date": today() - timedelta(days=30),
    "next": today() + timedelta(days=335),
    "name": "Example Practice",
    "phone": "+49 30 1234",
    "hours": "Monday to Friday 8 to 12",
    "emergency": "112",
}


@pytest.fixture
def edited(copy) -> Path:
    """A copy with a reviewer, a clinic, another name, other words and two changed pages."""
    fill_in(copy, **DETAILS)
    rewrite(copy / "mkdocs.yml", ("^site_name: .*$", "site_name: Zuckungen & more"))
    rewrite(copy / "docs/data/words.yml", (r'^([a-z_]+: "?)[A-Za-z]', r"\1O"))
    for page in ("index.md", "relief/index.md"):
        changed = ("^changed: .*$", f"changed: {today()}")
        first = (r"^(# .+\n+\w[^.]+)\.", r"\1, dear reader.")
        rewrite(copy / "docs" / page, changed, first)
    draft = (
        r" No doctor has checked it yet, and every page says so\.",
        " A doctor has checked it.",
    )
    rewrite(copy / "docs/about/index.md", draft)
    return copy


def files(names: list[str]) -> list[Path]:
    return [ROOT / f"tests/{name}.py" for name in names]


@pytest.mark.proof
def test_site_tests_pass_on_an_edited_copy(edited, tmp_path):
    assert passed(f"--basetemp={tmp_path / 'run'}", *files(SITE), SITE_ROOT=str(edited)) > 400


@pytest.mark.proof
def test_browser_tests_pass_on_an_edited_copy(edited, tmp_path):
    choice = [f"--basetemp={tmp_path / 'run'}", "-k", f"not ({LONG})"]
    assert passed(*choice, *files(BROWSER), SITE_ROOT=str(edited)) > 50
