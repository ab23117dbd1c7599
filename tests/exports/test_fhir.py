"""The Questionnaire follows FHIR R4, and a form engine reaches the same tier as the page."""

import json
import re
import shutil
import subprocess
import sys
import tarfile
from datetime import date
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import with_settings
from exports import fhir
from exports.open_data import rank
from helpers import expected_tier
from records.red_flags import TIERS, UNDER_16
from records.review import Review
from records.site import Site

SITE = "https://example.org/guide/"
LFORMS = "lforms@40.1.3"  # National Library of Medicine, LHC-Forms
CHECKED = Review("checked", "Dr A. Example", "GP", date(2026, 11, 1), date(2027, 11, 1))
# Of the codes that R4 allows, those that we use: https://hl7.org/fhir/R4/valuesets.html.
STATUS = {"draft", "active", "retired", "unknown"}
TYPES = {"group", "display", "boolean", "integer"}
OPERATORS = {"exists", "=", "!=", ">", "<", ">=", "<="}
CONTROLS = {"help"}
# Extensions, each with the only kind of value that it may have.
EXTENSIONS = {
    "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden": "valueBoolean",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl": "valueCodeableConcept",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-supportLink": "valueUri",
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression": (
        "valueExpression"
    ),
}


def built(data: Site, review: Review) -> dict:
    return json.loads(fhir.build(with_settings(data, url=SITE, review=review))[fhir.PATH])


@pytest.fixture(scope="module")
def questionnaire(data) -> dict:
    return built(data, Review("draft"))


def items(parent: dict) -> list[dict]:
    """All items below `parent`, in reading order."""
    return [descendant for item in parent.get("item", ()) for descendant in (item, *items(item))]


def extensions(item: dict, name: str) -> list:
    """The values of an item's extensions whose address ends with `name`."""
    matching = [
        extension for extension in item.get("extension", ()) if extension["url"].endswith(name)
    ]
    return [extension[EXTENSIONS[extension["url"]]] for extension in matching]


def test_the_build_writes_the_questionnaire(site, data):
    on_disk = json.loads((site / fhir.PATH).read_text(encoding="utf-8"))
    assert (
        on_disk["item"][2:] == built(data, Review("draft"))["item"][2:]
    )  # item 1 is the review state
    assert on_disk["url"].endswith(f"/{fhir.PATH}")


def test_fhir_resources_accepts_the_questionnaire(data, tmp_path):
    # In another process, because hooks/exports/fhir.py has the name of their package.
    code = (
        "import sys; from fhir.resources.R4B.questionnaire import Questionnaire as Q;"
        "print(Q.model_validate_json(sys.stdin.read()).status)"
    )
    for review, status in ((Review("draft"), "draft"), (CHECKED, "active")):
        result = subprocess.run(
            [sys.executable, "-c", code],
            input=fhir.build(with_settings(data, url=SITE, review=review))[fhir.PATH].decode(),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.stdout.strip() == status, result.stderr


def test_version_date_and_address_match_the_data(questionnaire, data):
    assert questionnaire["version"] == data.red_flags.version
    assert questionnaire["date"] == data.red_flags.date
    assert questionnaire["url"] == f"{SITE}data/red-flags.fhir-r4.json"
    assert re.fullmatch(r"[A-Z][A-Za-z0-9_]{0,254}", questionnaire["name"])


def test_it_is_a_draft_before_a_review_and_when_one_is_overdue(data):
    draft = built(data, Review("draft"))
    assert draft["status"] == "draft"
    assert "lastReviewDate" not in draft
    assert draft["item"][1]["text"] == data.words["review_draft"]
    checked = built(data, CHECKED)
    assert (checked["status"], checked["lastReviewDate"]) == ("active", "2026-11-01")
    details = {"reviewer": CHECKED.reviewer, "role": CHECKED.role, "date": "1 November 2026"}
    assert checked["item"][1]["text"] == data.words["review_checked"].format(**details)
    assert data.words["review_draft"] not in json.dumps(checked)
    overdue = built(data, Review("overdue", *list(vars(CHECKED).values())[1:]))
    assert overdue["status"] == "draft"


def test_tiers_become_groups_and_flags_become_questions(questionnaire, data):
    top = {item["linkId"]: item for item in questionnaire["item"]}
    for tier in data.red_flags.signs:
        group = top[tier.id]
        assert (group["type"], group["text"]) == ("group", f"{tier.heading}:")
        assert [(item["text"], item["type"]) for item in group["item"]] == [
            (part.name, "group") for part in tier.groups
        ]
        questions = [question for part in group["item"] for question in part["item"]]
        assert [
            (question["linkId"], question["text"], question["type"]) for question in questions
        ] == [(flag.id, f"{flag.name}: {flag.sign}", "boolean") for flag in tier.flags]
    none, under_16 = top["self-care"]["item"]
    assert (none["linkId"], none["text"]) == ("none", data.red_flags.none)
    assert under_16["linkId"] == f"none-{UNDER_16}"
    assert under_16["text"] == data.red_flags.none_under_16
    helps = {item["linkId"]: item["text"] for item in none["item"]}
    for flag in data.red_flags.tiers[-1].flags:
        assert flag.sign in helps[flag.id]
    assert next(iter(top)) == "does-not-diagnose"
    assert top["does-not-diagnose"]["text"] == data.red_flags.does_not_diagnose


def test_each_question_has_its_reason_advice_and_sources(questionnaire, data):
    questions = {item["linkId"]: item for item in items(questionnaire)}
    for flag in (flag for tier in data.red_flags.signs for flag in tier.flags):
        question = questions[flag.id]
        notes = {note["linkId"]: note for note in question["item"]}
        assert notes[f"{flag.id}-why"]["text"] == flag.why
        assert extensions(notes[f"{flag.id}-why"], "itemControl")[0]["coding"][0]["code"] == "help"
        assert (f"{flag.id}-do" in notes) == bool(flag.do)
        if flag.do:
            condition = {"question": flag.id, "operator": "=", "answerBoolean": True}
            assert notes[f"{flag.id}-do"]["text"] == flag.do
            assert notes[f"{flag.id}-do"]["enableWhen"] == [condition]
        addresses = [data.sources[source].address for source in flag.sources]
        assert extensions(question, "supportLink") == [address for address in addresses if address]


def test_every_result_says_what_the_page_says(questionnaire, data):
    top = {item["linkId"]: item for item in questionnaire["item"]}
    for tier in data.red_flags.answers:
        group = top[f"result-{tier.id}"]
        advice = " ".join(item["text"] for item in group["item"])
        assert group["text"] == tier.action
        texts = (tier.calm, tier.how_soon, tier.at_night, tier.meanwhile, tier.come_back)
        assert all(text in advice for text in texts if text)
        rest = group["enableWhen"][1:]
        if tier.id == UNDER_16:
            assert group["enableWhen"][0]["answerInteger"] == 0
            assert [condition["question"] for condition in rest] == [f"none-{UNDER_16}"]
        else:
            assert group["enableWhen"][0]["answerInteger"] == rank(tier.id)
            assert not rest
        for region in data.emergency_numbers.regions:
            first = group["item"][0]["text"]
            assert (f"{region.short} {region.emergency}" in first) == (tier.id == "emergency")


def test_there_is_no_score_and_no_preset_answer(questionnaire):
    text = json.dumps(questionnaire)
    assert not re.search(r"ordinalValue|itemWeight|initial|score|required", text)
    (calculated,) = [item for item in items(questionnaire) if item["type"] == "integer"]
    assert calculated["linkId"] == "tier-rank"
    assert calculated["readOnly"]
    assert extensions(calculated, "hidden") == [True]
    (expression,) = extensions(calculated, "calculatedExpression")
    assert expression["language"] == "text/fhirpath"
    tests = re.findall(r"iif\(\S+?linkId='([\w-]+)'.*?, (\d)", expression["expression"])
    assert tests == [(tier, str(rank(tier))) for tier in TIERS]  # the most urgent comes first
    assert "+" not in expression["expression"]


def test_only_codes_of_the_standard_are_used(questionnaire):
    assert questionnaire["status"] in STATUS
    for item in items(questionnaire):
        assert item["type"] in TYPES, item
        for condition in item.get("enableWhen", ()):
            assert condition["operator"] in OPERATORS, item
        assert item.get("enableBehavior", "all") in ("all", "any")
        for extension in item.get("extension", ()):
            assert set(extension) == {"url", EXTENSIONS[extension["url"]]}
        for control in extensions(item, "itemControl"):
            (coding,) = control["coding"]
            assert coding["system"] == "http://hl7.org/fhir/questionnaire-item-control"
            assert coding["code"] in CONTROLS


def test_the_questionnaire_obeys_the_rules_of_the_standard(questionnaire):
    """que-1 to que-13 of https://hl7.org/fhir/R4/questionnaire.html, as far as they apply."""
    all_items = items(questionnaire)
    ids = [item["linkId"] for item in all_items]
    assert len(ids) == len(set(ids))
    for place, item in enumerate(all_items):
        assert item["text"].strip() == item["text"] != ""
        assert item.get("item") != []
        if item["type"] == "group":
            assert item["item"]
        if item["type"] == "display":
            assert not item.keys() & {"item", "code", "required", "repeats", "readOnly"}
        if len(item.get("enableWhen", ())) > 1:
            assert "enableBehavior" in item
        for condition in item.get("enableWhen", ()):
            assert condition["question"] in ids[:place], item["linkId"]
            target = all_items[ids.index(condition["question"])]
            answers = {"boolean": "answerBoolean", "integer": "answerInteger"}
            assert set(condition) == {"question", "operator", answers[target["type"]]}


def test_the_questionnaire_has_no_empty_values_and_no_markup(data):
    text = fhir.build(with_settings(data, url=SITE, review=Review("draft")))[fhir.PATH].decode()
    assert not re.search(r'null|""|\[\]|\{\}', text)
    assert "<" not in text


PAGE = """<!doctype html><meta charset="utf-8"><div id="form"></div>
<script src="webcomponent/assets/lib/zone.min.js"></script>
<script src="webcomponent/runtime.js"></script>
<script src="webcomponent/polyfills.js"></script>
<script src="webcomponent/main.js"></script>
<script src="fhir/R4/lformsFHIR.min.js"></script>"""
ANSWER = """() => {
  const answer = LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4")
  return answer.item.find(item => item.linkId === "tier-rank").answer[0].valueInteger
}"""


@pytest.fixture(scope="module")
def lforms(tmp_path_factory) -> Path:
    """The folder of LHC-Forms, downloaded for this test only."""
    if not shutil.which("npm"):
        pytest.skip("npm is missing; on Debian: apt-get install npm")
    folder = tmp_path_factory.mktemp("lforms")
    command = ["npm", "pack", "--silent", LFORMS]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip(f"{LFORMS} cannot be fetched: {result.stderr.strip()[-200:]}")
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        package.extractall(folder, filter="data")
    return folder / "package/dist/lforms"


@pytest.mark.proof
def test_lhc_forms_reaches_the_same_tier_as_our_rule(lforms, browser, questionnaire, data):
    """Each flag alone, each flag with the none answer, and pairs of every fourth flag."""
    tier_of = {flag.id: tier.id for tier in data.red_flags.signs for flag in tier.flags}
    actions = {answer.id: answer.action for answer in data.red_flags.answers}
    page = browser.new_page(viewport={"width": 1200, "height": 900})

    def from_disk(route):
        path = lforms / urlsplit(route.request.url).path.lstrip("/")
        if path == lforms:
            route.fulfill(body=PAGE, content_type="text/html")
        else:
            route.fulfill(path=path) if path.is_file() else route.abort()

    page.route("**", from_disk)  # nothing is requested from the network
    page.goto("http://lforms.test/")
    page.evaluate("q => LForms.Util.addFormToPage(q, 'form', { fhirVersion: 'R4' })", questionnaire)
    page.get_by_text(data.red_flags.does_not_diagnose).wait_for()

    def answer(link_id: str, word: str):
        page.locator(f'[id^="item-{link_id}/1/1"]').first.get_by_text(word, exact=True).click()

    def check(ids: list[str], none: bool, under_16: bool = False):
        wanted = expected_tier({tier_of[flag] for flag in ids}, none, under_16)
        number = rank(wanted) if wanted in TIERS else 0
        try:
            page.wait_for_function(f"({ANSWER})() === {number}", timeout=5000)
        finally:
            assert page.evaluate(ANSWER) == number, (ids, none)
        for tier in actions:
            shown = page.locator(f'[id="item-result-{tier}/1"]')
            assert shown.count() == (tier == wanted), (ids, none, tier)
        if wanted:
            assert actions[wanted] in page.locator(f'[id="item-result-{wanted}/1"]').inner_text()

    check([], none=False)
    answer("none", "Yes")
    check([], none=True)
    answer(f"none-{UNDER_16}", "Yes")
    check([], none=True, under_16=True)
    answer(f"none-{UNDER_16}", "No")
    for flag in (flag for tier in data.red_flags.signs for flag in tier.flags):
        answer(flag.id, "Yes")
        check([flag.id], none=True)
        assert (flag.do or "") in page.locator("#form").inner_text()
        answer(flag.id, "Not Answered")
    answer("none", "No")
    for flag in tier_of:
        answer(flag, "Yes")
        check([flag], none=False)
        answer(flag, "No")
    check([], none=False)
    for first, second in combinations(list(tier_of)[::4], 2):
        answer(first, "Yes")
        answer(second, "Yes")
        check([first, second], none=False)
        answer(first, "No")
        answer(second, "Not Answered")
    page.close()
