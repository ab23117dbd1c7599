"""The checklist as an HL7 FHIR R4 Questionnaire: /data/red-flags.fhir-r4.json.

A form engine with FHIRPath gives the same answer as the page: the most urgent tier with a "yes";
without one, the answer for under-16s or self-care, only if its none question is answered with yes.
No score, no diagnosis. See https://hl7.org/fhir/R4/questionnaire.html and
https://hl7.org/fhir/uv/sdc/.
"""

from exports.fhir_items import CORE, display, help_text, is_yes, item_group, question
from exports.open_data import CHECKLIST, LICENCE, NO_RANK, json_bytes, rank
from records.red_flags import TIERS, UNDER_16, Flag, Group, RedFlags, Tier, Under16
from records.site import Site

PATH = "data/red-flags.fhir-r4.json"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
NONE, NONE_UNDER_16, RANK = "none", f"none-{UNDER_16}", "tier-rank"
RANKS = ", ".join(f"{rank(tier)} {tier}" for tier in TIERS)
RANK_TEXT = f"Most urgent tier: {RANKS}, {NO_RANK} no tier"


def build(site: Site) -> dict[str, bytes]:
    """The file, by path below the site's URL. Its status is draft unless checked and in date."""
    red_flags, words, review = site.red_flags, site.words, site.settings.review
    regions = site.emergency_numbers.regions
    numbers = " · ".join(f"{region.short} {region.emergency}" for region in regions)
    lines = " · ".join(f"{r.short}: {r.advice_name}, {r.advice}" for r in regions if r.advice)
    questionnaire = {
        "resourceType": "Questionnaire",
        "language": "en",
        "url": f"{site.settings.url}{PATH}",
        "version": red_flags.version,
        "name": "CheekTwitchRedFlags",
        "title": next(s.title for s in site.sheets.sheets if s.id == "check-your-signs"),
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
            *(_tier_group(tier, site.sources) for tier in red_flags.signs),
            _none_group(red_flags, site.sources),
            _rank_item(),
            *(
                display(f"sign-and-{none}", words["status_both"]) | _when_sign_and(none)
                for none in (NONE, NONE_UNDER_16)
            ),
            *(_result_group(answer, words, numbers, lines) for answer in red_flags.answers),
        ],
    }
    return {PATH: json_bytes(questionnaire)}


def _tier_group(tier: Tier, sources: dict) -> dict:
    groups = [_sign_group(group, f"{tier.id}.{group.id}", sources) for group in tier.groups]
    return item_group(tier.id, f"{tier.heading}:", groups)


def _sign_group(group: Group, link_id: str, sources: dict) -> dict:
    items = [
        question(flag.id, flag.label, flag.sources, sources) | {"item": _details(flag)}
        for flag in group.flags
    ]
    return item_group(link_id, group.name, items)


def _details(flag: Flag) -> list[dict]:
    """`why` as help, and `do` as a display once the sign is ticked, as on the page. Not both as
    help: LHC-Forms shows only the last help item of a question."""
    when = {"enableWhen": [is_yes(flag.id)]}
    do = [display(f"{flag.id}-do", flag.do) | when] if flag.do else []
    return [help_text(f"{flag.id}-why", flag.why), *do]


def _none_group(red_flags: RedFlags, sources: dict) -> dict:
    """The two none questions. The self-care flag is help on the first, as on the page. It is no
    question of its own, because the parent of a child could answer it with yes."""
    tier = red_flags.tiers[-1]
    helps = [help_text(f.id, f"{tier.heading}: {f.label}. {f.why}") for f in tier.flags]
    source_ids = dict.fromkeys(source_id for flag in tier.flags for source_id in flag.sources)
    none = question(NONE, red_flags.none, source_ids, sources) | {"item": helps}
    under_16 = question(NONE_UNDER_16, red_flags.none_under_16, (), sources)
    return item_group(tier.id, tier.action, [none, under_16])


def _rank_item() -> dict:
    """A hidden item that calculates the rank of the most urgent tier answered with yes."""
    *signs, self_care = TIERS
    none = f"%resource.item.where(linkId='{self_care}').item"
    expression = (
        f"iif({none}.where(linkId='{NONE}').answer.where(value = true).exists()"
        f" and {none}.where(linkId='{NONE_UNDER_16}').answer.where(value = true).empty(),"
        f" {rank(self_care)}, {NO_RANK})"
    )
    for tier in reversed(signs):  # the most urgent tier becomes the outermost iif and wins
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


def _when_sign_and(none: str) -> dict:
    sign = {"question": RANK, "operator": ">", "answerInteger": rank(TIERS[-1])}
    return {"enableWhen": [sign, is_yes(none)], "enableBehavior": "all"}


def _result_group(answer: Tier | Under16, words: dict, numbers: str, lines: str) -> dict:
    """Whom to contact and how soon; in an emergency the phone numbers come first."""
    link_id = f"result-{answer.id}"
    texts = {
        "numbers": numbers if answer.id == TIERS[0] else None,
        "calm": answer.calm,
        "how-soon": answer.how_soon,
        "at-night": answer.at_night and f"{answer.at_night} {lines}",
        "meanwhile": f"{words['until_then']}: {answer.meanwhile}",
        "come-back": f"{words['change']}: {answer.come_back}",
    }
    items = [display(f"{link_id}-{part}", text) for part, text in texts.items() if text]
    tier = NO_RANK if answer.id == UNDER_16 else rank(answer.id)
    conditions = [{"question": RANK, "operator": "=", "answerInteger": tier}]
    if answer.id == UNDER_16:
        conditions.append(is_yes(NONE_UNDER_16))
    when = {"enableWhen": conditions, "enableBehavior": "all"}
    return item_group(link_id, answer.action, items) | when
