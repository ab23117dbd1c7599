"""YAML with the line of each value.

In: the text of a file. Out: mappings, lists and texts that know their line, and defects.
"""

import re
from contextlib import suppress
from typing import Any

import yaml

from records.defects import Defect
from records.mistypings import TRAILING_COMMENT, advice_on, mistyping_near

# libyaml reads tabs in a text, which YAML forbids, and aliases.
TABS_OR_STARS = re.compile(r"[\t*]")
# libyaml is ten times as fast. It cannot refuse aliases, and it words errors in its own way.
FAST: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class YamlText(str):
    """A scalar as it was written (`112` and `no` stay texts), with its line and its file."""

    line: int
    path: str = ""

    @classmethod
    def at(cls, line: int, text: str = "") -> "YamlText":
        self = cls(text)
        self.line = line
        return self


def line_of(text: str) -> int:
    """The line of a text, counted from 1; 0 if it does not come from a file."""
    return getattr(text, "line", 0)


class YamlList(list):
    line: int


class YamlMapping(dict):
    line: int


# YAML counts lines by the first three, editors do not.
NON_PRINTABLE = re.compile(r"[\x85\u2028\u2029]|" + yaml.reader.Reader.NON_PRINTABLE.pattern)


class _Builder:
    """Builds texts, lists and mappings that know their line from PyYAML's nodes."""

    def __init__(self, path: str, text: str, above: int):
        self.path = path
        self.above = above
        self.lines = text.split("\n")
        self.problems: list[tuple[int, str]] = []

    def build(self, node: yaml.Node) -> Any:
        line = self.above + node.start_mark.line + 1
        self._report_trailing_comment(node)
        if isinstance(node, yaml.ScalarNode):
            text = YamlText.at(line, node.value.strip())
            text.path = self.path
            return text
        if isinstance(node, yaml.SequenceNode):
            items = YamlList(self.build(child) for child in node.value)
            items.line = line
            return items
        mapping = YamlMapping()
        mapping.line = line
        for key_node, value_node in node.value:
            key = self.build(key_node)
            if not isinstance(key, YamlText):
                self.problems.append((key.line, "a field name must be a word"))
            elif key in mapping:
                self.problems.append((key.line, f"'{key}' appears twice; delete one"))
            else:
                mapping[key] = self.build(value_node)
        return mapping

    def _report_trailing_comment(self, node):
        """Reports a comment after a value: what was meant as text would be lost silently."""
        if getattr(node, "style", None) in ("|", ">") or getattr(node, "flow_style", True) is False:
            return  # these end in a line of their own
        line, column = node.end_mark.line, node.end_mark.column
        if line < len(self.lines) and (lost := TRAILING_COMMENT.match(self.lines[line], column)):
            problem = f"a # ends the text, '{lost[1]}' would be lost; put quotes around the whole"
            self.problems.append(
                (self.above + line + 1, f"{problem}, or a comment on its own line")
            )


class _Loader(yaml.BaseLoader):
    """BaseLoader keeps every scalar a string; this one also refuses aliases."""

    NON_PRINTABLE = NON_PRINTABLE  # type: ignore[misc]  # ours is narrower

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="an alias, *name, is not allowed",
                problem_mark=self.peek_event().start_mark,
            )
        return super().compose_node(parent, index)


def _whole(path: str, text: str, above: int, loader: Any) -> tuple[Any, list[Defect]]:
    """What a loader reads, and the defects; raises what the loader raises."""
    if (node := loader.get_single_node()) is None:
        return None, [Defect(path, above + 1, "is empty")]
    builder = _Builder(path, text, above)
    tree = builder.build(node)
    return tree, [Defect(path, *one) for one in builder.problems]


def parsed(path: str, text: str, above: int = 0) -> tuple[Any, list[Defect]]:
    """The YAML in `text` as YamlMapping, YamlList and YamlText (or None), and its defects.

    `above` is the number of lines in the file before `text`.
    """
    loader: _Loader | None = None
    try:
        # A page's head is read as MkDocs will: by the exact reader.
        if not (above or NON_PRINTABLE.search(text) or TABS_OR_STARS.search(text)):
            with suppress(yaml.YAMLError, ValueError, OverflowError, RecursionError):
                return _whole(path, text, above, FAST(text))
        loader = _Loader(text)
        return _whole(path, text, above, loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = error.problem or "not YAML"
        line, problem = mark.line + 1 if mark else 1, f"{message}; {advice_on(message)}"
        line, problem = mistyping_near(text.split("\n"), line) or (line, problem)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problem = f"a character that is not allowed (U+{error.character:04X})"
    except RecursionError:
        line, problem = loader.line + 1 if loader else 1, "too many lists inside lists"
    except (ValueError, OverflowError):  # PyYAML hands "\U99999999" to chr() as it is
        line, problem = loader.line + 1 if loader else 1, "a number that is out of range"
    last = text.count("\n", 0, -1) + 1
    return None, [Defect(path, above + min(line, last), f"broken YAML: {problem}")]
