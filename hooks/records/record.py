"""What a record is: a frozen dataclass that knows its line, and whose annotations are its rules."""

import re
from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from typing import Annotated, Any, ClassVar, dataclass_transform, get_args, get_origin

from records.rules import Rule
from records.yaml_lines import Mapping

EMPTY = ("", "~", "null", "Null", "NULL")  # YAML's words for nothing; no reader should see them


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class _FrozenDataclass:
    """Makes each class below it a frozen dataclass whose fields are given by name."""

    def __init_subclass__(cls) -> None:
        dataclass(frozen=True, kw_only=True)(cls)


class Record(_FrozenDataclass):
    """Base of every record. `line` is where it starts, counted from 1.

    In one that `may_be_empty`, fields without a value are absent, and it may have none.
    """

    may_be_empty: ClassVar[bool] = False
    line: int = field(default=0, compare=False)

    def problems(self) -> Iterator[tuple[int, str]]:
        """What no rule of one field can tell: lines, and what is wrong there."""
        yield from ()


def data_fields(kind: type[Record]) -> dict[str, Field]:
    """The fields of a record that a file may hold, by name."""
    return {one.name: one for one in fields(kind) if one.name != "line"}


def unwrapped(kind: Any) -> tuple[Any, list[Rule]]:
    """A type without `| None` and its rules: (str, [Day()]) of Annotated[str, Day()] | None."""
    if type(None) in get_args(kind):
        kind = get_args(kind)[0]
    if get_origin(kind) is Annotated:
        kind, *rules = get_args(kind)
        return kind, [rule for rule in rules if isinstance(rule, Rule)]
    return kind, []


def words_of(kind: type[Record]) -> str:
    """What a record is called in messages: "do not" of DoNot."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def without_empty(node: Any) -> Any:
    """A mapping without its empty fields, or one for nothing; anything else as it is."""
    if not isinstance(node, Mapping) and node not in EMPTY:
        return node
    kept = Mapping(
        (name, value) for name, value in (node or Mapping()).items() if value not in EMPTY
    )
    kept.line = node.line
    return kept
