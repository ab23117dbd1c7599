"""The style sheets in one layout: a declaration a line. `--check` only says which are not so.

`make format` writes it, `make check` asks for it. A comment behind a rule goes above the rule.
"""

import re
import sys
from pathlib import Path

import cssbeautifier

FOLDER = Path(__file__).parent.parent / "docs/assets/stylesheets"
BEHIND = re.compile(r"^(\s*)(\S.*?)[ \t]+(/\*[^\n]*?\*/)[ \t]*$", re.M)
OPTIONS = {
    "indent_size": 2,
    "newline_between_rules": True,
    "selector_separator_newline": True,
    "end_with_newline": True,
    "space_around_combinator": True,
    "preserve_newlines": True,
    "max_preserve_newlines": 2,
}


def formatted(text: str) -> str:
    """The style sheet in our layout; formatting it again changes nothing."""
    options = cssbeautifier.default_options()
    for name, value in OPTIONS.items():
        setattr(options, name, value)
    return cssbeautifier.beautify(BEHIND.sub(r"\1\3\n\1\2", text), options)


def main(*arguments: str) -> None:
    """Formats the style sheets, or names those that are not formatted and fails."""
    unlike = [
        path
        for path in sorted(FOLDER.glob("*.css"))
        if formatted(path.read_text("utf-8")) != path.read_text("utf-8")
    ]
    for path in unlike:
        if "--check" not in arguments:
            path.write_text(formatted(path.read_text("utf-8")), "utf-8")
    if unlike and "--check" in arguments:
        sys.exit(f"run `make format`: {', '.join(path.name for path in unlike)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
