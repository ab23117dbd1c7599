"""The variables and animations that style rules define and use."""

import re
from dataclasses import replace
from functools import cache

from delivery.css import Declaration, Rule

LATER_CONDITIONS = re.compile(r"@media *(print|\((forced-colors|max-height))|@page")


def defined_by(rule: Rule, declaration: Declaration) -> str:
    """The variable or animation that a declaration defines; empty if it defines none.

    What is set for paper or forced colours counts as a plain declaration of the late sheet.
    """
    if LATER_CONDITIONS.search("".join(rule.at_rules)):
        return ""
    if rule.at_rules and rule.at_rules[-1].startswith("@keyframes "):
        return rule.at_rules[-1].removeprefix("@keyframes ")
    return declaration[0] if declaration[0].startswith("--") else ""


def dependencies(rules: list[Rule]) -> dict[str, set[str]]:
    """The names that the definitions of each variable and animation use."""
    names: dict[str, set[str]] = {}
    for rule in rules:
        for declaration in rule.declarations:
            names.setdefault(defined_by(rule, declaration), set()).update(_used(declaration))
    return names


def used_by(rules: list[Rule], needs: dict[str, set[str]]) -> set[str]:
    """The variables and animations that rules use, directly or through `needs`."""
    pairs = [pair for rule in rules for pair in rule.declarations if not defined_by(rule, pair)]
    pending = set().union(*map(_used, pairs))
    used: set[str] = set()
    while pending:
        used.add(name := pending.pop())
        pending |= needs.get(name, set()) - used
    return used


@cache
def _used(declaration: Declaration) -> frozenset[str]:
    name, value = declaration
    animations = re.findall(r"[a-z][\w-]+", value) if name.startswith("animation") else []
    return frozenset(re.findall(r"var\((--[\w-]+)", value) + animations)


def without_unused(rules: list[Rule], used: set[str]) -> list[Rule]:
    """The rules without definitions of variables and animations that are not in `used`."""
    remaining = []
    for rule in rules:
        kept = tuple(pair for pair in rule.declarations if defined_by(rule, pair) in {"", *used})
        if kept:
            remaining.append(replace(rule, declarations=kept))
    return remaining
