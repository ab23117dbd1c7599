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
from records.markers import COMPONENTS

PROJECT = Path(__file__).parents[2]


@cache
def environment() -> Environment:
    """The environment: undefined names raise an error, and all text is escaped.

    Jinja compiles a template once, and again when its file changes.
    """
    environment = Environment(
        loader=FileSystemLoader(COMPONENTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["in_words"] = in_words
    return environment


def check() -> None:
    """Raises ValueError with every syntax error in overrides/components/, as path:line: problem."""
    problems = []
    for name in environment().list_templates():
        try:
            environment().get_template(name)
        except TemplateSyntaxError as error:
            problems.append(str(fault(error)))
    if problems:
        raise ValueError("\n".join(problems))


def render(name: str, **values) -> str:
    """Renders a template without blank lines, which would end an HTML block in Markdown."""
    text = environment().get_template(name).render(**values)
    return "\n".join(line for line in text.splitlines() if line.strip())


def fault(error: Exception) -> str | None:
    """What is wrong with a template, ours or the theme's, as path:line: problem. None if the error
    was raised somewhere else."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        frames.append((error.filename or error.name or "", error.lineno))
    places = [(Path(name), line) for name, line in frames if name.endswith(".html")]
    in_template = bool(frames) and frames[-1][0].endswith(".html")
    if not isinstance(error, TemplateError) and not in_template:
        return None
    problem = str(error)
    if isinstance(error, TemplateNotFound):
        problem = f"overrides/ has no template {error.name}"
    elif isinstance(error, TemplateSyntaxError):
        problem = str(error.message)
    if not places:
        return problem
    path, line = places[-1]
    inside = path.is_relative_to(PROJECT)
    return f"{path.relative_to(PROJECT) if inside else path}:{line}: {problem}"
