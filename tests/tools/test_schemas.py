"""The schemas that editors complete fields with match the records and the data."""

import json

import jsonschema
import pytest
import yaml

import schemas
from conftest import PROJECT

pytestmark = pytest.mark.words

DATA = sorted((PROJECT / "docs/data").rglob("*.yml"))


def tree(path):
    """A data file as the build reads it: every scalar is a string."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture(scope="module")
def red_flags() -> jsonschema.Draft202012Validator:
    schema = json.loads(schemas.files()["red-flags.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schemas_on_disk_are_up_to_date():
    on_disk = {path.name: path.read_text("utf-8") for path in schemas.FOLDER.iterdir()}
    assert on_disk == schemas.files(), "run `make schemas`"


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_a_data_file_names_its_schema_and_matches_it(path):
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    schema_path = (path.parent / name).resolve()
    assert schema_path == (schemas.FOLDER / f"{path.stem}.json").resolve()
    schema = json.loads(schema_path.read_text(encoding="utf-8"))
    jsonschema.validate(tree(path), schema, jsonschema.Draft202012Validator)


def _no_tier(data):
    data["tiers"].pop()


def _other_tier(data):
    data["tiers"][0]["id"] = "maybe"


def _new_field(data):
    data["tiers"][0]["groups"][0]["flags"][0]["score"] = "3"


def _bad_id(data):
    data["tiers"][0]["groups"][0]["flags"][0]["id"] = "Face Droop"


def _no_source(data):
    data["tiers"][0]["groups"][0]["flags"][0]["sources"] = []


def _too_many_flags(data):
    data["tiers"][0]["groups"][0]["flags"] *= 8


def _no_caveat(data):
    del data["does_not_diagnose"]


def _no_day(data):
    data["date"] = "today"


INVALID = [_no_tier, _other_tier, _new_field, _bad_id, _no_source, _too_many_flags]
INVALID += [_no_caveat, _no_day]


@pytest.mark.parametrize("change", INVALID, ids=lambda change: change.__name__.strip("_"))
def test_a_schema_refuses_what_the_build_would_refuse(red_flags, change):
    data = tree(PROJECT / "docs/data/red-flags.yml")
    assert red_flags.is_valid(data)
    change(data)
    assert not red_flags.is_valid(data)
