"""Jinja templates of the components: overrides/components/, escaped and strict.

The theme's own environment has autoescape off, so ours is separate.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from records.days import in_words

TEMPLATES = Path(__file__).parents[2] / "overrides" / "components"


@cache
def environment() -> Environment:
    """One environment in which an unknown name is an error and every text is escaped.

    It compiles each template once, and again when its file changes.
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
    """A component without blank lines: a blank line would end an HTML block in Markdown."""
    text = environment().get_template(name).render(**values)
    return "\n".join(line for line in text.splitlines() if line.strip())
