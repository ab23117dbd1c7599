"""The red flags as open data: /data/red-flags.json and the JSON Schema that it keeps to.

Written anew at each build from the site's records, so it says what the pages say. The schema is
written by hand: it is what we promise to others, so a changed record must not change it unseen.
"""

import json

from records.red_flags import MOST_FLAGS, TIERS, Answer, Flag, Tier
from records.rules import DATE, ID
from records.site import Site
from records.sources import KINDS

DATA, SCHEMA = "data/red-flags.json", "data/red-flags.schema.json"
CHECKLIST = "when-to-seek-care/checklist/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NOTHING = 0  # the rank while nothing is answered
SAID = ("action", "calm", "how_soon", "at_night", "meanwhile", "come_back")  # of each answer


def rank(tier_id: str) -> int:
    """How urgent a tier is: self-care 1, soon 2, urgent 3, emergency 4. An order, not a score."""
    return len(TIERS) - TIERS.index(tier_id)


def build(site: Site) -> dict[str, bytes]:
    """The data and its schema, by path below the site's address."""
    return {DATA: as_bytes(_data(site)), SCHEMA: as_bytes(_schema(site.settings.url))}


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
        "lead": red_flags.lead,
        "does_not_diagnose": red_flags.does_not_diagnose,
        "under_16_or_pregnant": red_flags.under_16_or_pregnant,
        "none": {"text": red_flags.none, "tier": TIERS[-1]},
        "none_under_16": {"text": red_flags.none_under_16} | _said(red_flags.under_16),
        "tiers": [_tier(tier, site.sources) for tier in red_flags.tiers],
    }


def _said(answer: Answer) -> dict:
    return {part: getattr(answer, part) for part in SAID}


def _tier(tier: Tier, sources: dict) -> dict:
    groups = [
        {"id": group.id, "name": group.name, "flags": [_flag(one, sources) for one in group.flags]}
        for group in tier.groups
    ]
    own = {"id": tier.id, "rank": rank(tier.id), "heading": tier.heading}
    return own | _said(tier) | {"groups": groups}


def _flag(flag: Flag, sources: dict) -> dict:
    parts = ("id", "name", "sign", "why", "do")
    named = [_source(sources[one]) for one in flag.sources]
    return {part: getattr(flag, part) for part in parts} | {"sources": named}


def _source(source) -> dict:
    return {part: getattr(source, part) for part in ("id", "publisher", "title", "address", "kind")}


def _schema(site_url: str) -> dict:
    """JSON Schema 2020-12, https://json-schema.org/draft/2020-12."""
    text = {"type": "string", "minLength": 1}
    day = {"type": "string", "pattern": f"^{DATE.pattern}$"}
    permanent = {"type": "string", "pattern": f"^{ID.pattern}$", "description": "never reused"}
    web = {"type": "string", "format": "uri"}
    source = _object({"id": permanent, "publisher": text, "title": text}, kind={"enum": [*KINDS]})
    source["properties"]["address"] = web | {"description": "absent if there is no public page"}
    name = text | {"description": "what catches the eye; the sign reads on from it"}
    flag = _object(
        {"id": permanent, "name": name, "sign": text, "why": text}, sources=_list(source)
    )
    flag["properties"]["do"] = text | {"description": "only if the tier's advice is not enough"}
    group = _object({"id": permanent, "name": text}, flags=_list(flag) | {"maxItems": MOST_FLAGS})
    said = dict.fromkeys(("action", "how_soon", "meanwhile", "come_back"), text)
    calm = text | {"description": "only where it reassures"}
    tier = _object(
        {"id": {"enum": [*TIERS]}, "rank": {"enum": [rank(one) for one in TIERS]}},
        heading=text,
        **said,
        groups=_list(group),
    )
    tier["properties"] |= {"calm": calm, "at_night": text | {"description": "only if urgent"}}
    child = _object({"text": text} | said)
    child["properties"]["calm"] = calm
    state = _object({"state": {"enum": ["draft", "checked", "overdue"]}})
    state["properties"] |= {"reviewer": text, "role": text, "date": day, "next": day}
    who = ["reviewer", "role", "date", "next"]
    state |= {
        "if": {"properties": {"state": {"const": "draft"}}},
        "then": {"not": {"anyOf": [{"required": [one]} for one in who]}},
        "else": {"required": who},
    }
    top = _object(
        {"$schema": web, "title": text, "page": web, "license": {"const": LICENCE}},
        language=text,
        version=text,
        date=day,
        review=state,
        does_not_diagnose=text | {"description": "show it wherever a tier is shown"},
        lead=text,
        under_16_or_pregnant=text,
        none=_object({"text": text, "tier": {"const": TIERS[-1]}}),
        none_under_16=child | {"description": "the answer for a child is no tier"},
        tiers=_list(tier) | {"minItems": len(TIERS), "maxItems": len(TIERS)},
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}{SCHEMA}",
        "title": "Red flags for face twitching, by how urgent they are",
    } | top


def _object(fields: dict, **more) -> dict:
    """An object with just these fields, all of them required."""
    fields = fields | more
    closed = {"type": "object", "additionalProperties": False}
    return closed | {"required": list(fields), "properties": fields}


def _list(items: dict) -> dict:
    return {"type": "array", "minItems": 1, "items": items}
