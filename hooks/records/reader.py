"""YAML in, records out: frozen dataclasses that know the line they came from.

Every defect of a file is collected, none is skipped, and each names its path and line. Knows
nothing of what the records mean, nor of MkDocs.
"""

import os
import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args, get_origin

from records.review import latest
from records.yaml_lines import DataError, Defect, Items, Mapping, Text, parsed

# What a text may not hold. Texts are plain: the templates add markup, and they escape. Markdown
# reads the templates' output, so its marks count too: `{ hidden }` would hide a heading.
MARKUP = re.compile(
    r"<[A-Za-z/!?]|\*|`|\[|\]|\{\{|\{%|[{}]|///|-8<-|\b_\w|\w_\b|&#?\w+;|\A(?:#|>|[-+] |\d+[.)] )"
)
# Signs that nobody sees: they come with a text that is pasted, and change what machines read.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EMPTY = ("", "~", "null", "Null", "NULL")  # YAML's words for nothing; no reader should see them
LONGEST = 600  # characters in one text; a longer one is a page, not a record
LARGEST = 1_000_000  # bytes in one file; YAML takes a second for 100,000


@dataclass(frozen=True, kw_only=True)
class Record:
    """Base of every record. `line` is where it starts, counted from 1."""

    line: int = field(default=0, compare=False)


def fault(text: str) -> str | None:
    """What is wrong with a text that a person typed, whatever it is for; None if nothing is."""
    if found := UNSEEN.search(text):
        return f"holds a sign that cannot be seen (U+{ord(found[0]):04X}); delete it"
    if found := MARKUP.search(text):
        return f"holds markup ({found[0]!a}); texts are plain words"
    return None


def date_fault(text: str) -> str | None:
    """What is wrong with the date of something that has happened; None if nothing is."""
    if not is_date(text):
        return "must be a date such as 2026-11-22"
    if date.fromisoformat(text) > latest():
        return f"is in the future ({text})"
    return None


def is_date(text: str) -> bool:
    """Whether it is a day that the calendar has, written as 2026-11-22."""
    try:
        return bool(DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


class Reader:
    """Reads data files below `root` and collects what is wrong with them.

    `defects` grows as files are read; call `check()` when all are read.
    """

    def __init__(self, root: Path):
        self.root = root
        self.path = ""
        self.filled_in: dict[str, str] = {}
        self.defects: list[Defect] = []

    def defect(self, line: int, problem: str) -> None:
        self.defects.append(Defect(self.path, line, problem))

    def check(self) -> None:
        """Raises DataError if anything was wrong."""
        if self.defects:
            raise DataError(self.defects)

    def has(self, path: str) -> bool:
        """Whether there is such a file; no for a name that no file can have."""
        return os.path.isfile(self.root / path)

    def read(self, path: str) -> str | None:
        """The file's text with plain line ends, or None (with a defect) if it cannot be."""
        self.path = path
        try:
            size = (self.root / path).stat().st_size
            if size > LARGEST:
                return self.defect(1, f"is too large ({size} bytes, at most {LARGEST})")
            raw = (self.root / path).read_bytes()
            return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode("utf-8-sig")
        except OSError as error:
            return self.defect(1, f"cannot be read: {error.strerror}")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            return self.defect(line, "is not UTF-8 text; save it as UTF-8 in your editor")

    def parse(self, path: str, filled_in: dict[str, str] | None = None) -> Any:
        """The file's YAML as Mapping, Items and Text, or None (with a defect) if it cannot be.

        `filled_in` names the texts that hold {words}, each with its words.
        """
        self.filled_in = filled_in or {}
        text = self.read(path)
        if text is None:
            return None
        tree, defects = parsed(path, text)
        self.defects += defects
        return tree

    def record(self, kind: type, node: Any, what: str) -> Any:
        """A `kind` built from a mapping; None, and defects, if fields are unknown or missing."""
        if not isinstance(node, Mapping):
            return self.defect(node.line, f"{what}: must have fields, each as 'name: text'")
        wanted = {f.name: f for f in fields(kind) if f.name != "line"}
        if isinstance(node.get("id"), str):
            what = f"{what} '{node['id']}'"
        for name in node.keys() - wanted:
            known = ", ".join(wanted)
            self.defect(name.line, f"{what}: unknown field '{name}' (known: {known})")
        values = {
            name: self.value(wanted[name].type, node[name], what, name)
            for name in node
            if name in wanted
        }
        missing = [n for n, spec in wanted.items() if spec.default is MISSING and n not in values]
        for name in missing:
            self.defect(node.line, f"{what}: missing field '{name}'")
        return None if missing else kind(**values, line=node.line)

    def value(self, wanted: Any, node: Any, what: str, name: str) -> Any:
        """One field's value, checked: a text, a record, or a list of either."""
        if type(None) in get_args(wanted):  # an optional field: str | None
            wanted = get_args(wanted)[0]
        if get_origin(wanted) is tuple:
            part = get_args(wanted)[0]
            if not isinstance(node, Items) or not node:
                self.defect(
                    node.line, f"{what}: '{name}' must be a list with at least one line '- …'"
                )
                return ()
            if part is str:
                return tuple(self.text(item, what, name) for item in node)
            built = (self.record(part, item, part.__name__.lower()) for item in node)
            return tuple(item for item in built if item)
        if issubclass(wanted, Record):
            return self.record(wanted, node, name)
        return self.text(node, what, name)

    def text(self, node: Any, what: str, name: str) -> Text:
        """A plain text; a defect if it is empty, holds markup, or is no valid id or date."""
        if not isinstance(node, Text):
            self.defect(node.line, f"{what}: '{name}' must be one text")
            return Text.at(node.line)
        plain = node
        for word in self.filled_in.get(name, "").split():
            if f"{{{word}}}" not in node:
                self.defect(node.line, f"{what}: '{name}' must hold {{{word}}}")
            plain = plain.replace(f"{{{word}}}", "")
        if node in EMPTY:
            self.defect(node.line, f"{what}: '{name}' is empty; write it or delete the line")
        elif problem := fault(plain):
            self.defect(node.line, f"{what}: '{name}' {problem}")
        elif len(node) > LONGEST:
            self.defect(
                node.line, f"{what}: '{name}' has {len(node)} characters (at most {LONGEST})"
            )
        elif name == "id" and not ID.fullmatch(node):
            self.defect(
                node.line,
                f"{what}: an id has small letters, numbers and single hyphens, as 'face-droop'",
            )
        elif name in ("date", "read") and (problem := date_fault(node)):
            self.defect(node.line, f"{what}: '{name}' {problem}")
        return node

    def unique(self, records: tuple, what: str) -> None:
        """Defects for ids that two records share."""
        first: dict[str, Any] = {}
        for record in records:
            other = first.setdefault(record.id, record)
            if other is not record:
                self.defect(
                    record.line, f"{what} '{record.id}': id already used in line {other.line}"
                )

    def known(self, ids: tuple, pool: Callable | dict | set, what: str, kind: str) -> None:
        """Defects for ids that are not in `pool`, each with the nearest known ones."""
        for one in ids:
            if one and one not in pool:
                near = get_close_matches(one, pool, 3, 0.5)
                hint = f"known: {', '.join(near)}, …" if near else f"{len(pool)} are known"
                self.defect(one.line, f"{what}: unknown {kind} '{one}' ({hint})")
