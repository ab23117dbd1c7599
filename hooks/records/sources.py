"""The sources that pages, flags and facts refer to by id: docs/data/sources.yml."""

from dataclasses import dataclass

from records.reader import ID, Reader, Record
from records.yaml_lines import Mapping

PATH = "docs/data/sources.yml"
KINDS = (
    "guideline",
    "systematic review",
    "study",
    "review",
    "public guidance",
    "reference",
    "news",
)
ACCESS = ("page", "copy", "second-hand")


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """Where a statement comes from. `address` is the publisher's own page, or absent.

    `access` says how honest "read" is: the page itself, a copy of it, or a text that quotes it.
    """

    id: str = ""
    publisher: str
    title: str
    address: str | None = None
    kind: str
    access: str
    read: str


def load(reader: Reader) -> dict[str, Source]:
    """All sources by id, in the file's order. Defects go to `reader`."""
    tree = reader.parse(PATH)
    if tree is None:
        return {}
    if not isinstance(tree, Mapping):
        reader.defect(1, "must have an id for each source, as 'nhs-twitch:', with fields below it")
        return {}
    found = {}
    for key, node in tree.items():
        what = f"source '{key}'"
        if not ID.fullmatch(key):
            reader.defect(key.line, f"{what}: an id has small letters, numbers and single hyphens")
        if isinstance(node, Mapping) and "id" in node:
            reader.defect(node["id"].line, f"{what}: unknown field 'id' (the id is the name above)")
        source = reader.record(Source, node, what)
        if source:
            _check(reader, source, what)
            found[key] = Source(**{**vars(source), "id": key})
    return found


def _check(reader: Reader, source: Source, what: str) -> None:
    if source.kind and source.kind not in KINDS:
        reader.defect(
            source.kind.line, f"{what}: unknown kind '{source.kind}' (known: {', '.join(KINDS)})"
        )
    if source.access and source.access not in ACCESS:
        reader.defect(
            source.access.line,
            f"{what}: unknown access '{source.access}' (known: {', '.join(ACCESS)})",
        )
    if source.address and not source.address.startswith(("https://", "http://")):
        reader.defect(source.address.line, f"{what}: 'address' must start with https://")
