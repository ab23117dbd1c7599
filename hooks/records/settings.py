"""What the settings of mkdocs.yml say of the whole site: its name, who checked it, whose clinic."""

import re
from dataclasses import dataclass
from typing import Any

from records.review import Review, review, today


@dataclass(frozen=True, kw_only=True)
class Clinic:
    """A clinic's own details for the printed sheets; None where empty."""

    name: str | None = None
    phone: str | None = None
    hours: str | None = None
    emergency: str | None = None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The site's name, its public address with a slash at the end, and what `extra` holds."""

    name: str
    url: str
    review: Review
    clinic: Clinic


def read(name: str, url: str | None, extra: dict[str, Any]) -> Settings:
    """The checked settings. Raises ValueError, saying what would be right."""
    try:
        state = review(extra.get("review"), today())
    except ValueError as error:
        raise ValueError(f"mkdocs.yml: extra: {error}") from None
    try:
        details = clinic(extra.get("clinic"))
    except ValueError as error:
        raise ValueError(f"mkdocs.yml: clinic: {error}") from None
    return Settings(name=name, url=url or "", review=state, clinic=details)


def clinic(setting: dict[str, Any] | None) -> Clinic:
    """The checked details. Numbers must be texts: YAML reads 0123 as 83 and 000 as 0.

    Raises ValueError, saying what would be right.
    """
    known, setting = Clinic.__dataclass_fields__, setting or {}
    if unknown := setting.keys() - known:
        raise ValueError(f"unknown field '{min(unknown)}' (known: {', '.join(known)})")
    details = {}
    for field, value in setting.items():
        if not isinstance(value or "", str) or value == 0:
            problem = f"put quotes around '{field}', as \"112\": zeros in front would get lost"
            raise ValueError(problem)
        text = " ".join((value or "").split())
        if not text.isprintable():
            raise ValueError(f"'{field}' contains a character that cannot be seen: {text!a}")
        details[field] = text or None
    number = details.get("emergency")
    if number and not re.fullmatch(r"[\d ]{3,15}", number):
        raise ValueError("'emergency' must be one telephone number (digits and spaces)")
    return Clinic(**details)
