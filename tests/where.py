"""Finds where text of the built site was written, so that a test can report file and line."""

import re
from functools import cache

from conftest import PROJECT

NOT_SHOWN = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|^ *-? *[a-z_]+: (?=\S)")  # notes, links, fields


def file(address: str) -> str:
    """The Markdown file of a page: docs/relief/index.md of /relief/."""
    path = address.strip("/") or "index"
    candidates = [f"docs/{path}.md", f"docs/{path}/index.md"]
    return next(
        (candidate for candidate in candidates if (PROJECT / candidate).is_file()),
        f"the page {address}",
    )


def line(text: str, address: str) -> str:
    """The source line of text on a page, such as docs/relief/index.md:12, or of a data file."""
    page_file = file(address)
    files = [page_file, *(name for name in _words() if name != page_file)]
    wanted = re.findall(r"\w+", text)[:8]
    for name in files:
        words = _words().get(name, [])
        for start in range(len(words) - len(wanted) + 1):
            if [word for word, _ in words[start : start + len(wanted)]] == wanted:
                return f"{name}:{words[start][1]}"
    return page_file


@cache
def _words() -> dict[str, list[tuple[str, int]]]:
    """By file: each word of a page or data file with its line number."""
    words = {}
    for path in sorted((PROJECT / "docs").rglob("*")):
        if path.suffix in (".md", ".yml"):
            lines = path.read_text(encoding="utf-8").splitlines()
            words[path.relative_to(PROJECT).as_posix()] = [
                (word, number)
                for number, line in enumerate(lines, 1)
                for word in re.findall(r"\w+", NOT_SHOWN.sub(" ", line))
            ]
    return words
