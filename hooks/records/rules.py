"""What a field may hold, said in a record's annotations: `sign: Annotated[str, MostWords(16)]`.

Each rule checks one node of a file, a text or a list, and tells editors the same as part of a JSON
Schema. `reader.py` applies the rules; `tools/schemas.py` writes them down.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from records.review import latest
from records.yaml_lines import Text

if TYPE_CHECKING:
    from records.reader import Reader

# What a text may not contain. Texts are plain: the templates add markup, and they escape. Markdown
# reads the templates' output, so its marks count too: `{ hidden }` would hide a heading.
MARKUP = re.compile(
    r"<[A-Za-z/!?]|\*|`|\[|\]|\{\{|\{%|[{}]|///|-8<-|\b_\w|\w_\b|&#?\w+;|\A(?:#|>|[-+] |\d+[.)] )"
)
# Characters that nobody sees: they come with pasted text, and change what machines read.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def fault(text: str) -> str | None:
    """What is wrong with a text that a person typed, whatever it is for; None if nothing is."""
    if found := UNSEEN.search(text):
        return f"contains a character that cannot be seen (U+{ord(found[0]):04X}); delete it"
    if found := MARKUP.search(text):
        return f"contains markup ({found[0]!a}); texts are plain words"
    return None


class Place(NamedTuple):
    """Where a node stands: who reads it, in which record, as which field."""

    reader: "Reader"
    what: str
    name: str

    def defect(self, line: int, problem: str) -> None:
        """Reports `problem`, in the words of the record, in a line counted from 1."""
        self.reader.defect(line, f"{self.what}: {problem}")


class Rule:
    """One thing that must be true of a node. `schema` is what JSON Schema can say of it."""

    schema: dict[str, Any] = {}  # noqa: RUF012  (nothing changes it)

    def check(self, node: Any, place: Place) -> None:
        """Reports to `place` what is wrong with `node`, and what would be right."""


@dataclass(frozen=True)
class Matches(Rule):
    """A text that a pattern fits as a whole. `must` reads on from "'name' must"."""

    pattern: str
    must: str

    @property
    def schema(self) -> dict[str, Any]:  # type: ignore[override]
        return {"pattern": f"^({self.pattern})$"}

    def check(self, node: Text, place: Place) -> None:
        if not re.fullmatch(self.pattern, node):
            place.defect(node.line, f"'{place.name}' must {self.must}")


@dataclass(frozen=True)
class OneOf(Rule):
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def schema(self) -> dict[str, Any]:  # type: ignore[override]
        return {"enum": [*self.words]}

    def check(self, node: Text, place: Place) -> None:
        if node not in self.words:
            name, known = place.name.replace("_", " "), ", ".join(self.words)
            place.defect(node.line, f"unknown {name} '{node}' (known: {known})")


@dataclass(frozen=True)
class Unique(Rule):
    """A text that no other record of this kind has, whatever its capitals."""

    kind: str

    def check(self, node: Text, place: Place) -> None:
        known = place.reader.known.setdefault(self.kind, {})
        other = known.setdefault(node.casefold(), node)
        if other is not node:
            place.defect(node.line, f"{place.name} '{node}' already used in line {other.line}")


@dataclass(frozen=True)
class NewId(Unique):
    """An id that links and other files use: permanent, so never reused for something else."""

    taken: tuple[str, ...] = ()
    schema: dict[str, Any] = field(default_factory=lambda: {"pattern": f"^{ID.pattern}$"})

    def check(self, node: Text, place: Place) -> None:
        if not ID.fullmatch(node):
            problem = "an id has small letters, numbers and single hyphens, as 'face-droop'"
            place.defect(node.line, problem)
        elif node in self.taken:
            place.defect(node.line, "the page has a part with this id; take another")
        super().check(node, place)


@dataclass(frozen=True)
class IdOf(Rule):
    """The id of a record of this kind, in whichever file: looked up when all files are read."""

    kind: str

    def check(self, node: Text, place: Place) -> None:
        place.reader.references.append((place.reader.path, self.kind, node, place.what))


def unknown(kind: str, text: str, known: dict[str, Text]) -> str | None:
    """What is wrong with an id that is not `known`: the nearest known ones are named."""
    if not text or not known or text in known:  # of a file that is broken, nothing is known
        return None
    near = get_close_matches(text, known, 3, 0.5)
    hint = f"known: {', '.join(near)}, …" if near else f"{len(known)} are known"
    return f"unknown {kind} '{text}' ({hint})"


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
    def schema(self) -> dict[str, Any]:  # type: ignore[override]
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


class Day(Rule):
    """The day of something that has happened, written as 2026-11-22."""

    schema = {"pattern": f"^{DATE.pattern}$"}  # noqa: RUF012

    def check(self, node: Text, place: Place) -> None:
        if problem := date_fault(node):
            place.defect(node.line, f"'{place.name}' {problem}")


def is_date(text: str) -> bool:
    """Whether it is a day that the calendar has, written as 2026-11-22."""
    try:
        return bool(DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def date_fault(text: str) -> str | None:
    """What is wrong with the date of something that has happened; None if nothing is."""
    if not is_date(text):
        return "must be a date such as 2026-11-22"
    if date.fromisoformat(text) > latest():
        return f"is in the future ({text})"
    return None


class Heading(Rule):
    """A page relative to docs/, perhaps with # and the id of a heading in it."""

    def check(self, node: Text, place: Place) -> None:
        path, hash_sign, heading = node.partition("#")
        if path and not place.reader.has(f"docs/{path}"):
            place.defect(node.line, f"there is no page docs/{path}")
        if hash_sign and not ID.fullmatch(heading):
            place.defect(node.line, f"'{heading}' is not the id of a heading")


@dataclass(frozen=True)
class HasFile(Rule):
    """A name for which there is a file: `docs/assets/images/{}.svg`."""

    path: str

    def check(self, node: Text, place: Place) -> None:
        if not place.reader.has(path := self.path.format(node)):
            place.defect(node.line, f"there is no file {path}")


@dataclass(frozen=True)
class Length(Rule):
    """A list of so many entries."""

    most: int
    least: int = 1

    @property
    def schema(self) -> dict[str, Any]:  # type: ignore[override]
        return {"minItems": self.least, "maxItems": self.most}

    def check(self, node: list, place: Place) -> None:
        if len(node) > self.most:
            problem = f"{len(node)} {place.name} (at most {self.most})"
            place.defect(node[self.most].line, problem)
        elif len(node) < self.least:
            place.defect(node[0].line, f"{len(node)} {place.name} (at least {self.least})")


@dataclass(frozen=True)
class Order(Rule):
    """A list of records with just these ids, in this order."""

    ids: tuple[str, ...]

    @property
    def schema(self) -> dict[str, Any]:  # type: ignore[override]
        return {"minItems": len(self.ids), "maxItems": len(self.ids)}

    def check(self, node: list, place: Place) -> None:
        found = [str(one["id"]) for one in node if isinstance(one, dict) and "id" in one]
        if len(found) == len(node) and tuple(found) != self.ids:
            wanted = f"they must be {', '.join(self.ids)}, in this order"
            place.defect(node[0].line, f"{place.name} are {', '.join(found)}; {wanted}")


Date = Annotated[str, Day()]
SourceId = Annotated[str, IdOf("source")]
PageAddress = Annotated[str, Heading()]
