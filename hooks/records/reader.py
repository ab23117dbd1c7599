"""Data files in, records out.

A record's annotations define what is read: its fields, their types and their rules (rules.py).
Every defect is collected, with path, line, what is wrong and what would be right. The reader does
not know what the records mean.
"""

from dataclasses import MISSING
from pathlib import Path
from typing import Any, get_args, get_origin

from records.defects import DataError, Defect
from records.files import Files
from records.plain_text import fault
from records.record import EMPTY, Record, data_fields, drop_empty, label_of, unwrap
from records.references import unknown
from records.rules import ListOrOne, Place, Rule
from records.yaml_lines import YamlList, YamlMapping, YamlText

MAX_LENGTH = 600  # characters in one text; a longer one is a page, not a record


class Reader(Files):
    """Reads data files below `root` and collects their defects.

    `known` has the ids of all files by kind; `references` are looked up there by `check()`, which
    is called when all files have been read.
    """

    def __init__(self, root: Path):
        super().__init__(root)
        self.known: dict[str, dict[str, YamlText]] = {}
        self.references: list[tuple[str, str, YamlText, str]] = []

    def check(self) -> None:
        """Raises DataError if anything was wrong."""
        for path, kind, text, what in self.references:
            if problem := unknown(kind, text, self.known.get(kind, {})):
                self.defects.append(Defect(path, text.line, f"{what}: {problem}"))
        if self.defects:
            raise DataError(self.defects)

    def load(self, kind: Any, path: str) -> Any:
        """A file's record, or its records by id; None if it cannot be read."""
        tree = self.parse(path)
        what = Path(path).stem.replace("-", " ")
        return None if tree is None else self.value(kind, tree, Place(self, what, what))

    def value(self, kind: Any, node: Any, place: Place) -> Any:
        """A node, checked and converted to the type of the annotation `kind`."""
        kind, rules = unwrap(kind)
        if kind is str:
            return self._text(node, place, rules)
        if get_origin(kind) is dict:
            return self._by_name(get_args(kind)[1], node, place)
        if get_origin(kind) is tuple:
            return self._list(get_args(kind)[0], node, place, rules)
        if not (isinstance(kind, type) and issubclass(kind, Record)):
            raise TypeError(
                f"a field can be str, tuple[…, ...], dict[str, …] or a Record, not {kind}"
            )
        return self.record(kind, node, place.name)

    def record(self, kind: type[Record], node: Any, what: str) -> Any:
        """A `kind` built from a mapping; None, with defects reported, if that is impossible."""
        if kind.may_be_empty:
            node = drop_empty(node)
        if not isinstance(node, YamlMapping):
            self.defect(node.line, f"{what}: must have fields, each as 'name: text'")
            return None
        wanted = data_fields(kind)
        if isinstance(node.get("id"), str):
            what = f"{what} '{node['id']}'"
        for name in node.keys() - wanted:
            known = ", ".join(wanted)
            self.defect(name.line, f"{what}: unknown field '{name}' (known: {known})")
        values = {
            name: self.value(wanted[name].type, node[name], Place(self, what, name))
            for name in node
            if name in wanted
        }
        missing = [
            name
            for name, field in wanted.items()
            if field.default is MISSING and name not in values
        ]
        for name in missing:
            self.defect(node.line, f"{what}: missing field '{name}'")
        if missing or any(value is None for value in values.values()):
            return None
        record = kind(**values, line=node.line)
        for line, problem in record.problems():
            self.defect(line, f"{what}: {problem}")
        return record

    def _by_name(self, kind: Any, node: Any, place: Place) -> dict[str, Any]:
        """Texts by their names, or records by their ids."""
        if not isinstance(node, YamlMapping):
            self.defect(node.line, f"{place.what}: must have names, each with what belongs to it")
            return {}
        if kind is str:
            names = [self.value(str, name, place) for name in node]
            return {name: self.value(str, node[name], place._replace(name=name)) for name in names}
        for name, below in node.items():
            if isinstance(below, YamlMapping):
                if "id" in below:
                    line = below["id"].line
                    self.defect(line, f"{place.what} '{name}': the id is the name above it")
                below["id"] = name
        built = {name: self.record(kind, below, label_of(kind)) for name, below in node.items()}
        return {name: record for name, record in built.items() if record}

    def _list(self, kind: Any, node: Any, place: Place, rules: list[Rule]) -> tuple:
        if isinstance(node, YamlText) and any(isinstance(rule, ListOrOne) for rule in rules):
            return (self.value(kind, node, place),)
        if not isinstance(node, YamlList) or not node:
            problem = f"'{place.name}' must be a list with at least one line '- …'"
            place.defect(node.line, problem)
            return ()
        for rule in rules:
            rule.check(node, place)
        part, _ = unwrap(kind)
        if isinstance(part, type) and issubclass(part, Record):
            place = place._replace(name=label_of(part))
        return tuple(value for item in node if (value := self.value(kind, item, place)) is not None)

    def _text(self, node: Any, place: Place, rules: list[Rule]) -> YamlText:
        """A plain text; reports one that is empty, too long, contains markup or breaks a rule."""
        name = place.name
        if not isinstance(node, YamlText):
            place.defect(node.line, f"'{name}' must be one text")
            return YamlText.at(node.line)
        plain: str = node
        for rule in rules:
            plain = rule.plain(plain)
        if node in EMPTY:
            place.defect(node.line, f"'{name}' is empty; write it or delete the line")
        elif len(node) > MAX_LENGTH:
            place.defect(node.line, f"'{name}' has {len(node)} characters (at most {MAX_LENGTH})")
        else:
            if problem := fault(plain):
                place.defect(node.line, f"'{name}' {problem}")
            for rule in rules:
                rule.check(node, place)
        return node
