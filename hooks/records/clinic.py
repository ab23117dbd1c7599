"""A clinic's own details, for the printed sheets: `extra.clinic` in mkdocs.yml.

In: the setting. Out: the same four fields, None where empty, or a ValueError that says what is
wrong. Knows nothing of sheets or of MkDocs.
"""

import re

FIELDS = ("name", "phone", "hours", "emergency")


def clinic(setting: dict | None) -> dict[str, str | None]:
    """The checked details. Numbers must be texts: YAML reads 0123 as 83 and 000 as 0."""
    try:
        return _checked(setting or {})
    except ValueError as error:
        raise ValueError(f"mkdocs.yml: clinic: {error}") from None


def _checked(setting: dict) -> dict[str, str | None]:
    if unknown := setting.keys() - set(FIELDS):
        raise ValueError(f"unknown field '{min(unknown)}' (known: {', '.join(FIELDS)})")
    details = {}
    for field in FIELDS:
        value = setting.get(field) or ""
        if not isinstance(value, str) or setting.get(field) == 0:
            raise ValueError(
                f"put quotes around '{field}', as \"112\": zeros in front would get lost"
            )
        value = " ".join(value.split())
        if not value.isprintable():
            raise ValueError(f"'{field}' holds a sign that cannot be seen: {value!a}")
        details[field] = value or None
    number = details["emergency"]
    if number and not re.fullmatch(r"[\d ]{3,15}", number):
        raise ValueError("'emergency' must be one telephone number (digits and spaces)")
    return details
