"""Common typing mistakes in YAML, and how to correct them."""

import re
import unicodedata

QUOTES = "a text that holds ': ' or starts with a sign needs quotes around it"


# What word processors and phones type, where YAML reads something else: before a text or a value.
MISTYPINGS = (
    (r"[ \t]*(?:- )?(?:[\w-]+:)? *([^\S \t])", "stands before the text; type ordinary spaces"),
    (r"[ \t]*([\u2010-\u2015\u2022\u2212\xb7]) ", "is no mark of a list that YAML knows; type -"),
    (r"[ \t]*(?:- )?[a-z_]+(;) ", "is no colon; type :"),
    (r"[ \t]*(?:- )?[\w-]+ *(\uff1a)", "is no colon that YAML knows; type : and a space"),
    (
        r"[ \t]*(?:- )?(?:[\w-]+: +)?([\u00ab\u2018-\u201f])",
        "is no quote that YAML knows; type \" or '",
    ),
    (r"[ \t]*(?:- )?[a-z_]+(:)(?=[^\s:/])", "needs a space after it"),
    (r"[ \t]*(-)(?=[^\s-])", "needs a space after it"),
)

TRAILING_COMMENT = re.compile(r"[ \t]*[,\]}]*[ \t]+#[ \t]*(.*)")

UNCLOSED_QUOTE = re.compile(r"""[ \t]*(?:- )?(?:[\w-]+: +)?(["'])(?:(?!\1).)*""")


def advice_on(problem: str) -> str:
    """What to do about a problem, given PyYAML's message."""
    if "'\\t'" in problem:
        return "that is a tab; use spaces"
    if "expected <block end>" in problem:
        return "this line does not start right below the one above it; count its spaces"
    return QUOTES


def mistyping_near(lines: list[str], line: int) -> tuple[int, str] | None:
    """The line number and the mistake, if there is one on `line` or close above it."""
    for number in range(max(line - 1, 1), min(line, len(lines)) + 1):
        for pattern, advice in MISTYPINGS:
            if match := re.match(pattern, lines[number - 1]):
                sign, code = match[1], ord(match[1])
                return number, f"{unicodedata.name(sign).lower()} (U+{code:04X}) {advice}"
    for number, text in enumerate(lines[: line + 1], 1):
        if match := UNCLOSED_QUOTE.fullmatch(text):
            return number, f"a quote ({match[1]}) opens here and is not closed in this line"
    return None
