"""Which texts stand on which printed sheet.

Each sheet gets a tree of plain texts for its template in templates/. Every text in the tree is
printed, except those named `id`.
"""

import re
from collections import Counter
from typing import Any

from records.days import in_words
from records.pictures import View
from records.red_flags import UNDER_16
from records.site import Site
from records.yaml_lines import Text, line_of
from sheets.editions import Edition

MOST_PUBLISHERS = 4
PHRASE = re.compile("your emergency number", re.I)  # where there is one, a sheet says it instead
DRAWN = ("face", "arm", "speech")  # as the words of the strip


def texts(sheet: str, site: Site, edition: Edition) -> dict[str, Any]:
    """All texts of a sheet that do not depend on the clinic or the address."""
    words, own, review = site.words, site.sheets, site.settings.review
    said = _of_sheet[sheet](site, edition) | {
        "title": next(entry.title for entry in own.sheets if entry.id == sheet),
        "version": f"{own.version} {site.red_flags.version}",
        "leaflet": leaflet(sheet, site, edition),
        "replace": review.next and own.replace.format(date=in_words(review.next)),
        "state": review.sentence(words, "end").rstrip("."),
        "copy": own.copy,
        "disclaimer": words["disclaimer" if review.state == "draft" else "disclaimer_checked"],
        "write_number": own.write_number if edition.emergency is None else None,
    }
    return _numbered(said, edition.emergency)


def leaflet(sheet: str, site: Site, edition: Edition) -> str:
    """The number to keep a rack by, as CTG-FT-UK-2026-11-26: guide, sheet, edition, version."""
    guide, name = (re.sub(r"\B\w|\W", "", one) for one in (site.settings.name, sheet))
    return f"{guide}-{name}-{edition.id}-{site.red_flags.version}".upper()


def _numbered(said: Any, number: str | None) -> Any:
    """The tree of texts with the number where there is one. Texts keep their file and line."""
    if isinstance(said, str):
        found = Text.at(line_of(said), PHRASE.sub(number, said) if number else said)
        found.path = getattr(said, "path", "")
        return found
    if isinstance(said, dict):
        return {name: _numbered(part, number) for name, part in said.items()}
    return [_numbered(part, number) for part in said] if isinstance(said, list | tuple) else said


def _face_twitching(site: Site, edition: Edition) -> dict:
    """Calm first: what it usually is and what to do tonight. Tiers as far as the do and do-not
    lists do not say the same."""
    own, facts, words = site.sheets, site.key_facts, site.words
    emergency, urgent, soon, self_care = site.red_flags.tiers
    (simple,) = self_care.flags
    tellers = Counter(
        publisher
        for flag in site.red_flags.flags
        for publisher in {site.sources[source].publisher for source in flag.sources}
    )
    publishers = ", ".join(name for name, _ in sorted(tellers.items(), key=_most)[:MOST_PUBLISHERS])
    return (
        _pick(own, "usual", "relief", "more_signs", "while_you_wait")
        | _pick(words, "strip", "change")
        | _pick(self_care, "calm")
        | {
            "action": emergency.action,
            "simple": _pick(simple, "name", "why"),
            "linked": facts.linked.text,
            "tiers": [
                _tier(emergency, "how_soon", "meanwhile", "come_back"),
                _tier(urgent, "how_soon", "come_back") | {"advice": edition.advice},
                _tier(soon, "how_soon", "come_back"),
            ],
            "facts": [_pick(fact, "lead", "text") for fact in facts.facts if fact.id in own.facts],
            "do": {"label": words["do"], "items": [fact.text for fact in facts.do]},
            "do_not": {"label": words["do_not"], "items": [fact.text for fact in facts.do_not]},
            "main_sources": own.main_sources.format(publishers=publishers),
        }
    )


def _check_your_signs(site: Site, edition: Edition) -> dict:
    red_flags, words = site.red_flags, site.words
    none = words["paper_none"], words["paper_none_under_16"]
    results = [_result(tier, tier.action) for tier in red_flags.signs]
    results[1]["advice"] = edition.advice
    results += [
        _result(answer, f"{when}: {answer.action}")
        for answer, when in zip(red_flags.answers[-2:], none, strict=True)
    ]
    return (
        {"tiers": [_tier(tier) for tier in red_flags.signs], "results": results}
        | _pick(site.sheets, "next", "next_how", "while_you_wait")
        | _pick(words, "until_then", "change")
        | dict(zip(("lead", "how"), site.lead, strict=True))
        | _pick(red_flags, "under_16_or_pregnant", "none", "none_under_16", "does_not_diagnose")
    )


def _my_appointment(site: Site, _: Edition) -> dict:
    own = site.sheets
    form = ("fill_in", "medicines", "questions_heading", "questions", "own_questions")
    return _pick(own, *form, "diary", "diary_how", "columns") | {
        "fields": [_pick(field, "label", "choices") for field in own.fields],
        "strip": site.words["strip"],
        "action": site.red_flags.tiers[0].action,
    }


def _poster(site: Site, _: Edition) -> dict:
    return {
        "strip": site.words["strip"],
        "action": site.red_flags.tiers[0].action,
        "words": [view.word for view in drawn(site)],
    } | _pick(site.sheets, "scan", "tell_staff")


def _stroke_cards(site: Site, edition: Edition) -> dict:
    said = _poster(site, edition) | _pick(site.sheets, "cut", "time_started")
    return {name: part for name, part in said.items() if name not in ("scan", "tell_staff")}


def _get_help(site: Site, edition: Edition) -> dict:
    """All signs by tier, with what to do: the full list, for the desk."""
    emergency, urgent, soon = site.red_flags.signs
    parts = ("how_soon", "come_back")
    return (
        {
            "tiers": [
                _tier(emergency, "meanwhile", *parts),
                _tier(urgent, *parts) | {"advice": edition.advice},
                _tier(soon, *parts),
            ],
        }
        | _pick(site.sheets, "while_you_wait")
        | _pick(site.words, "change")
        | _pick(site.red_flags, "under_16_or_pregnant", "does_not_diagnose")
    )


def drawn(site: Site) -> list[View]:
    """The views of the drawing be-fast that stand on the poster."""
    views = {one.view: one for one in site.pictures["be-fast"].views or ()}
    if missing := [name for name in DRAWN if name not in views]:
        raise ValueError(f"docs/data/pictures.yml: be-fast: the poster needs '{missing[0]}'")
    return [views[name] for name in DRAWN]


_of_sheet = {
    "face-twitching": _face_twitching,
    "check-your-signs": _check_your_signs,
    "my-appointment": _my_appointment,
    "poster": _poster,
    "get-help": _get_help,
    "stroke-cards": _stroke_cards,
}


def _pick(source, *names: str) -> dict:
    """Some fields of a record, or entries of a dict."""
    entries = source if isinstance(source, dict) else vars(source)
    return {name: entries[name] for name in names}


def _tier(tier, *parts: str) -> dict:
    groups = [
        {"name": group.name, "flags": [_pick(flag, "name", "sign") for flag in group.flags]}
        for group in tier.groups
    ]
    return _pick(tier, "id", "heading", "action", *parts) | {"groups": groups}


def _result(answer, when: str) -> dict:
    symbol = "soon" if answer.id == UNDER_16 else answer.id
    said = _pick(answer, "calm", "how_soon", "meanwhile", "come_back")
    return {"id": symbol, "when": when} | said


def _most(teller: tuple[str, int]) -> tuple[int, str]:
    return -teller[1], teller[0]
