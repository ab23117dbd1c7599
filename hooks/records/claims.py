"""What is often said about twitching, and what this site says instead: docs/data/claims.yml."""

from dataclasses import dataclass

from records.reader import ID, Reader, Record

PATH = "docs/data/claims.yml"
VERDICTS = (
    "supported",
    "partly",
    "weak evidence",
    "misleading",
    "wrong",
    "not found",
    "our caution",
)


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """One statement. `page` is where we say what we say: a Markdown file, #id of its heading."""

    id: str
    said: str
    verdict: str
    why: str
    page: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Group(Record):
    """Claims about one subject."""

    heading: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Claims(Record):
    """The whole file."""

    groups: tuple[Group, ...]


def load(reader: Reader, sources: dict) -> Claims | None:
    """The claims, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    claims = tree is not None and reader.record(Claims, tree, "claims")
    if not claims:
        return None
    every = tuple(claim for group in claims.groups for claim in group.claims)
    reader.unique(every, "claim")
    for claim in every:
        what = f"claim '{claim.id}'"
        reader.known(claim.sources, sources, what, "source")
        reader.known((claim.verdict,), set(VERDICTS), what, "verdict")
        path, _, place = claim.page.partition("#")
        if path and not reader.has(f"docs/{path}"):
            reader.defect(claim.page.line, f"{what}: there is no page docs/{path}")
        if place and not ID.fullmatch(place):
            reader.defect(claim.page.line, f"{what}: '{place}' is no id of a heading")
    return claims
