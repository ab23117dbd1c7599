"""Key facts, do and do-not lists and home steps: load and check docs/data/key-facts.yml."""

from dataclasses import dataclass

from records.reader import Reader, Record

PATH = "docs/data/key-facts.yml"


@dataclass(frozen=True, kw_only=True)
class Fact(Record):
    """One line that a reader keeps; `lead` is its bold start."""

    id: str
    lead: str | None = None
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step(Record):
    """One thing to try at home, as short instructions, with what to be careful about."""

    id: str
    title: str
    picture: str | None = None
    how: tuple[str, ...]
    caution: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KeyFacts(Record):
    """The whole file."""

    facts: tuple[Fact, ...]
    do: tuple[Fact, ...]
    do_not: tuple[Fact, ...]
    steps: tuple[Step, ...]


def load(reader: Reader, sources: dict, pictures: dict) -> KeyFacts | None:
    """The key facts, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    key_facts = tree is not None and reader.record(KeyFacts, tree, "key facts")
    if not key_facts:
        return None
    every = (*key_facts.facts, *key_facts.do, *key_facts.do_not, *key_facts.steps)
    reader.unique(every, "fact")
    for fact in every:
        reader.known(fact.sources, sources, f"'{fact.id}'", "source")
    for fact in key_facts.do_not:
        if fact.text and not fact.text.startswith("do not "):
            reader.defect(fact.text.line, f"'{fact.id}': a do-not line starts with 'do not'")
    for step in key_facts.steps:
        if step.picture:
            reader.known((step.picture,), pictures, f"step '{step.id}'", "picture")
    return key_facts
