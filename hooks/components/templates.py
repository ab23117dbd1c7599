"""Renders the components' Jinja templates in overrides/components/.

The theme's environment does not escape, so these have one of their own.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from records.days import in_words

TEMPLATES = Path(__file__).parents[2] / "overrides" / "components"


@cache
def environment() -> Environment:
    """The environment: undefined names raise an error, and all text is escaped.

    Jinja compiles a template once, and again when its file changes.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["in_words"] = in_words
    return environment


def render(name: str, **values) -> str:
    """Renders a template without blank lines, which would end an HTML block in Markdown."""
    text = environment().get_template(name).render(**values)
    return "\n".join(line for line in text.splitlines() if line.strip())
