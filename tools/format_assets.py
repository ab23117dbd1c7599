"""Formats style sheets and scripts: one declaration or statement a line, at most 100 columns.

`make format` runs it; `make check` runs it with `--check`, which only names unformatted files. A
comment after a rule moves above the rule. Lines that are still too long are reported, not broken.
"""

import re
import sys
import textwrap
from pathlib import Path

import cssbeautifier
import jsbeautifier

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "docs/assets"
COLUMNS = 100
TRAILING_COMMENT = re.compile(r"^(\s*)(\S.*?)[ \t]+(/\*[^\n]*?\*/)[ \t]*$", re.M)
# A comment, to be kept as it is, or a line break in a list of selectors.
SELECTORS = re.compile(r"(/\*.*?\*/)|,\n\s*(?=[^;{}]*\{)", re.S)
OPTIONS = {
    "indent_size": 2,
    "end_with_newline": True,
    "preserve_newlines": True,
    "max_preserve_newlines": 2,
}
CSS = OPTIONS | {
    "newline_between_rules": True,
    "selector_separator_newline": True,
    "space_around_combinator": True,
}
JAVASCRIPT = OPTIONS | {
    "brace_style": "collapse,preserve-inline",
    "space_after_anon_function": True,
}


def formatted(text: str, suffix: str) -> str:
    """The formatted text of a file with this suffix, `.css` or `.js`; idempotent."""
    if suffix == ".js":
        return jsbeautifier.beautify(text, JAVASCRIPT)
    text = TRAILING_COMMENT.sub(r"\1\3\n\1\2", text)
    joined = SELECTORS.sub(lambda match: match[1] or ", ", text)
    lines = cssbeautifier.beautify(joined, CSS).split("\n")
    return "\n".join(_wrapped(line) if line.endswith((",", "{")) else line for line in lines)


def _wrapped(selectors: str) -> str:
    """A list of selectors wrapped at 100 columns, which cssbeautifier does not do."""
    indent = " " * (len(selectors) - len(selectors.lstrip()) + 4)
    options = {"break_long_words": False, "break_on_hyphens": False}
    return textwrap.fill(selectors, COLUMNS, subsequent_indent=indent, **options)


def long_lines(text: str) -> list[int]:
    """The numbers, from 1, of the lines over 100 columns, except those with a url()."""
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if len(line) > COLUMNS and "url(" not in line]


def main(*arguments: str) -> None:
    """Formats or checks all files. Raises SystemExit naming unformatted files and long lines."""
    problems = []
    for path in sorted([*ASSETS.glob("stylesheets/*.css"), *ASSETS.glob("javascripts/*.js")]):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text("utf-8")
        ours = formatted(text, path.suffix)
        if "--check" not in arguments:
            path.write_text(ours, "utf-8")
        elif ours != text:
            problems.append(f"{name}: not in our layout; run `make format`")
        lines = long_lines(ours)
        problems += [f"{name}:{line}: over {COLUMNS} columns; break it" for line in lines]
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main(*sys.argv[1:])
