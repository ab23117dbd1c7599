"""Rules for ids and for references to other records, pages and files."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

from records.plain_text import ID
from records.rules import Place, Rule
from records.yaml_lines import YamlText


@dataclass(frozen=True)
class Unique(Rule):
    """A text that no other record of this kind has, ignoring case."""

    kind: str

    def check(self, node: YamlText, place: Place) -> None:
        known = place.reader.known.setdefault(self.kind, {})
        other = known.setdefault(node.casefold(), node)
        if other is not node:
            place.defect(node.line, f"{place.name} '{node}' already used in line {other.line}")


@dataclass(frozen=True)
class NewId(Unique):
    """The id of a record: permanent, because links and other files use it, and never reused."""

    taken: tuple[str, ...] = ()

    @property
    def schema(self) -> dict[str, Any]:
        return {"pattern": f"^{ID.pattern}$"}

    def check(self, node: YamlText, place: Place) -> None:
        if not ID.fullmatch(node):
            problem = "an id has small letters, numbers and single hyphens, as 'face-droop'"
            place.defect(node.line, problem)
        elif node in self.taken:
            place.defect(node.line, "the page has a part with this id; take another")
        super().check(node, place)


@dataclass(frozen=True)
class IdOf(Rule):
    """A reference to a record of this kind in any file; looked up when all files are read."""

    kind: str

    def check(self, node: YamlText, place: Place) -> None:
        place.reader.references.append((place.reader.path, self.kind, node, place.what))


def unknown(kind: str, text: str, known: Collection[str]) -> str | None:
    """What is wrong with an id that is not `known`, with the closest known ones."""
    if not text or not known or text in known:  # of a file that is broken, nothing is known
        return None
    near = get_close_matches(text, known, 3, 0.5)
    hint = f"known: {', '.join(near)}, …" if near else f"{len(known)} are known"
    return f"unknown {kind} '{text}' ({hint})"


class PagePath(Rule):
    """The path of a page below docs/, optionally with # and the id of a heading on it."""

    def check(self, node: YamlText, place: Place) -> None:
        path, hash_sign, heading = node.partition("#")
        if path and not place.reader.has(f"docs/{path}"):
            place.defect(node.line, f"there is no page docs/{path}")
        if hash_sign and not ID.fullmatch(heading):
            place.defect(node.line, f"'{heading}' is not the id of a heading")


@dataclass(frozen=True)
class HasFile(Rule):
    """A name for which a file exists, such as `docs/assets/images/{}.svg`."""

    path: str

    def check(self, node: YamlText, place: Place) -> None:
        if not place.reader.has(path := self.path.format(node)):
            place.defect(node.line, f"there is no file {path}")


SourceId = Annotated[str, IdOf("source")]

PageAddress = Annotated[str, PagePath()]


class SiteAddress(Rule):
    """The address of a page of this site, such as causes/ for docs/causes/index.md."""

    def check(self, node: YamlText, place: Place) -> None:
        page = f"docs/{node.strip('/')}"
        if not (place.reader.has(f"{page}.md") or place.reader.has(f"{page}/index.md")):
            place.defect(node.line, f"there is no page {page}.md")


@dataclass(frozen=True)
class ExactIds(Rule):
    """A list of records with exactly these ids, in this order."""

    ids: tuple[str, ...]

    @property
    def schema(self) -> dict[str, Any]:
        return {"minItems": len(self.ids), "maxItems": len(self.ids)}

    def check(self, node: list, place: Place) -> None:
        ids = [str(item["id"]) for item in node if isinstance(item, dict) and "id" in item]
        if len(ids) == len(node) and tuple(ids) != self.ids:
            wanted = f"they must be {', '.join(self.ids)}, in this order"
            place.defect(node[0].line, f"{place.name} are {', '.join(ids)}; {wanted}")
