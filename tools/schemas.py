"""JSON Schemas of the data files, so that editors complete fields and underline mistakes.

`make schemas` writes docs/data/schema/*.json from the annotations of the records, by which the
build itself reads the files; the first line of each data file names its schema. A schema says less
than the build, which also looks up ids, pages and files.
"""

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_args, get_origin

from exports.open_data import LICENCE, rank
from records.reader import MAX_LENGTH
from records.record import Record, data_fields, unwrapped
from records.red_flags import TIERS, RedFlags
from records.site import DataFiles
from records.sources import Source
from records.words import kinds

FOLDER = Path(__file__).parent.parent / "docs/data/schema"
PLAIN = {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": MAX_LENGTH}


def schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema of an annotation. YAML reads 112 as a number; to us it is a text."""
    kind, rules = unwrapped(kind)
    if get_origin(kind) is tuple:
        found = {"type": "array", "minItems": 1, "items": schema(get_args(kind)[0])}
    elif get_origin(kind) is dict:
        below = get_args(kind)[1]
        named = schema(str) if below is str else _record(below, {"id"})
        found = {"type": "object", "additionalProperties": named}
    elif kind is str:
        found = dict(PLAIN)
    else:
        found = _record(kind, set())
    for rule in rules:
        found |= rule.schema
    return found


def _record(kind: type[Record], left_out: set[str]) -> dict[str, Any]:
    """An object with just the fields of a record."""
    own = {name: one for name, one in data_fields(kind).items() if name not in left_out}
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").partition("\n\n")[0].split()),
        "additionalProperties": False,
        "required": [name for name, one in own.items() if one.default is MISSING],
        "properties": {name: schema(one.type) for name, one in own.items()},
    }


def words() -> dict[str, Any]:
    """The schema of words.yml: the words that templates use."""
    used = dict(sorted(kinds().items()))
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*used],
        "properties": {name: schema(kind) for name, kind in used.items()},
    }


def open_data() -> dict[str, Any]:
    """The schema of /data/red-flags.json: that of red-flags.yml, with what the export adds."""
    tree = schema(RedFlags)
    top, text = tree["properties"], dict(PLAIN)
    tier = top["tiers"]["items"]
    group = tier["properties"]["groups"]["items"]
    del group["properties"]["in_short"]
    source = _record(Source, {"access", "read"})
    group["properties"]["flags"]["items"]["properties"]["sources"]["items"] = source
    ranks = {"enum": [rank(one) for one in TIERS], "description": "an order, not a score"}
    _add(tier, rank=ranks)
    child = top.pop("under_16")
    del top["tick"], top["read"]  # one of them is the end of the lead
    tree["required"] = [one for one in tree["required"] if one in top]
    top["none"] = _object(text=text, tier={"const": TIERS[-1]})
    _add(child, text=text)
    top["none_under_16"] = child
    who = {name: text for name in ("reviewer", "role", "date", "next")}
    review = _object(state={"enum": ["draft", "checked", "overdue"]})
    review["properties"] |= who
    review |= {
        "if": {"properties": {"state": {"const": "draft"}}},
        "then": {"maxProperties": 1},
        "else": {"required": list(who)},
    }
    address = {"type": "string", "format": "uri"}
    _add(tree, title=text, page=address, license={"const": LICENCE}, language=text, review=review)
    _add(tree, **{"$schema": address})
    return tree


def _object(**properties: Any) -> dict[str, Any]:
    """An object with just these fields, all of them required."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _add(tree: dict[str, Any], **properties: Any) -> None:
    """Adds required fields to an object."""
    tree["properties"] |= properties
    tree["required"] += properties


def files() -> dict[str, str]:
    """The text of each schema by its file's name."""
    trees = {one.name: schema(one.type) for one in fields(DataFiles)}
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
    """Writes all schemas, and no others stay."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.json"):
        path.unlink()
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
