"""What is wrong with the files of the project, line by line."""

from typing import NamedTuple

MESSAGE = (300, 1500)  # characters kept of a longer message: its start and its end


class Defect(NamedTuple):
    """One thing wrong in one line of one file; sorts by place."""

    path: str
    line: int
    problem: str

    def __str__(self) -> str:
        """One line that any terminal can show, also if it quotes a text that none should."""
        text = f"{self.path}:{self.line}: {self.problem}"
        text = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
        start, end = MESSAGE
        return text if len(text) <= start + end else f"{text[:start]} … {text[-end:]}"


class DataError(Exception):
    """All defects of all files that were read; its text has a line for each."""

    def __init__(self, defects: list[Defect]):
        super().__init__("\n".join(map(str, sorted(set(defects)))))
        self.defects = defects
