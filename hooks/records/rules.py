"""Rules for the fields of records, as annotations: `sign: Annotated[str, MaxWords(16)]`.

A rule checks a text or a list (reader.py) and describes itself in JSON Schema (tools/schemas.py).
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from records.days import DATE, date_fault
from records.yaml_lines import YamlText

if TYPE_CHECKING:
    from records.reader import Reader


class Place(NamedTuple):
    """Where a node is: its reader, its record as named in messages, and its field."""

    reader: "Reader"
    what: str
    name: str

    def defect(self, line: int, problem: str) -> None:
        """Reports a problem of this record in a line, counted from 1."""
        self.reader.defect(line, f"{self.what}: {problem}")


class Rule:
    """A condition that a node must meet."""

    @property
    def schema(self) -> dict[str, Any]:
        """The rule as part of a JSON Schema, as far as that can express it."""
        return {}

    def plain(self, text: str) -> str:
        """The text without what this rule allows besides plain words."""
        return text

    def check(self, node: Any, place: Place) -> None:
        """Reports to `place` what is wrong with `node` and what would be right."""


@dataclass(frozen=True)
class Matches(Rule):
    """A text that matches a pattern as a whole. `must` completes the message "'name' must …"."""

    pattern: str
    must: str

    @property
    def schema(self) -> dict[str, Any]:
        return {"pattern": f"^({self.pattern})$"}

    def check(self, node: YamlText, place: Place) -> None:
        if not re.fullmatch(self.pattern, node):
            place.defect(node.line, f"'{place.name}' must {self.must}")


@dataclass(frozen=True)
class OneOf(Rule):
    """One of a few fixed values."""

    words: tuple[str, ...]

    @property
    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.words]}

    def check(self, node: YamlText, place: Place) -> None:
        if node not in self.words:
            name, known = place.name.replace("_", " "), ", ".join(self.words)
            place.defect(node.line, f"unknown {name} '{node}' (known: {known})")


@dataclass(frozen=True)
class MaxWords(Rule):
    """A text with at most this many words and no full stop at its end."""

    most: int

    def check(self, node: YamlText, place: Place) -> None:
        if (words := len(node.split())) > self.most:
            place.defect(node.line, f"'{place.name}' has {words} words (at most {self.most})")
        if node.endswith("."):
            place.defect(node.line, f"'{place.name}' ends with a full stop; leave it out")


@dataclass(frozen=True)
class Placeholders(Rule):
    """A text that contains these words in braces, to be filled in: `Call {number}`."""

    words: str  # with spaces between them

    @property
    def schema(self) -> dict[str, Any]:
        wanted = [{"pattern": rf"\{{{word}\}}"} for word in self.words.split()]
        return {"allOf": wanted} if wanted else {}

    def plain(self, text: str) -> str:
        """The text without its placeholders: any other brace counts as markup."""
        for word in self.words.split():
            text = text.replace(f"{{{word}}}", "")
        return text

    def check(self, node: YamlText, place: Place) -> None:
        for word in self.words.split():
            if f"{{{word}}}" not in node:
                place.defect(node.line, f"'{place.name}' must contain {{{word}}}")


@dataclass(frozen=True)
class Day(Rule):
    """A date such as 2026-11-22; not in the future unless it `may_come`."""

    may_come: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        return {"pattern": f"^{DATE.pattern}$"}

    def check(self, node: YamlText, place: Place) -> None:
        if problem := date_fault(node, self.may_come):
            place.defect(node.line, f"'{place.name}' {problem}")


class ListOrOne(Rule):
    """A list that can be written as one text if it has one entry."""


@dataclass(frozen=True)
class Length(Rule):
    """A list with this many entries."""

    most: int
    least: int = 1

    @property
    def schema(self) -> dict[str, Any]:
        return {"minItems": self.least, "maxItems": self.most}

    def check(self, node: list, place: Place) -> None:
        if len(node) > self.most:
            place.defect(node[self.most].line, f"{len(node)} {place.name} (at most {self.most})")
        elif len(node) < self.least:
            place.defect(node[0].line, f"{len(node)} {place.name} (at least {self.least})")


Date = Annotated[str, Day()]
