"""Which texts stand on which printed sheet.

Each sheet gets a tree of plain texts for its template in templates/. Every text in the tree is
printed, except those named `id`.
"""

from collections import Counter
from typing import Any

from records.days import in_words
from records.pictures import View
from records.red_flags import UNDER_16
from records.site import Site

MOST_PUBLISHERS = 4
DRAWN = ("face", "arm", "speech")  # as the words of the strip


def texts(sheet: str, site: Site) -> dict[str, Any]:
    """All texts of a sheet that do not depend on the paper, the clinic or the address."""
    words, own, review = site.words, site.sheets, site.settings.review
    return _of_sheet[sheet](site) | {
        "title": next(entry.title for entry in own.sheets if entry.id == sheet),
        "version": f"{own.version} {in_words(site.red_flags.date)}",
        "state": review.sentence(words, "end").rstrip("."),
        "copy": own.copy,
        "disclaimer": words["disclaimer" if review.state == "draft" else "disclaimer_checked"],
    }


def _face_twitching(site: Site) -> dict:
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
                _tier(urgent, "how_soon", "come_back") | {"advice": _advice(site)},
                _tier(soon, "how_soon", "come_back"),
            ],
            "facts": [_pick(fact, "lead", "text") for fact in facts.facts if fact.id in own.facts],
            "do": {"label": words["do"], "items": [fact.text for fact in facts.do]},
            "do_not": {"label": words["do_not"], "items": [fact.text for fact in facts.do_not]},
            "main_sources": own.main_sources.format(publishers=publishers),
        }
    )


def _check_your_signs(site: Site) -> dict:
    red_flags, words = site.red_flags, site.words
    none = words["paper_none"], words["paper_none_under_16"]
    results = [_result(tier, tier.action) for tier in red_flags.signs]
    results[1]["advice"] = _advice(site)
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


def _my_appointment(site: Site) -> dict:
    own = site.sheets
    form = ("fill_in", "visit", "medicines", "questions_heading", "questions", "own_questions")
    return _pick(own, *form, "diary", "diary_how", "columns", "example") | {
        "fields": [_pick(field, "label", "choices") for field in own.fields],
        "strip": site.words["strip"],
        "action": site.red_flags.tiers[0].action,
    }


def _poster(site: Site) -> dict:
    return {
        "strip": site.words["strip"],
        "action": site.red_flags.tiers[0].action,
        "words": [view.word for view in drawn(site)],
    } | _pick(site.sheets, "scan", "tell_staff")


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


def _advice(site: Site) -> str | None:
    """The advice line of the clinic's country, with what to know about it, if it has one."""
    region = site.region
    if not region or not region.advice:
        return None
    line = site.sheets.advice.format(number=region.advice, name=region.advice_name)
    return f"{line} {region.note}" if region.note else line


def _result(answer, when: str) -> dict:
    symbol = "soon" if answer.id == UNDER_16 else answer.id
    said = _pick(answer, "calm", "how_soon", "meanwhile", "come_back")
    return {"id": symbol, "when": when} | said


def _most(teller: tuple[str, int]) -> tuple[int, str]:
    return -teller[1], teller[0]
