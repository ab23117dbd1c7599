"""Where a text of the built site was written, so that a test can name file and line."""

import re
from functools import cache

from conftest import PROJECT

NOT_SHOWN = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|^ *-? *[a-z_]+: (?=\S)")  # notes, targets, fields


def file(address: str) -> str:
    """The Markdown file of a page: docs/relief/index.md of /relief/."""
    path = address.strip("/") or "index"
    found = [f"docs/{path}.md", f"docs/{path}/index.md"]
    return next((one for one in found if (PROJECT / one).is_file()), f"the page {address}")


def line(text: str, address: str) -> str:
    """docs/relief/index.md:12 of a text on /relief/; of data, the data file's line."""
    own = file(address)
    files = [own, *(name for name in _words() if name != own)]
    wanted = re.findall(r"\w+", text)[:8]
    for name in files:
        words = _words().get(name, [])
        for start in range(len(words) - len(wanted) + 1):
            if [word for word, _ in words[start : start + len(wanted)]] == wanted:
                return f"{name}:{words[start][1]}"
    return own


@cache
def _words() -> dict[str, list[tuple[str, int]]]:
    """Each word of each page and data file with its line."""
    found = {}
    for path in sorted((PROJECT / "docs").rglob("*")):
        if path.suffix in (".md", ".yml"):
            lines = path.read_text(encoding="utf-8").splitlines()
            found[path.relative_to(PROJECT).as_posix()] = [
                (word, number)
                for number, line in enumerate(lines, 1)
                for word in re.findall(r"\w+", NOT_SHOWN.sub(" ", line))
            ]
    return found
