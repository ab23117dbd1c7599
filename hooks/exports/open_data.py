"""The red flags as open data: /data/red-flags.json.

Written anew at each build from the site's records, so it says what the pages say. tools/schemas.py
writes the JSON Schema to which it keeps: what we promise to others.
"""

import json

from records.red_flags import TIERS, Answer, Flag, Tier
from records.site import Site

PATH, SCHEMA = "data/red-flags.json", "data/schema/open-data.json"
CHECKLIST = "when-to-seek-care/checklist/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NO_RANK = 0  # the rank while nothing is answered
ANSWER_FIELDS = ("action", "calm", "how_soon", "at_night", "meanwhile", "come_back")


def rank(tier_id: str) -> int:
    """How urgent a tier is: self-care 1, soon 2, urgent 3, emergency 4. An order, not a score."""
    return len(TIERS) - TIERS.index(tier_id)


def build(site: Site) -> dict[str, bytes]:
    """The data, by path below the site's address."""
    return {PATH: as_bytes(_data(site))}


def as_bytes(tree: dict) -> bytes:
    """JSON as UTF-8, indented for people, without fields that hold None."""
    return (json.dumps(_filled(tree), ensure_ascii=False, indent=2) + "\n").encode()


def _filled(tree):
    if isinstance(tree, dict):
        return {key: _filled(value) for key, value in tree.items() if value is not None}
    return [_filled(value) for value in tree] if isinstance(tree, list) else tree


def _data(site: Site) -> dict:
    red_flags, settings, review = site.red_flags, site.settings, site.settings.review
    return {
        "$schema": f"{settings.url}{SCHEMA}",
        "title": settings.name,
        "page": f"{settings.url}{CHECKLIST}",
        "license": LICENCE,
        "language": "en",
        "version": red_flags.version,
        "date": red_flags.date,
        "review": {
            "state": review.state,
            "reviewer": review.reviewer or None,
            "role": review.role or None,
            "date": review.checked and review.checked.isoformat(),
            "next": review.next and review.next.isoformat(),
        },
        "lead": " ".join(site.lead),
        "does_not_diagnose": red_flags.does_not_diagnose,
        "under_16_or_pregnant": red_flags.under_16_or_pregnant,
        "none": {"text": red_flags.none, "tier": TIERS[-1]},
        "none_under_16": {"text": red_flags.none_under_16} | _answer(red_flags.under_16),
        "tiers": [_tier(tier, site.sources) for tier in red_flags.tiers],
    }


def _answer(answer: Answer) -> dict:
    return {part: getattr(answer, part) for part in ANSWER_FIELDS}


def _tier(tier: Tier, sources: dict) -> dict:
    groups = [
        {"id": group.id, "name": group.name, "flags": [_flag(one, sources) for one in group.flags]}
        for group in tier.groups
    ]
    own = {"id": tier.id, "rank": rank(tier.id), "heading": tier.heading}
    return own | _answer(tier) | {"groups": groups}


def _flag(flag: Flag, sources: dict) -> dict:
    parts = ("id", "name", "sign", "why", "do")
    named = [_source(sources[one]) for one in flag.sources]
    return {part: getattr(flag, part) for part in parts} | {"sources": named}


def _source(source) -> dict:
    return {part: getattr(source, part) for part in ("id", "publisher", "title", "address", "kind")}
