"""The checklist as an HL7 FHIR R4 Questionnaire: /data/red-flags.fhir-r4.json.

In: the site's data, its address, the review state. Out: bytes by path. A form engine that knows
FHIRPath reaches the same tier as the page: the most urgent one with a "yes", self-care only by the
none answer alone. No score, no diagnosis. See https://hl7.org/fhir/R4/questionnaire.html and
https://hl7.org/fhir/uv/sdc/. Knows nothing of MkDocs.
"""

from open_data import CHECKLIST, LICENCE, NOTHING, as_bytes, rank
from red_flags import TIERS, Flag, Tier
from review import Review, in_words

PATH = "data/red-flags.fhir-r4.json"
CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
NONE, RANK = "none", "tier-rank"
RANK_TEXT = (
    f"Most urgent tier: {', '.join(f'{rank(one)} {one}' for one in TIERS)}, {NOTHING} nothing"
)


def build(data: dict, site_url: str, review: Review) -> dict[str, bytes]:
    """The Questionnaire, by path below the site's address. `draft` unless checked and in date."""
    red_flags, words = data["red_flags"], data["words"]
    regions = data["emergency_numbers"].regions
    numbers = " · ".join(f"{region.short} {region.emergency}" for region in regions)
    questionnaire = {
        "resourceType": "Questionnaire",
        "language": "en",
        "url": f"{site_url}{PATH}",
        "version": red_flags.version,
        "name": "CheekTwitchRedFlags",
        "title": next(one.title for one in data["sheets"].sheets if one.id == "check-your-signs"),
        "status": "active" if review.state == "checked" else "draft",
        "experimental": False,
        "subjectType": ["Patient"],
        "date": red_flags.date,
        "publisher": data["site_name"],
        "contact": [{"telecom": [{"system": "url", "value": f"{site_url}{CHECKLIST}"}]}],
        "description": f"{red_flags.does_not_diagnose} {_state(words, review)}.",
        "copyright": f"CC BY 4.0, {LICENCE}",
        "lastReviewDate": review.checked and review.checked.isoformat(),
        "item": [
            _display("does-not-diagnose", red_flags.does_not_diagnose),
            _display("review-state", _state(words, review)),
            _display("child", words["child"]),
            *(_signs(tier, data["sources"]) for tier in red_flags.signs),
            _none(red_flags.tiers[-1], red_flags.none, data["sources"]),
            _rank(),
            _display("both-ticked", words["status_both"]) | _if_sign_and_none(),
            *(_result(tier, words, numbers) for tier in red_flags.tiers),
        ],
    }
    return {PATH: as_bytes(questionnaire)}


def _state(words: dict, review: Review) -> str:
    if review.state == "draft":
        return words["review_draft"]
    who = {"reviewer": review.reviewer, "role": review.role}
    dates = {"date": in_words(review.checked), "next": in_words(review.next)}
    return words[f"review_{review.state}"].format(**who, **dates)


def _signs(tier: Tier, sources: dict) -> dict:
    items = [
        _question(flag.id, flag.sign, flag.sources, sources) | {"item": _notes(flag)}
        for flag in tier.flags
    ]
    return _group(tier.id, f"{tier.heading}:", items)


def _notes(flag: Flag) -> list[dict]:
    """`why` as help, and `do` as soon as the sign is ticked, as on the page. Two helps would not
    do: LHC-Forms shows the last one only."""
    ticked = {"question": flag.id, "operator": "=", "answerBoolean": True}
    do = [_display(f"{flag.id}-do", flag.do) | {"enableWhen": [ticked]}] if flag.do else []
    return [_help(f"{flag.id}-why", flag.why), *do]


def _none(tier: Tier, label: str, sources: dict) -> dict:
    """The none answer. The self-care flag explains it, as on the page, and is no question: a
    child's parent could answer it."""
    helps = [_help(f.id, f"{tier.heading}: {f.sign}. {f.why}") for f in tier.flags]
    used = dict.fromkeys(one for flag in tier.flags for one in flag.sources)
    return _group(tier.id, tier.action, [_question(NONE, label, used, sources) | {"item": helps}])


def _rank() -> dict:
    """The tier as a number that a machine reads and nobody is shown."""
    expression = str(NOTHING)
    for tier in reversed(TIERS):  # the most urgent ends outermost and so wins
        answers = f"%resource.item.where(linkId='{tier}').item.answer"
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


def _if_sign_and_none() -> dict:
    sign = {"question": RANK, "operator": ">", "answerInteger": rank(TIERS[-1])}
    none = {"question": NONE, "operator": "=", "answerBoolean": True}
    return {"enableWhen": [sign, none], "enableBehavior": "all"}


def _result(tier: Tier, words: dict, numbers: str) -> dict:
    """Whom to contact and how soon; in an emergency the numbers come first."""
    name = f"result-{tier.id}"
    says = {"numbers": numbers} if tier.id == TIERS[0] else {}
    says |= {
        "how-soon": tier.how_soon,
        "meanwhile": f"{words['until_then']}: {tier.meanwhile}",
        "come-back": f"{words['change']}: {tier.come_back}",
    }
    lines = [_display(f"{name}-{part}", text) for part, text in says.items()]
    condition = {"question": RANK, "operator": "=", "answerInteger": rank(tier.id)}
    return _group(name, tier.action, lines) | {"enableWhen": [condition]}


def _group(link_id: str, text: str, items: list) -> dict:
    return {"linkId": link_id, "text": text, "type": "group", "item": items}


def _question(link_id: str, text: str, used, sources: dict) -> dict:
    """A yes-or-no question with links to its sources, as far as they have a public page."""
    url = f"{CORE}questionnaire-supportLink"
    links = [sources[one].address for one in used if sources[one].address]
    extension = [{"url": url, "valueUri": link} for link in links] or None
    return {"extension": extension, "linkId": link_id, "text": text, "type": "boolean"}


def _display(link_id: str, text: str) -> dict:
    return {"linkId": link_id, "text": text, "type": "display"}


def _help(link_id: str, text: str) -> dict:
    control = {"coding": [{"system": CONTROLS, "code": "help"}]}
    extension = {"url": f"{CORE}questionnaire-itemControl", "valueCodeableConcept": control}
    return {"extension": [extension]} | _display(link_id, text)
