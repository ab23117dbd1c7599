"""Defects of the project's files, by path and line."""

from typing import NamedTuple

MESSAGE = (300, 1500)  # characters shown of a long message: from its start and its end


class Defect(NamedTuple):
    """One problem in one line of one file; sorts by place."""

    path: str
    line: int
    problem: str

    def __str__(self) -> str:
        """One line that is safe to print on any terminal, whatever text it quotes."""
        text = f"{self.path}:{self.line}: {self.problem}"
        text = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
        start, end = MESSAGE
        return text if len(text) <= start + end else f"{text[:start]} … {text[-end:]}"


class DataError(Exception):
    """All defects of all files that were read, one a line."""

    def __init__(self, defects: list[Defect]):
        super().__init__("\n".join(map(str, sorted(set(defects)))))
        self.defects = defects
