"""What pages are about, in the words of schema.org: load and check docs/data/subjects.yml."""

from dataclasses import dataclass

from records.reader import Reader, Record

PATH = "docs/data/subjects.yml"
KINDS = ("MedicalSymptom", "MedicalCondition")
NOT_MEDICAL = "about/"  # pages on the guide itself


@dataclass(frozen=True, kw_only=True)
class Subject(Record):
    """One thing that pages are about. `pages` are Markdown files below docs/."""

    id: str
    kind: str
    name: str
    also: tuple[str, ...] | None = None
    pages: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Subjects(Record):
    """The whole file. The first subject stands for every page that no other names."""

    subjects: tuple[Subject, ...]

    def of(self, page: str) -> list[Subject]:
        """What a page is about: causes/index.md and so on. Empty for pages on the guide itself."""
        if page.startswith(NOT_MEDICAL):
            return []
        named = [one for one in self.subjects if page in (one.pages or ())]
        return named or [self.subjects[0]]


def load(reader: Reader, sources: dict) -> Subjects | None:
    """The subjects, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH)
    subjects = tree is not None and reader.record(Subjects, tree, "subjects")
    if not subjects:
        return None
    reader.unique(subjects.subjects, "subject")
    for subject in subjects.subjects:
        what = f"subject '{subject.id}'"
        reader.known((subject.kind,), set(KINDS), what, "kind")
        for page in subject.pages or ():
            if not reader.has(f"docs/{page}"):
                reader.defect(page.line, f"{what}: there is no page docs/{page}")
    return subjects
