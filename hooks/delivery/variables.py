"""Which variables and animations style rules define, and which ones they use."""

import re
from dataclasses import replace
from functools import cache

from delivery.css import Declaration, Rule

LATER_CONDITIONS = re.compile(r"@media *(print|\((forced-colors|max-height))|@page")


def defined_by(rule: Rule, declaration: Declaration) -> str:
    """The variable or animation that a declaration defines; empty for all others.

    What is set for paper or forced colours is late, whoever uses it, and so like all others.
    """
    if LATER_CONDITIONS.search("".join(rule.around)):
        return ""
    if rule.around and rule.around[-1].startswith("@keyframes "):
        return rule.around[-1].removeprefix("@keyframes ")
    return declaration[0] if declaration[0].startswith("--") else ""


def needs_of(rules: list[Rule]) -> dict[str, set[str]]:
    """What each variable and animation is made of."""
    needs: dict[str, set[str]] = {}
    for rule in rules:
        for one in rule.declarations:
            needs.setdefault(defined_by(rule, one), set()).update(_names_in(one))
    return needs


def used_by(rules: list[Rule], needs: dict[str, set[str]]) -> set[str]:
    """Variables and animations that rules use, also by way of the variables that they use."""
    plain = [one for rule in rules for one in rule.declarations if not defined_by(rule, one)]
    waiting = set().union(*map(_names_in, plain))
    used: set[str] = set()
    while waiting:
        used.add(name := waiting.pop())
        waiting |= needs.get(name, set()) - used
    return used


@cache
def _names_in(declaration: Declaration) -> frozenset[str]:
    name, value = declaration
    animations = re.findall(r"[a-z][\w-]+", value) if name.startswith("animation") else []
    return frozenset(re.findall(r"var\((--[\w-]+)", value) + animations)


def without_unused(rules: list[Rule], used: set[str]) -> list[Rule]:
    """The rules without variables and animations that are not in `used`."""
    found = []
    for rule in rules:
        kept = tuple(one for one in rule.declarations if defined_by(rule, one) in {"", *used})
        if kept:
            found.append(replace(rule, declarations=kept))
    return found
