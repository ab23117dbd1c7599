"""The drawings and what they show in words: docs/data/pictures.yml."""

from collections.abc import Iterator
from typing import Annotated

from records.plain_text import ID
from records.record import Record
from records.references import HasFile, NewId, SourceId
from records.rules import Matches

ViewName = Annotated[str, Matches(ID.pattern, "be a name as in the drawing")]


class View(Record):
    """A part of a drawing. Its alternative is `alt`, or the word and meaning beside it."""

    view: ViewName
    alt: str | None = None
    word: str | None = None
    means: str | None = None


class Picture(Record):
    """A drawing; width and height in pixels, of each view or of the whole."""

    id: Annotated[str, NewId("picture"), HasFile("docs/assets/images/{}.svg")]
    alt: str | None = None
    width: str
    height: str
    views: tuple[View, ...] | None = None
    caption: str | None = None
    numbers: tuple[str, ...] | None = None
    sources: tuple[SourceId, ...]

    def problems(self) -> Iterator[tuple[int, str]]:
        if not self.alt and not self.views:
            yield self.line, "needs 'alt', or 'views' that have one"
        signs = self.views and self.views[0].word  # shown with a word beside each view
        if not signs and not self.caption:
            yield self.line, "missing field 'caption'"
        for view in self.views or ():
            if signs and not (view.word and view.means):
                yield view.line, f"view '{view.view}' needs 'word' and 'means'"
            if not signs and not view.alt:
                yield view.line, f"view '{view.view}' needs 'alt'"
