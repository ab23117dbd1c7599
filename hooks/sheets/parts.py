"""Parts of records in the form that the templates need."""

from collections.abc import Callable
from typing import Any

from records.red_flags import UNDER_16
from records.yaml_lines import YamlText, line_of


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
    advice = pick(answer, "calm", "how_soon", "meanwhile", "come_back")
    return {"id": symbol, "when": when} | advice


def changed(tree: Any, change: Callable[[str], str]) -> Any:
    """A tree of texts with each of them changed. Texts keep their file and line."""
    if isinstance(tree, str):
        text = YamlText.at(line_of(tree), change(tree))
        text.path = getattr(tree, "path", "")
        return text
    if isinstance(tree, dict):
        return {name: changed(part, change) for name, part in tree.items()}
    return [changed(part, change) for part in tree] if isinstance(tree, list | tuple) else tree
