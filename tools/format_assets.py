"""The style sheets and scripts in one layout, of at most 100 columns: a declaration or statement a
line. `--check` only names the files that are not so.

`make format` writes it, `make check` asks for it. In a style sheet a comment behind a rule goes
above the rule. A line that stays too long is for its author to break.
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
BEHIND = re.compile(r"^(\s*)(\S.*?)[ \t]+(/\*[^\n]*?\*/)[ \t]*$", re.M)
# An end of line within a list of selectors, or a comment, which stays as it is.
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


def formatted(text: str, kind: str) -> str:
    """The text of a file of this kind, `.css` or `.js`, in our layout: a second time, the same."""
    if kind == ".js":
        return jsbeautifier.beautify(text, JAVASCRIPT)
    whole = SELECTORS.sub(lambda found: found[1] or ", ", BEHIND.sub(r"\1\3\n\1\2", text))
    lines = cssbeautifier.beautify(whole, CSS).split("\n")
    return "\n".join(_broken(line) if line.endswith((",", "{")) else line for line in lines)


def _broken(selector: str) -> str:
    """A selector over 100 columns on several lines, which its own formatter would not break."""
    indent = " " * (len(selector) - len(selector.lstrip()) + 4)
    return textwrap.fill(
        selector,
        COLUMNS,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def too_long(text: str) -> list[int]:
    """The numbers of the lines over 100 columns, from 1, but for pictures as addresses."""
    lines = enumerate(text.splitlines(), 1)
    return [number for number, line in lines if len(line) > COLUMNS and "url(" not in line]


def main(*arguments: str) -> None:
    """Formats the files, or names those that are not formatted; fails for lines left too long."""
    faults = []
    for path in sorted([*ASSETS.glob("stylesheets/*.css"), *ASSETS.glob("javascripts/*.js")]):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text("utf-8")
        ours = formatted(text, path.suffix)
        if "--check" not in arguments:
            path.write_text(ours, "utf-8")
        elif ours != text:
            faults.append(f"{name}: not in our layout; run `make format`")
        faults += [f"{name}:{line}: over {COLUMNS} columns; break it" for line in too_long(ours)]
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main(*sys.argv[1:])
