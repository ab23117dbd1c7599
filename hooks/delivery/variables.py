"""Which variables and animations style rules make and use."""

import re
from dataclasses import replace
from functools import cache

from delivery.css import Rule


def made_by(rule: Rule, declaration: tuple[str, str]) -> str:
    """The variable or animation that a declaration makes; empty for all others."""
    name, _ = declaration
    if rule.around and rule.around[-1].startswith("@keyframes "):
        return rule.around[-1].removeprefix("@keyframes ")
    return name if name.startswith("--") else ""


def needs_of(rules: list[Rule]) -> dict[str, set[str]]:
    """What each variable is made of."""
    needs: dict[str, set[str]] = {}
    for rule in rules:
        for one in rule.declarations:
            needs.setdefault(made_by(rule, one), set()).update(_names_in(one))
    return needs


def used_by(rules: list[Rule], needs: dict[str, set[str]]) -> set[str]:
    """Variables and animations that rules use, also by way of the variables that they use."""
    plain = [one for rule in rules for one in rule.declarations if not made_by(rule, one)]
    waiting = set().union(*(_names_in(one) for one in plain))
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        used.add(name)
        waiting |= needs.get(name, set()) - used
    return used


@cache
def _names_in(declaration: tuple[str, str]) -> frozenset[str]:
    name, value = declaration
    animations = re.findall(r"[a-z][\w-]+", value) if name.startswith("animation") else []
    return frozenset(re.findall(r"var\((--[\w-]+)", value) + animations)


def without_unused(rules: list[Rule], used: set[str]) -> list[Rule]:
    """The rules without variables and animations that nothing uses."""
    found = []
    for rule in rules:
        kept = tuple(
            one for one in rule.declarations if (made_by(rule, one) or "yes") in {*used, "yes"}
        )
        if kept:
            found.append(replace(rule, declarations=kept))
    return found
