"""The red flags: no danger in the evidence is lost, and each sign reads as it must."""

import re

import pytest

from conftest import ROOT
from records.red_flags import TIERS
from records.site import path_of

pytestmark = pytest.mark.words

# The dangers that may not be lost, by the slowest tier that each may have. The evidence that the
# site grew from (November 2026) marked them `core`. A comment beside each flag names its rows.
CORE = {
    "emergency": """
        sudden-face-droop
        sudden-arm-or-leg-weakness
        sudden-speech-trouble
        sudden-vision-or-balance-loss
        stroke-signs-that-went-away
        seizure-or-blackout
        face-jerking-over-5-minutes
        breathing-or-swallowing-trouble
        locked-jaw-or-body-spasms
        twitching-with-fever-agitation
        sudden-worst-headache
        pregnant-or-new-mother-warning
        after-head-injury
    """,
    "urgent": """
        new-face-weakness-hours-to-days
        eye-will-not-close-or-painful-red-eye
        ear-or-face-blisters
        hot-swollen-face-or-tooth-infection
        new-numbness
        other-new-nerve-signs
        twitch-spreading-fast
        spasm-shuts-eye-or-stops-function
        new-movements-on-dopamine-blocker
        tingling-lips-and-cramps
        child-one-sided-face-jerks
        sudden-hearing-loss
        cancer-history-or-lump-with-weakness
        over-50-scalp-or-jaw-pain
    """,
    "soon": """
        lasts-over-2-weeks
        twitch-in-more-than-one-place
        one-side-eye-to-cheek-pattern
        stiff-or-weak-area-slow
        after-facial-palsy
        hearing-change-one-ear
        lump-near-ear-or-jaw
        face-pain
        both-eyes-squeeze-shut
        possible-medicine-side-effect
        jaw-clenching-or-chewing-spasm
    """,
    "self-care": """
        simple-brief-twitch
    """,
}


@pytest.fixture(scope="module")
def mapped() -> dict[str, list[str]]:
    """By core row: the tiers of its flags, read from the comments in the data."""
    tiers, tier = {}, ""
    for line in (ROOT / path_of("red_flags")).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"  - id: (\S+)", line):
            tier = match[1]
        if match := re.match(r"\s+# core: (.+)", line):
            for row in re.sub(r"\([^)]*\)", "", match[1]).split(","):
                tiers.setdefault(row.strip(), []).append(tier)
    return tiers


@pytest.mark.parametrize("tier", CORE)
def test_no_core_danger_is_lost_or_moved_to_a_slower_tier(tier, mapped):
    for row in CORE[tier].split():
        assert row in mapped, f"{row} is lost"
        assert TIERS.index(mapped[row][0]) <= TIERS.index(tier), f"{row} is slower than {tier}"


def test_no_comment_names_a_core_row_that_does_not_exist(mapped):
    assert set(mapped) == {row for rows in CORE.values() for row in rows.split()}


def test_a_sign_continues_from_its_name(data):
    for flag in data.red_flags.flags:
        assert flag.name[0].isupper(), f"{flag.id}: the name starts with a small letter"
        assert flag.sign[0].islower(), f"{flag.id}: the sign starts with a capital"
        for text in (flag.name, flag.sign):
            assert not re.search(r"[.:;?!]$", text), f"{flag.id}: ends with a punctuation mark"


def test_the_rule_for_children_and_pregnancy_names_an_existing_group(data):
    (name,) = re.findall("“(.+?)”", data.red_flags.under_16_or_pregnant)
    assert name in [group.name for group in data.red_flags.tiers[2].groups]


def test_only_the_emergency_tier_covers_signs_that_went_away(data):
    emergency, *others = data.red_flags.tiers
    assert "days ago" in emergency.how_soon
    assert not any("went away" in tier.heading for tier in others)


def test_no_advice_names_a_number_without_its_country(data):
    for tier in data.red_flags.tiers:
        advice = (tier.action, tier.how_soon, tier.at_night or "", tier.meanwhile, tier.come_back)
        for text in advice:
            assert not re.search(r"\b(999|112|911|000|111)\b", text)
