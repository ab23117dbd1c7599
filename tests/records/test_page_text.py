"""How a page must start, and which Markdown of other sites is refused."""

import pytest

from records import page_text

pytestmark = pytest.mark.words

HEAD = "---\ntitle: A page\n---\n\n"
MISSING = "the first paragraph after the heading is missing"
START = "# A page\n\nThe bottom line.\n\n"


def problems(text: str) -> list[tuple[int, str]]:
    """The problems of a page, with line numbers counted after its front matter."""
    whole = HEAD + text
    above = HEAD.count("\n")
    problems = page_text.problems(whole)
    return [(whole.count("\n", 0, place) + 1 - above, problem) for place, problem in problems]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("# A page\n", 1, MISSING),
        ("# A page\n\n- one\n- two[^nhs-twitch]\n", 3, MISSING),
        ("# A page\n\n## More\n\nText.\n", 3, MISSING),
        ("# A page\n\n| a | b |\n|---|---|\n", 3, MISSING),
        ("# A page\n\n<!-- picture: face-nerve -->\n\nText.\n", 3, MISSING),
        ("## A page\n\nText.\n", 1, "the page must start with its heading"),
        (f"{START}# Again\n\nText.\n", 5, "a second heading of the page"),
        (f"{START}| Drink | mg |\n|:--|--:|\n| Coffee | 95 |\n", 6, "columns cannot be aligned"),
        (f"{START}- coffee\n  - espresso\n- tea\n", 6, "an inner list; put 4 spaces"),
        (f'{START}!!! danger "Call now"\n    Call.\n', 5, "a box of other sites' Markdown"),
        (f"{START}??? note\n    Call.\n", 5, "a box of other sites' Markdown"),
        (f"{START}- [ ] a box\n", 5, "a box to tick; write a plain list"),
        (f'{START}Careful.\n{{ style="border: 4px solid red" }}\n', 6, "a style of its own"),
        (f'{START}<p style="color: red">Careful.</p>\n', 5, "a style of its own"),
        (f"{START}Care\u200bful.\n", 5, "a character that cannot be seen (U+200B)"),
    ],
)
def test_unsupported_markdown_is_reported_with_its_line(text, line, problem):
    assert [(at, found_problem[: len(problem)]) for at, found_problem in problems(text)] == [
        (line, problem)
    ]


@pytest.mark.parametrize(
    "more",
    [
        "- one\n    - inner\n- two\n",
        "| Drink | mg |\n|---|---|\n| Coffee | 95 |\n",
        "/// details | More\n\nText.\n\n///\n",
        "**Bold** at the start.[^nhs-twitch]\n{ .also }\n",
        "<!-- red-flags: cards -->\n",
    ],
)
def test_supported_markdown_is_accepted(more):
    assert problems(START + more) == []
    assert problems("# Check your signs\n\n<!-- red-flags: checklist -->\n") == []
