"""The checklist as an HL7 FHIR R4 Questionnaire: /data/red-flags.fhir-r4.json.

In: the site's data, its address, the review state. Out: bytes by path. A form engine that knows
FHIRPath reaches the same answer as the page: the most urgent tier with a "yes"; without one, that
for those under 16 or self-care, by the none answers alone. No score, no diagnosis. See
https://hl7.org/fhir/R4/questionnaire.html and
https://hl7.org/fhir/uv/sdc/.
"""

from exports.fhir_items import CORE, display, help_text, item_group, question, yes
from exports.open_data import CHECKLIST, LICENCE, NO_RANK, as_bytes, rank
from records.red_flags import TIERS, UNDER_16, Flag, Group, RedFlags, Tier, Under16
from records.site import Site

PATH = "data/red-flags.fhir-r4.json"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
NONE, NONE_UNDER_16, RANK = "none", f"none-{UNDER_16}", "tier-rank"
RANK_TEXT = (
    f"Most urgent tier: {', '.join(f'{rank(one)} {one}' for one in TIERS)}, {NO_RANK} no tier"
)


def build(site: Site) -> dict[str, bytes]:
    """The Questionnaire, by path below the site's address. `draft` unless checked and in date."""
    red_flags, words, review = site.red_flags, site.words, site.settings.review
    regions = site.emergency_numbers.regions
    numbers = " · ".join(f"{region.short} {region.emergency}" for region in regions)
    lines = " · ".join(
        f"{region.short}: {region.advice_name}, {region.advice}"
        for region in regions
        if region.advice
    )
    questionnaire = {
        "resourceType": "Questionnaire",
        "language": "en",
        "url": f"{site.settings.url}{PATH}",
        "version": red_flags.version,
        "name": "CheekTwitchRedFlags",
        "title": next(one.title for one in site.sheets.sheets if one.id == "check-your-signs"),
        "status": "active" if review.state == "checked" else "draft",
        "experimental": False,
        "subjectType": ["Patient"],
        "date": red_flags.date,
        "publisher": site.settings.name,
        "contact": [{"telecom": [{"system": "url", "value": f"{site.settings.url}{CHECKLIST}"}]}],
        "description": f"{red_flags.does_not_diagnose} {review.sentence(words)}.",
        "copyright": f"CC BY 4.0, {LICENCE}",
        "lastReviewDate": review.checked and review.checked.isoformat(),
        "item": [
            display("does-not-diagnose", red_flags.does_not_diagnose),
            display("review-state", review.sentence(words)),
            display("lead", " ".join(site.lead)),
            display("under-16-or-pregnant", red_flags.under_16_or_pregnant),
            *(_signs(tier, site.sources) for tier in red_flags.signs),
            _none(red_flags, site.sources),
            _rank(),
            *(
                display(f"sign-and-{none}", words["status_both"]) | _if_sign_and(none)
                for none in (NONE, NONE_UNDER_16)
            ),
            *(_result(answer, words, numbers, lines) for answer in red_flags.answers),
        ],
    }
    return {PATH: as_bytes(questionnaire)}


def _signs(tier: Tier, sources: dict) -> dict:
    groups = [_signs_of(group, f"{tier.id}.{group.id}", sources) for group in tier.groups]
    return item_group(tier.id, f"{tier.heading}:", groups)


def _signs_of(group: Group, link_id: str, sources: dict) -> dict:
    items = [
        question(flag.id, flag.label, flag.sources, sources) | {"item": _notes(flag)}
        for flag in group.flags
    ]
    return item_group(link_id, group.name, items)


def _notes(flag: Flag) -> list[dict]:
    """`why` as help, and `do` as soon as the sign is ticked, as on the page. Two helps would not
    do: LHC-Forms shows the last one only."""
    when = {"enableWhen": [yes(flag.id)]}
    do = [display(f"{flag.id}-do", flag.do) | when] if flag.do else []
    return [help_text(f"{flag.id}-why", flag.why), *do]


def _none(red_flags: RedFlags, sources: dict) -> dict:
    """The two none answers. The self-care flag explains the first, as on the page, and is no
    question: a child's parent could answer it."""
    tier = red_flags.tiers[-1]
    helps = [help_text(f.id, f"{tier.heading}: {f.label}. {f.why}") for f in tier.flags]
    used = dict.fromkeys(one for flag in tier.flags for one in flag.sources)
    none = question(NONE, red_flags.none, used, sources) | {"item": helps}
    under_16 = question(NONE_UNDER_16, red_flags.none_under_16, (), sources)
    return item_group(tier.id, tier.action, [none, under_16])


def _rank() -> dict:
    """The tier as a number that a machine reads and nobody is shown."""
    *signs, self_care = TIERS
    none = f"%resource.item.where(linkId='{self_care}').item"
    expression = (
        f"iif({none}.where(linkId='{NONE}').answer.where(value = true).exists()"
        f" and {none}.where(linkId='{NONE_UNDER_16}').answer.where(value = true).empty(),"
        f" {rank(self_care)}, {NO_RANK})"
    )
    for tier in reversed(signs):  # the most urgent ends outermost and so wins
        answers = f"%resource.item.where(linkId='{tier}').item.item.answer"
        expression = f"iif({answers}.where(value = true).exists(), {rank(tier)}, {expression})"
    calculated = {"language": "text/fhirpath", "expression": expression}
    return {
        "extension": [
            {"url": f"{SDC}sdc-questionnaire-calculatedExpression", "valueExpression": calculated},
            {"url": f"{CORE}questionnaire-hidden", "valueBoolean": True},
        ],
        "linkId": RANK,
        "text": RANK_TEXT,
        "type": "integer",
        "readOnly": True,
    }


def _if_sign_and(none: str) -> dict:
    sign = {"question": RANK, "operator": ">", "answerInteger": rank(TIERS[-1])}
    return {"enableWhen": [sign, yes(none)], "enableBehavior": "all"}


def _result(answer: Tier | Under16, words: dict, numbers: str, lines: str) -> dict:
    """Whom to contact and how soon; in an emergency the numbers come first."""
    name = f"result-{answer.id}"
    says = {
        "numbers": numbers if answer.id == TIERS[0] else None,
        "calm": answer.calm,
        "how-soon": answer.how_soon,
        "at-night": answer.at_night and f"{answer.at_night} {lines}",
        "meanwhile": f"{words['until_then']}: {answer.meanwhile}",
        "come-back": f"{words['change']}: {answer.come_back}",
    }
    items = [display(f"{name}-{part}", text) for part, text in says.items() if text]
    tier = NO_RANK if answer.id == UNDER_16 else rank(answer.id)
    conditions = [{"question": RANK, "operator": "=", "answerInteger": tier}]
    if answer.id == UNDER_16:
        conditions.append(yes(NONE_UNDER_16))
    when = {"enableWhen": conditions, "enableBehavior": "all"}
    return item_group(name, answer.action, items) | when
