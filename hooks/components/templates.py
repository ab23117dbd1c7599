"""Renders the components' Jinja templates in overrides/components/.

The theme's environment does not escape, so these have one of their own.
"""

import traceback
from functools import cache
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from records.days import in_words
from records.markers import TEMPLATES

PROJECT = Path(__file__).parents[2]


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


def fault(error: TemplateError) -> str:
    """What is wrong with a template, ours or the theme's, as path:line: problem."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        frames.append((error.filename or error.name or "", error.lineno))
    places = [(Path(name), line) for name, line in frames if name.endswith(".html")]
    problem = str(error.message)
    if isinstance(error, TemplateNotFound):
        problem = f"overrides/ has no template {error.name}"
    path, line = places[-1] if places else (None, None)
    if path is None:
        return problem
    inside = path.is_relative_to(PROJECT)
    return f"{path.relative_to(PROJECT) if inside else path}:{line}: {problem}"
