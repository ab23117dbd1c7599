"""The printed sheets' own few words: load and check docs/data/sheets.yml."""

from dataclasses import dataclass

from records.key_facts import KeyFacts
from records.reader import Reader, Record

PATH = "docs/data/sheets.yml"
IDS = ("face-twitching", "check-your-signs", "my-appointment", "poster")
COLUMNS = 8  # of the diary
FILLED_IN = {
    "call": "number",
    "code": "address",
    "side": "side sides",
    "main_sources": "publishers",
    "button": "size kilobytes paper sides",
    "more_sides": "count",
}


@dataclass(frozen=True, kw_only=True)
class Words(Record):
    """One sheet: its title, what it is for, and the plain page that says the same."""

    id: str
    title: str
    what: str
    web: str
    web_name: str


@dataclass(frozen=True, kw_only=True)
class Field(Record):
    """One line to fill in: boxes to tick, or without choices a ruled line."""

    label: str
    choices: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Sheets(Record):
    """The whole file. `facts` are ids of key facts."""

    version: str
    copy: str
    call: str
    current: str
    sample: str
    code: str
    side: str
    turn_over: str
    clinic_name: str
    clinic_phone: str
    clinic_hours: str
    sheets: tuple[Words, ...]
    usual: str
    facts: tuple[str, ...]
    relief: str
    main_sources: str
    next: str
    next_how: str
    fill_in: str
    fields: tuple[Field, ...]
    medicines: str
    questions_heading: str
    questions: tuple[str, ...]
    own_questions: str
    diary: str
    diary_how: str
    columns: tuple[str, ...]
    scan: str
    tell_staff: str
    standard: str
    large: str
    a4: str
    letter: str
    button: str
    one_side: str
    more_sides: str
    picture: str
    no_pdf: str


def load(reader: Reader, key_facts: KeyFacts | None) -> Sheets | None:
    """The sheets' words, or None if a needed part is missing. Defects go to `reader`."""
    tree = reader.parse(PATH, FILLED_IN)
    sheets = tree is not None and reader.record(Sheets, tree, "sheets")
    if not sheets:
        return None
    if (found := tuple(sheet.id for sheet in sheets.sheets)) != IDS:
        problem = f"sheets are {', '.join(found)}; they must be {', '.join(IDS)}, in this order"
        reader.defect(tree["sheets"].line, problem)
    if len(sheets.columns) != COLUMNS:
        reader.defect(tree["columns"].line, f"sheets: 'columns' must have {COLUMNS} words")
    for sheet in sheets.sheets:
        if not reader.has(f"docs/{sheet.web}"):
            reader.defect(sheet.web.line, f"sheet '{sheet.id}': there is no page docs/{sheet.web}")
    if key_facts:
        reader.known(sheets.facts, {fact.id for fact in key_facts.facts}, "sheets: 'facts'", "fact")
    return sheets
