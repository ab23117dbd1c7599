"""The open data match their schema, and the schema refuses anything else."""

import json
from copy import deepcopy
from datetime import date

import jsonschema
import pytest

import schemas
from conftest import with_settings
from exports import open_data
from records.review import Review
from records.site import Site

pytestmark = pytest.mark.words

SITE = "https://example.org/guide/"
CHECKED = Review("checked", "Dr A. Example", "GP", date(2026, 11, 1), date(2027, 11, 1))
OVERDUE = Review("overdue", *list(vars(CHECKED).values())[1:])


def built(data: Site, review: Review) -> dict:
    return json.loads(open_data.build(with_settings(data, url=SITE, review=review))[open_data.PATH])


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(schemas.files()["open-data.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(
    "review", [Review("draft"), CHECKED, OVERDUE], ids=lambda review: review.state
)
def test_the_open_data_match_their_schema(data, validator, review):
    validator.validate(built(data, review))


def test_the_build_writes_the_open_data_with_their_schema(site, validator):
    tree = json.loads((site / open_data.PATH).read_text(encoding="utf-8"))
    validator.validate(tree)
    assert tree["$schema"].endswith(f"/{open_data.SCHEMA}")
    assert json.loads((site / open_data.SCHEMA).read_text(encoding="utf-8")) == validator.schema


def test_the_open_data_repeat_the_data_file(data):
    tree, red_flags = built(data, Review("draft")), data.red_flags
    assert tree["lead"] == f"{red_flags.lead} {red_flags.tick}"
    for name in ("version", "date", "does_not_diagnose", "under_16_or_pregnant"):
        assert tree[name] == getattr(red_flags, name)
    assert tree["none"]["text"] == red_flags.none
    assert tree["none_under_16"]["text"] == red_flags.none_under_16
    for name in open_data.ANSWER_FIELDS:
        assert tree["none_under_16"].get(name) == getattr(red_flags.under_16, name)
    for tier, wanted in zip(tree["tiers"], red_flags.tiers, strict=True):
        for name in ("id", "heading", *open_data.ANSWER_FIELDS):
            assert tier.get(name) == getattr(wanted, name)
        groups = [(group["id"], group["name"]) for group in tier["groups"]]
        assert groups == [(group.id, group.name) for group in wanted.groups]
        flags = [flag for group in tier["groups"] for flag in group["flags"]]
        for flag, wanted_flag in zip(flags, wanted.flags, strict=True):
            for name in ("id", "name", "sign", "why", "do"):
                assert flag.get(name) == getattr(wanted_flag, name)
            for source, key in zip(flag["sources"], wanted_flag.sources, strict=True):
                known = data.sources[key]
                assert source["id"] == key
                assert (source["publisher"], source["title"]) == (known.publisher, known.title)
                assert (source.get("address"), source["kind"]) == (known.address, known.kind)


def test_ranks_follow_the_order_of_urgency():
    ranks = [open_data.rank(tier) for tier in ("emergency", "urgent", "soon", "self-care")]
    assert ranks == [4, 3, 2, 1]


def test_a_draft_names_nobody_and_a_review_is_complete(data):
    assert built(data, Review("draft"))["review"] == {"state": "draft"}
    assert built(data, CHECKED)["review"] == {
        "state": "checked",
        "reviewer": "Dr A. Example",
        "role": "GP",
        "date": "2026-11-01",
        "next": "2027-11-01",
    }


def _without_tier(tree):
    tree["tiers"].pop()


def _draft_with_reviewer(tree):
    tree["review"]["reviewer"] = "Dr A. Example"


def _checked_by_nobody(tree):
    tree["review"]["state"] = "checked"


def _new_field(tree):
    tree["tiers"][0]["groups"][0]["flags"][0]["score"] = 3


def _bad_id(tree):
    tree["tiers"][0]["groups"][0]["flags"][0]["id"] = "Face Droop"


def _no_source(tree):
    tree["tiers"][0]["groups"][0]["flags"][0]["sources"] = []


def _no_caveat(tree):
    del tree["does_not_diagnose"]


@pytest.mark.parametrize(
    "change",
    [
        _without_tier,
        _draft_with_reviewer,
        _checked_by_nobody,
        _new_field,
        _bad_id,
        _no_source,
        _no_caveat,
    ],
    ids=lambda change: change.__name__.strip("_"),
)
def test_the_schema_refuses_misleading_data(data, validator, change):
    tree = deepcopy(built(data, Review("draft")))
    change(tree)
    assert not validator.is_valid(tree)


def test_the_files_end_with_a_newline_and_hold_no_null(data):
    files = open_data.build(with_settings(data, url=SITE, review=Review("draft")))
    assert all(content.endswith(b"}\n") for content in files.values())
    assert all(b"null" not in content for content in files.values())
