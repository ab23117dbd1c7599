"""The checklist in Firefox and WebKit, compared with the same rule as in Chromium."""

import io
import shutil
from itertools import combinations, product

import pypdf
import pytest

from browsers import BROWSERS
from conftest import ROOT, passed
from helpers import CHECKLIST, NONE_ANSWERS, expected_tier, shown_tiers, tick

pytestmark = pytest.mark.proof


@pytest.fixture(scope="module", params=BROWSERS)
def opened(request):
    with BROWSERS[request.param]() as page:
        yield page


@pytest.fixture
def checklist(opened, served):
    opened.resize(1024)
    opened.goto(served + CHECKLIST)
    return opened


@pytest.fixture(scope="module")
def signs(data) -> list:
    """The three tiers that have signs, the most urgent first."""
    return data.red_flags.signs


@pytest.fixture(scope="module")
def says(data) -> dict[str | None, str]:
    """The status for the result of each tier, and without a result."""
    words, tiers = data.words, data.red_flags.tiers
    lines = {tier.id: f"{words['status_result'].format(action=tier.action)}." for tier in tiers}
    return lines | {None: words["status_nothing"]}


def status(page) -> str:
    return " ".join(page.evaluate("document.querySelector('[role=status]').innerText").split())


def ticked(page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.red-flags :checked')].map(box => box.id)")


def named(page) -> list[str]:
    """The flags that the visible result gives as its reasons."""
    return page.evaluate(
        """[...document.querySelectorAll('[data-flag]')]
           .filter(line => line.checkVisibility()).map(line => line.dataset.flag)"""
    )


def assert_empty(page, says, after):
    assert ticked(page) == [], after
    assert shown_tiers(page) == [], after
    assert status(page) == says[None], after


def test_every_flag_alone_gives_its_tier_in_other_browsers(checklist, signs, says):
    assert_empty(checklist, says, "opening")
    for tier in signs:
        for flag in tier.flags:
            checklist.click(f"label[for={flag.id}]")
            assert ticked(checklist) == [flag.id]
            assert shown_tiers(checklist) == [tier.id], flag.id
            assert named(checklist) == [flag.id]
            assert status(checklist) == says[tier.id], flag.id
            checklist.click(f"label[for={flag.id}]")
            assert_empty(checklist, says, flag.id)
    checklist.click("label[for=none]")
    assert shown_tiers(checklist) == ["self-care"]
    assert status(checklist) == says["self-care"]


def test_every_mix_of_tiers_and_none_follows_the_rule_in_other_browsers(
    checklist, signs, says, data
):
    for picked in product([True, False], repeat=3):
        tiers = [tier for tier, on in zip(signs, picked, strict=True) if on]
        for none in (True, False):
            tick(checklist, [tier.flags[0].id for tier in tiers], none)
            case = [tier.id for tier in tiers], none
            wanted = expected_tier(set(case[0]), none)
            assert shown_tiers(checklist) == ([wanted] if wanted else []), case
            both = f" {data.words['status_both']}" if tiers and none else ""
            assert status(checklist) == says[wanted] + both, case


def test_every_pair_of_flags_gives_the_more_urgent_tier_in_other_browsers(checklist, signs):
    tier_of = {flag.id: tier.id for tier in signs for flag in tier.flags}
    for pair in combinations(tier_of, 2):
        tick(checklist, pair)
        assert shown_tiers(checklist) == [expected_tier({tier_of[flag] for flag in pair}, False)], (
            pair
        )


def test_start_again_empties_the_form_after_every_result(checklist, signs, says):
    for tier in signs:
        for flag in tier.flags[:2]:
            checklist.click(f"label[for={flag.id}]")
        assert status(checklist) == says[tier.id]
        checklist.click(".red-flags [type=reset]")
        assert_empty(checklist, says, tier.id)
    checklist.click("label[for=none]")
    checklist.click(".red-flags [type=reset]")
    assert_empty(checklist, says, "none")


@pytest.mark.parametrize("none", NONE_ANSWERS)
def test_a_none_answer_never_unticks_a_sign_in_other_browsers(checklist, signs, none):
    for tier in signs:
        for order in ([tier.flags[0].id, none], [none, tier.flags[0].id]):
            for box in order:
                checklist.click(f"label[for={box}]")
            assert ticked(checklist) == [tier.flags[0].id, none]
            assert shown_tiers(checklist) == [tier.id]
            checklist.click(".red-flags [type=reset]")


def test_no_sideways_scroll_at_320_pixels_with_any_result(checklist, signs):
    checklist.resize(320)
    for tier in signs:
        tick(checklist, [flag.id for flag in tier.flags])
        window, hidden = checklist.evaluate(
            """() => {
              const page = document.documentElement;
              return [innerWidth, page.scrollWidth - page.clientWidth];
            }"""
        )
        assert (window, hidden) == (320, 0), tier.id


@pytest.mark.parametrize(("address", "most"), [(CHECKLIST, 1), ("/when-to-seek-care/", 2)])
def test_firefox_prints_every_sign_on_one_sheet(served, data, address, most):
    with BROWSERS["Firefox"]() as page:
        page.goto(served + address)
        pdf = pypdf.PdfReader(io.BytesIO(page.pdf()))
    text = " ".join(" ".join(side.extract_text().split()) for side in pdf.pages)
    assert len(pdf.pages) <= most
    for tier in data.red_flags.signs:
        for flag in tier.flags:
            assert flag.label in text


def test_the_full_chromium_passes_the_tests_of_its_headless_shell():
    if not (whole := shutil.which("chromium")):
        pytest.skip("chromium is missing; on Debian: apt-get install chromium")
    files = [ROOT / f"tests/browser/test_{name}.py" for name in ("checklist", "loading", "print")]
    assert passed("-k", "not axe", *files, CHROMIUM=whole) > 80
