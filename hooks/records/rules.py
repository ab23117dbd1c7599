"""What a field may hold, said in a record's annotations: `sign: Annotated[str, MostWords(16)]`.

Each rule checks one node of a file, a text or a list, and tells editors the same as part of a JSON
Schema. `reader.py` applies the rules; `tools/schemas.py` writes them down.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from records.days import DATE, date_fault
from records.yaml_lines import Text

if TYPE_CHECKING:
    from records.reader import Reader


class Place(NamedTuple):
    """Where a node stands: who reads it, in which record, as which field."""

    reader: "Reader"
    what: str
    name: str

    def defect(self, line: int, problem: str) -> None:
        """Reports `problem`, in the words of the record, in a line counted from 1."""
        self.reader.defect(line, f"{self.what}: {problem}")


class Rule:
    """One thing that must be true of a node."""

    @property
    def schema(self) -> dict[str, Any]:
        """What JSON Schema can say of it."""
        return {}

    def check(self, node: Any, place: Place) -> None:
        """Reports to `place` what is wrong with `node`, and what would be right."""


@dataclass(frozen=True)
class Matches(Rule):
    """A text that a pattern fits as a whole. `must` reads on from "'name' must"."""

    pattern: str
    must: str

    @property
    def schema(self) -> dict[str, Any]:
        return {"pattern": f"^({self.pattern})$"}

    def check(self, node: Text, place: Place) -> None:
        if not re.fullmatch(self.pattern, node):
            place.defect(node.line, f"'{place.name}' must {self.must}")


@dataclass(frozen=True)
class OneOf(Rule):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.words]}

    def check(self, node: Text, place: Place) -> None:
        if node not in self.words:
            name, known = place.name.replace("_", " "), ", ".join(self.words)
            place.defect(node.line, f"unknown {name} '{node}' (known: {known})")


@dataclass(frozen=True)
class MostWords(Rule):
    """A text of at most so many words, which does not end with a full stop."""

    most: int

    def check(self, node: Text, place: Place) -> None:
        if (words := len(node.split())) > self.most:
            place.defect(node.line, f"'{place.name}' has {words} words (at most {self.most})")
        if node.endswith("."):
            place.defect(node.line, f"'{place.name}' ends with a full stop; leave it out")


@dataclass(frozen=True)
class Placeholders(Rule):
    """A text with these words in braces, which are filled in: `Call {number}`."""

    words: str  # with spaces between them

    @property
    def schema(self) -> dict[str, Any]:
        wanted = [{"pattern": rf"\{{{word}\}}"} for word in self.words.split()]
        return {"allOf": wanted} if wanted else {}

    def removed(self, text: str) -> str:
        """The text without them: braces mean markup anywhere else."""
        for word in self.words.split():
            text = text.replace(f"{{{word}}}", "")
        return text

    def check(self, node: Text, place: Place) -> None:
        for word in self.words.split():
            if f"{{{word}}}" not in node:
                place.defect(node.line, f"'{place.name}' must contain {{{word}}}")


@dataclass(frozen=True)
class Day(Rule):
    """A day, written as 2026-11-22, of something that has happened or `may_come`."""

    may_come: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        return {"pattern": f"^{DATE.pattern}$"}

    def check(self, node: Text, place: Place) -> None:
        if problem := date_fault(node, self.may_come):
            place.defect(node.line, f"'{place.name}' {problem}")


@dataclass(frozen=True)
class Length(Rule):
    """A list of so many entries."""

    most: int
    least: int = 1

    @property
    def schema(self) -> dict[str, Any]:
        return {"minItems": self.least, "maxItems": self.most}

    def check(self, node: list, place: Place) -> None:
        if len(node) > self.most:
            problem = f"{len(node)} {place.name} (at most {self.most})"
            place.defect(node[self.most].line, problem)
        elif len(node) < self.least:
            place.defect(node[0].line, f"{len(node)} {place.name} (at least {self.least})")


Date = Annotated[str, Day()]
