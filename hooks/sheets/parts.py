"""Parts of records as the templates want them."""

import re
from typing import Any

from records.red_flags import UNDER_16
from records.yaml_lines import Text, line_of

PHRASE = re.compile("your emergency number", re.I)  # where there is one, a sheet says it instead


def pick(source: Any, *names: str) -> dict:
    """Some fields of a record, or entries of a dict."""
    entries = source if isinstance(source, dict) else vars(source)
    return {name: entries[name] for name in names}


def tier_of(tier, *parts: str) -> dict:
    groups = [
        {"name": group.name, "flags": [pick(flag, "name", "sign") for flag in group.flags]}
        for group in tier.groups
    ]
    return pick(tier, "id", "heading", "action", *parts) | {"groups": groups}


def result_of(answer, when: str) -> dict:
    symbol = "soon" if answer.id == UNDER_16 else answer.id
    said = pick(answer, "calm", "how_soon", "meanwhile", "come_back")
    return {"id": symbol, "when": when} | said


def numbered(said: Any, number: str | None) -> Any:
    """The tree of texts with the number where there is one. Texts keep their file and line."""
    if isinstance(said, str):
        found = Text.at(line_of(said), PHRASE.sub(number, said) if number else said)
        found.path = getattr(said, "path", "")
        return found
    if isinstance(said, dict):
        return {name: numbered(part, number) for name, part in said.items()}
    return [numbered(part, number) for part in said] if isinstance(said, list | tuple) else said
