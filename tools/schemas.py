"""JSON Schemas of the data files, so that editors complete fields and underline mistakes.

`make schemas` writes docs/data/schema/*.json from the type annotations of the records, which the
build checks too; the first line of each data file names its schema. The build checks more: ids,
pages and files must exist.
"""

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_args, get_origin

from exports.open_data import LICENCE, rank
from records.reader import MAX_LENGTH
from records.record import Record, data_fields, unwrap
from records.red_flags import TIERS, RedFlags
from records.site import DataFiles
from records.sources import Source
from records.words import kinds

FOLDER = Path(__file__).parent.parent / "docs/data/schema"
SCALAR = {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": MAX_LENGTH}


def schema(annotation: Any) -> dict[str, Any]:
    """The JSON Schema of a type annotation. SCALAR because YAML reads a text such as 112 as int."""
    kind, rules = unwrap(annotation)
    if get_origin(kind) is tuple:
        tree = {"type": "array", "minItems": 1, "items": schema(get_args(kind)[0])}
    elif get_origin(kind) is dict:
        value = get_args(kind)[1]
        values = schema(str) if value is str else _record_schema(value, {"id"})
        tree = {"type": "object", "additionalProperties": values}
    elif kind is str:
        tree = dict(SCALAR)
    else:
        tree = _record_schema(kind, set())
    for rule in rules:
        tree |= rule.schema
    return tree


def _record_schema(kind: type[Record], excluded: set[str]) -> dict[str, Any]:
    """An object with the fields of a record and no others."""
    included = {name: field for name, field in data_fields(kind).items() if name not in excluded}
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").partition("\n\n")[0].split()),
        "additionalProperties": False,
        "required": [name for name, field in included.items() if field.default is MISSING],
        "properties": {name: schema(field.type) for name, field in included.items()},
    }


def words() -> dict[str, Any]:
    """The schema of words.yml, with the words that templates use."""
    used = dict(sorted(kinds().items()))
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*used],
        "properties": {name: schema(kind) for name, kind in used.items()},
    }


def open_data() -> dict[str, Any]:
    """The schema of /data/red-flags.json: that of red-flags.yml with the changes of the export."""
    tree = schema(RedFlags)
    top, text = tree["properties"], dict(SCALAR)
    tier = top["tiers"]["items"]
    del tier["properties"]["cannot_wait"], tier["properties"]["can_wait"]
    group = tier["properties"]["groups"]["items"]
    del group["properties"]["in_short"]
    source = _record_schema(Source, {"access", "read"})
    group["properties"]["flags"]["items"]["properties"]["sources"]["items"] = source
    ranks = {"enum": [rank(tier_id) for tier_id in TIERS], "description": "an order, not a score"}
    _add(tier, rank=ranks)
    under_16 = top.pop("under_16")
    del top["tick"], top["read"]  # the export's lead ends with one of them
    tree["required"] = [name for name in tree["required"] if name in top]
    top["none"] = _object(text=text, tier={"const": TIERS[-1]})
    _add(under_16, text=text)
    top["none_under_16"] = under_16
    reviewed = {name: text for name in ("reviewer", "role", "date", "next")}
    review = _object(state={"enum": ["draft", "checked", "overdue"]})
    review["properties"] |= reviewed
    review |= {
        "if": {"properties": {"state": {"const": "draft"}}},
        "then": {"maxProperties": 1},
        "else": {"required": list(reviewed)},
    }
    address = {"type": "string", "format": "uri"}
    _add(tree, title=text, page=address, license={"const": LICENCE}, language=text, review=review)
    _add(tree, **{"$schema": address})
    return tree


def _object(**properties: Any) -> dict[str, Any]:
    """An object with these fields and no others, all of them required."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _add(tree: dict[str, Any], **properties: Any) -> None:
    """Adds required fields to the schema of an object."""
    tree["properties"] |= properties
    tree["required"] += properties


def files() -> dict[str, str]:
    """The text of each schema by file name."""
    trees = {field.name: schema(field.type) for field in fields(DataFiles)}
    trees |= {"words": words(), "open_data": open_data()}
    return {
        f"{name.replace('_', '-')}.json": json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema"} | tree,
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
        for name, tree in trees.items()
    }


def main() -> None:
    """Writes all schemas and deletes any others."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.json"):
        path.unlink()
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
