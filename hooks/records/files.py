"""Reads the project's files and collects their defects."""

import os
from pathlib import Path
from typing import Any

from records.defects import Defect
from records.yaml_lines import line_of, parsed

MAX_BYTES = 1_000_000  # bytes in one file; YAML takes a second for 100,000


class Files:
    """Reads files below `root`. `path` is the last one read, `defects` are those found so far."""

    def __init__(self, root: Path):
        self.root = root
        self.path = ""
        self.defects: list[Defect] = []

    def defect(self, line: int, problem: str) -> None:
        self.defects.append(Defect(self.path, line, problem))

    def defect_at(self, text: str, problem: str) -> None:
        """Reports a problem at the place where a text was written."""
        self.defects.append(Defect(getattr(text, "path", self.path), line_of(text), problem))

    def has(self, path: str) -> bool:
        """Whether there is such a file; no for a name that no file can have."""
        return os.path.isfile(self.root / path)

    def read(self, path: str) -> str | None:
        """The file's text with plain line ends, or None (with a defect) if it cannot be."""
        self.path = path
        try:
            if (size := (self.root / path).stat().st_size) > MAX_BYTES:
                self.defect(1, f"is too large ({size} bytes, at most {MAX_BYTES})")
                return None
            raw = (self.root / path).read_bytes()
            return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode("utf-8-sig")
        except OSError as error:
            self.defect(1, f"cannot be read: {error.strerror}")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.defect(line, "is not UTF-8 text; save it as UTF-8 in your editor")
        return None

    def parse(self, path: str) -> Any:
        """The file's YAML, as yaml_lines builds it, or None (with a defect) if it is unreadable."""
        if (text := self.read(path)) is None:
            return None
        tree, defects = parsed(path, text)
        self.defects += defects
        return tree
