"""Which style rules a page carries, which load later, and which are dropped."""

import pytest

from delivery import page_styles
from delivery.css import parse

PAGE = (
    '<html><body data-md-color-scheme="default"><main class="a"><h1>One</h1>'
    '<p id="b">Two<br><a class="c d" href="/x">Three</a></p></main></body></html>'
)


def early(css: str, html: str = PAGE) -> str:
    """The rules in the page itself."""
    styles, _ = page_styles.divide(parse({"a.css": css}), {"page": html})
    return styles["page"]


def later(css: str) -> dict[str, str]:
    """The rules of the two shared style sheets."""
    return page_styles.divide(parse({"a.css": css}), {"page": PAGE})[1]


@pytest.mark.parametrize(
    "selector",
    [
        "p", "*", ".a", "#b", "[href]", '[href="/x"]', "[href^=\"/\"]", ".c.d", "main p a", ".a>p",
        "h1+p", "h1~p a", "p:not(.zzz)", "p::before", "a:is(.zzz,.c)", "p:has(> a)", ":root",
        "[data-md-color-scheme=slate] p", "main[hidden]", ".zzz,.a",
    ],
)  # fmt: skip
def test_a_rule_that_may_match_is_kept(selector):
    assert "color:red" in early(f"{selector} {{ color: red }}")


@pytest.mark.parametrize("selector", ["table", ".zzz", ".a.c", "a p", "p main", '[href="/y"]'])
def test_a_rule_that_cannot_match_is_dropped(selector):
    assert early(f"{selector} {{ color: red }}") == ""


def test_selectors_that_cannot_match_are_dropped_from_a_rule():
    assert early(".zzz, .a { color: red }") == ".a{color:red}"


def test_rules_keep_their_order_and_their_conditions():
    css = "p { color: red } @media (min-width: 9em) { p { color: blue } .zzz { color: red } }"
    assert early(css) == "p{color:red}@media (min-width: 9em){p{color:blue}}"


def test_unused_variables_and_animations_are_dropped():
    css = (
        ":root { --used: 1px; --also: var(--used); --not: 2px }"
        "p { width: var(--also); animation: turn 1s } @keyframes turn { to { color: red } }"
        "@keyframes unused { to { color: red } }"
    )
    rules = early(css)
    assert "--used:1px;--also:var(--used)" in rules
    assert "--not" not in rules
    assert "@keyframes turn" in rules
    assert "unused" not in rules


def test_a_variable_that_our_tokens_override_is_not_sent_twice():
    css = ":root { --x: red } [data-md-color-scheme] { --x: blue } p { color: var(--x) }"
    assert early(css) == "[data-md-color-scheme]{--x:blue}p{color:var(--x)}"


@pytest.mark.parametrize("css", ["a:hover { color: red }", "@media print { p { color: red } }"])
def test_states_and_print_rules_come_late(css):
    assert early(css) == ""
    assert "color:red" in later(css)["late"]


def test_what_only_the_script_can_show_comes_with_the_script():
    assert "color:red" in later(".md-tooltip2 p { color: red }")["script"]


def test_invalid_css_is_reported_with_file_and_line():
    with pytest.raises(ValueError, match=r"a\.css:2: not valid CSS: a declaration was expected"):
        parse({"a.css": "p { color: red }\np { color red }"})
