"""The red flags as open data: /data/red-flags.json.

Generated at each build from the records that the pages show. Its JSON Schema, which others may
rely on, is written by tools/schemas.py.
"""

import json

from records.red_flags import TIERS, Answer, Flag, Tier
from records.site import Site

PATH, SCHEMA = "data/red-flags.json", "data/schema/open-data.json"
CHECKLIST = "when-to-seek-care/checklist/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NO_RANK = 0  # of an answer without a tier
ANSWER_FIELDS = ("action", "calm", "how_soon", "at_night", "meanwhile", "come_back")


def rank(tier_id: str) -> int:
    """A tier's urgency: self-care 1, soon 2, urgent 3, emergency 4. An order, not a score."""
    return len(TIERS) - TIERS.index(tier_id)


def build(site: Site) -> dict[str, bytes]:
    """The file, by path below the site's URL."""
    return {PATH: json_bytes(_data(site))}


def json_bytes(tree: dict) -> bytes:
    """Indented JSON in UTF-8, without fields that are None."""
    return (json.dumps(_without_none(tree), ensure_ascii=False, indent=2) + "\n").encode()


def _without_none(tree):
    if isinstance(tree, dict):
        return {key: _without_none(value) for key, value in tree.items() if value is not None}
    return [_without_none(value) for value in tree] if isinstance(tree, list) else tree


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
    return {name: getattr(answer, name) for name in ANSWER_FIELDS}


def _tier(tier: Tier, sources: dict) -> dict:
    groups = [
        {"id": group.id, "name": group.name, "flags": [_flag(f, sources) for f in group.flags]}
        for group in tier.groups
    ]
    head = {"id": tier.id, "rank": rank(tier.id), "heading": tier.heading}
    return head | _answer(tier) | {"groups": groups}


def _flag(flag: Flag, sources: dict) -> dict:
    fields = {name: getattr(flag, name) for name in ("id", "name", "sign", "why", "do")}
    return fields | {"sources": [_source(sources[source_id]) for source_id in flag.sources]}


def _source(source) -> dict:
    return {key: getattr(source, key) for key in ("id", "publisher", "title", "address", "kind")}
