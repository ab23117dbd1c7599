"""The printed sheets' own few words: load and check docs/data/sheets.yml."""

from dataclasses import dataclass
from typing import Annotated

from records.record import Record
from records.references import IdOf, NewId, Order, PageAddress
from records.rules import Length, Placeholders

IDS = ("face-twitching", "check-your-signs", "my-appointment", "poster")
COLUMNS = 8  # of the diary


@dataclass(frozen=True, kw_only=True)
class Sheet(Record):
    """One sheet: its title, what it is for, and the plain page that says the same."""

    id: Annotated[str, NewId("sheet")]
    title: str
    what: str
    web: PageAddress
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
    current: str
    sample: str
    code: Annotated[str, Placeholders("address")]
    side: Annotated[str, Placeholders("side sides")]
    turn_over: str
    continued: str
    while_you_wait: str
    clinic_name: str
    clinic_phone: str
    clinic_hours: str
    advice: Annotated[str, Placeholders("number name")]
    sheets: Annotated[tuple[Sheet, ...], Order(IDS)]
    usual: str
    facts: tuple[Annotated[str, IdOf("fact")], ...]
    relief: str
    more_signs: str
    main_sources: Annotated[str, Placeholders("publishers")]
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
    columns: Annotated[tuple[str, ...], Length(COLUMNS, COLUMNS)]
    scan: str
    tell_staff: str
    standard: str
    large: str
    a4: str
    letter: str
    button: Annotated[str, Placeholders("size kilobytes paper sides")]
    one_side: str
    more_sides: Annotated[str, Placeholders("count")]
    picture: str
    no_pdf: str
