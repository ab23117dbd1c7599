"""The drawings and what they show in words: load and check docs/data/pictures.yml."""

from dataclasses import dataclass

from records.reader import ID, Reader, Record

PATH = "docs/data/pictures.yml"
FOLDER = "docs/assets/images"


@dataclass(frozen=True, kw_only=True)
class View(Record):
    """A part of a drawing. Its alternative is `alt`, or the word and meaning beside it."""

    view: str
    alt: str | None = None
    word: str | None = None
    means: str | None = None


@dataclass(frozen=True, kw_only=True)
class Picture(Record):
    """A drawing; width and height in pixels, of each view or of the whole."""

    id: str
    alt: str | None = None
    width: str
    height: str
    views: tuple[View, ...] | None = None
    caption: str | None = None
    numbers: tuple[str, ...] | None = None
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Pictures(Record):
    """The whole file."""

    pictures: tuple[Picture, ...]


def load(reader: Reader, sources: dict) -> dict[str, Picture]:
    """The pictures by id. Defects go to `reader`."""
    tree = reader.parse(PATH)
    found = tree is not None and reader.record(Pictures, tree, "pictures")
    if not found:
        return {}
    reader.unique(found.pictures, "picture")
    for picture in found.pictures:
        what = f"picture '{picture.id}'"
        reader.known(picture.sources, sources, what, "source")
        if not reader.has(f"{FOLDER}/{picture.id}.svg"):
            reader.defect(picture.line, f"{what}: there is no file {FOLDER}/{picture.id}.svg")
        if not picture.alt and not picture.views:
            reader.defect(picture.line, f"{what}: needs 'alt', or 'views' that have one")
        signs = picture.views and picture.views[0].word  # shown with a word beside each view
        if not signs and not picture.caption:
            reader.defect(picture.line, f"{what}: missing field 'caption'")
        for view in picture.views or ():
            if not ID.fullmatch(view.view):
                reader.defect(view.view.line, f"{what}: 'view' must be a name as in the drawing")
            if signs and not (view.word and view.means):
                reader.defect(view.line, f"{what}: view '{view.view}' needs 'word' and 'means'")
            if not signs and not view.alt:
                reader.defect(view.line, f"{what}: view '{view.view}' needs 'alt'")
    return {picture.id: picture for picture in found.pictures}
