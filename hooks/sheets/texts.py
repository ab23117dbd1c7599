"""Which texts each printed sheet has.

Each sheet gets a tree of plain texts for its template in templates/. Every text in the tree is
printed, except those named `id`.
"""

import re
from collections import Counter
from typing import Any

from records.days import in_words
from records.site import Site
from sheets.drawings import stroke_views
from sheets.editions import Edition
from sheets.parts import changed, pick, result_of, tier_of

MOST_PUBLISHERS = 4


def texts(sheet: str, site: Site, edition: Edition) -> dict[str, Any]:
    """All texts of a sheet that do not depend on the clinic or the address."""
    words, sheets, review = site.words, site.sheets, site.settings.review
    tree = _of_sheet[sheet](site, edition) | {
        "title": next(entry.title for entry in sheets.sheets if entry.id == sheet),
        "version": f"{sheets.version} {in_words(site.red_flags.date)}",
        "number": edition.emergency,
        "leaflet": leaflet(sheet, site, edition),
        "replace": review.next and sheets.replace.format(date=in_words(review.next)),
        "state": review.sentence(words, "end").rstrip("."),
        "copy": sheets.copy,
        "disclaimer": words["disclaimer_checked"],
        "write_number": sheets.write_number if edition.emergency is None else None,
    }
    return changed(tree, lambda text: site.emergency_numbers.numbered(text, edition.emergency))


def leaflet(sheet: str, site: Site, edition: Edition) -> str:
    """The leaflet number, such as CTG-FT-UK-2026-11-26: guide, sheet, edition, version."""
    guide, name = (re.sub(r"\B\w|\W", "", text) for text in (site.settings.name, sheet))
    return f"{guide}-{name}-{edition.id}-{site.red_flags.version}".upper()


def _face_twitching(site: Site, edition: Edition) -> dict:
    """Calm first: what it usually is and what to do tonight. Of the tiers, all that the do and
    do-not lists do not say already."""
    sheets, facts, words = site.sheets, site.key_facts, site.words
    emergency, urgent, soon, self_care = site.red_flags.tiers
    (simple,) = self_care.flags
    tellers = Counter(
        publisher
        for flag in site.red_flags.flags
        for publisher in {site.sources[source].publisher for source in flag.sources}
    )
    publishers = ", ".join(name for name, _ in sorted(tellers.items(), key=_most)[:MOST_PUBLISHERS])
    return (
        pick(sheets, "usual", "relief", "more_signs", "while_you_wait")
        | pick(words, "strip", "change")
        | pick(self_care, "calm")
        | {
            "action": emergency.action,
            "simple": pick(simple, "name", "why"),
            "linked": facts.linked.text,
            "tiers": [
                tier_of(emergency, "how_soon", "meanwhile", "come_back"),
                tier_of(urgent, "how_soon", "come_back") | {"advice": edition.advice},
                tier_of(soon, "how_soon", "come_back"),
            ],
            "facts": [
                pick(fact, "lead", "text") for fact in facts.facts if fact.id in sheets.facts
            ],
            "do": {"label": words["do"], "items": [fact.text for fact in facts.do]},
            "do_not": {"label": words["do_not"], "items": [fact.text for fact in facts.do_not]},
            "main_sources": sheets.main_sources.format(publishers=publishers),
        }
    )


def _check_your_signs(site: Site, edition: Edition) -> dict:
    red_flags, words = site.red_flags, site.words
    none = words["paper_none"], words["paper_none_under_16"]
    results = [result_of(tier, tier.action) for tier in red_flags.signs]
    results[1]["advice"] = edition.advice
    results += [
        result_of(answer, f"{when}: {answer.action}")
        for answer, when in zip(red_flags.answers[-2:], none, strict=True)
    ]
    return (
        {"tiers": [tier_of(tier) for tier in red_flags.signs], "results": results}
        | pick(site.sheets, "next", "next_how", "while_you_wait")
        | pick(words, "until_then", "change")
        | dict(zip(("lead", "how"), site.lead, strict=True))
        | pick(red_flags, "under_16_or_pregnant", "none", "none_under_16", "does_not_diagnose")
    )


def _my_appointment(site: Site, _: Edition) -> dict:
    sheets = site.sheets
    form = ("fill_in", "visit", "medicines", "questions_heading", "questions", "own_questions")
    return pick(sheets, *form, "diary", "diary_how", "columns", "example") | {
        "fields": [pick(field, "label", "choices") for field in sheets.fields],
        "strip": site.words["strip"],
        "action": site.red_flags.tiers[0].action,
    }


def _poster(site: Site, _: Edition) -> dict:
    emergency = site.red_flags.tiers[0]
    return {
        "strip": site.words["strip"],
        "action": emergency.action,
        "also": emergency.heading.removeprefix(emergency.action).strip(),
        "words": [view.word for view in stroke_views(site)],
    } | pick(site.sheets, "scan", "tell_staff")


def _stroke_cards(site: Site, edition: Edition) -> dict:
    poster = _poster(site, edition) | pick(site.sheets, "cut", "time_started")
    return {name: part for name, part in poster.items() if name not in ("scan", "tell_staff")}


def _get_help(site: Site, edition: Edition) -> dict:
    """The full list for the desk: all signs by tier, with what to do."""
    emergency, urgent, soon = site.red_flags.signs
    parts = ("how_soon", "come_back")
    return (
        {
            "tiers": [
                tier_of(emergency, "meanwhile", *parts),
                tier_of(urgent, *parts) | {"advice": edition.advice},
                tier_of(soon, *parts),
            ],
        }
        | pick(site.sheets, "while_you_wait")
        | pick(site.words, "change")
        | pick(site.red_flags, "under_16_or_pregnant", "does_not_diagnose")
    )


_of_sheet = {
    "face-twitching": _face_twitching,
    "check-your-signs": _check_your_signs,
    "my-appointment": _my_appointment,
    "poster": _poster,
    "get-help": _get_help,
    "stroke-cards": _stroke_cards,
}


def _most(teller: tuple[str, int]) -> tuple[int, str]:
    return -teller[1], teller[0]
