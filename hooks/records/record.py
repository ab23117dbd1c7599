"""Records: frozen dataclasses that know their line and whose annotations are their rules."""

import re
from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from typing import Annotated, Any, ClassVar, dataclass_transform, get_args, get_origin

from records.rules import Rule
from records.yaml_lines import YamlMapping

EMPTY = ("", "~", "null", "Null", "NULL")  # YAML's ways to write nothing; no reader should see them


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class _FrozenDataclass:
    """Makes each class below it a frozen dataclass whose fields are given by name."""

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)


class Record(_FrozenDataclass):
    """Base of every record. `line` is where it starts, counted from 1.

    In a record that `may_be_empty`, fields without a value count as absent.
    """

    may_be_empty: ClassVar[bool] = False
    line: int = field(default=0, compare=False)

    def problems(self) -> Iterator[tuple[int, str]]:
        """Line and problem for whatever the rules of single fields cannot check."""
        yield from ()


def data_fields(kind: type[Record]) -> dict[str, Field]:
    """The fields of a record that a file may hold, by name."""
    return {field.name: field for field in fields(kind) if field.name != "line"}


def unwrap(kind: Any) -> tuple[Any, list[Rule]]:
    """A type without `| None` and its rules: (str, [Day()]) of Annotated[str, Day()] | None."""
    if type(None) in get_args(kind):
        kind = get_args(kind)[0]
    if get_origin(kind) is Annotated:
        kind, *rules = get_args(kind)
        return kind, [rule for rule in rules if isinstance(rule, Rule)]
    return kind, []


def label_of(kind: type[Record]) -> str:
    """The name of a record in messages: "do not" for DoNot."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def drop_empty(node: Any) -> Any:
    """A mapping without its empty fields; an empty mapping for an empty text; else the node."""
    if not isinstance(node, YamlMapping) and node not in EMPTY:
        return node
    filled = YamlMapping(
        (name, value) for name, value in (node or YamlMapping()).items() if value not in EMPTY
    )
    filled.line = node.line
    return filled
