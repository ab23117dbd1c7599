"""The words of the printed sheets and their pages: load and check docs/data/sheets.yml."""

import re
from typing import Annotated

from records.reader import Reader
from records.record import Record
from records.red_flags import Tier
from records.references import ExactIds, IdOf, NewId, PageAddress
from records.rules import Length, Placeholders

IDS = (
    *("face-twitching", "get-help", "check-your-signs"),
    *("my-appointment", "poster", "stroke-cards"),
)
COLUMNS = 8  # of the diary
SMS = 306  # characters in two parts of a text message (3GPP TS 23.038)
GSM = re.compile(r"[A-Za-z0-9 @£$¥_!\"#%&'()*+,./:;<=>?-]*")  # each counts as one character


class Sheet(Record):
    """One sheet: its title, what it is for, and the plain page that says the same."""

    id: Annotated[str, NewId("sheet")]
    title: str
    what: str
    web: PageAddress
    web_name: str


class Field(Record):
    """One line to fill in: boxes to tick, or without choices a ruled line."""

    label: str
    choices: tuple[str, ...] | None = None


class YourSheet(Record):
    """The labels of the page "Your own sheet"."""

    country: str
    no_country: str
    paper: str
    size: str
    standard: str
    large: str
    blocks: str
    always: str
    clinic: str
    print: str
    preview: str
    most: Annotated[str, Placeholders("most")]
    misread: str
    without: str
    ready: str


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
    replace: Annotated[str, Placeholders("date")]
    write_number: str
    sheets: Annotated[tuple[Sheet, ...], ExactIds(IDS)]
    usual: str
    facts: tuple[Annotated[str, IdOf("fact")], ...]
    relief: str
    more_signs: str
    main_sources: Annotated[str, Placeholders("publishers")]
    next: str
    next_how: str
    fill_in: str
    to_fill_in: str
    visit: tuple[str, ...]
    fields: tuple[Field, ...]
    medicines: str
    questions_heading: str
    questions: tuple[str, ...]
    own_questions: str
    diary: str
    diary_how: str
    columns: Annotated[tuple[str, ...], Length(COLUMNS, COLUMNS)]
    example: Annotated[tuple[str, ...], Length(COLUMNS, COLUMNS)]
    scan: str
    tell_staff: str
    cut: str
    time_started: str
    sms_heading: str
    sms: Annotated[str, Placeholders("signs action address")]
    put_number: Annotated[str, Placeholders("phrase")]
    letter_line_heading: str
    letter_line: Annotated[str, Placeholders("address")]
    card_heading: str
    card_how: str
    card: str
    edition: Annotated[str, Placeholders("places paper")]
    edition_number: Annotated[str, Placeholders("places paper number")]
    your_sheet: YourSheet
    large: str
    a4: str
    letter: str
    button: Annotated[str, Placeholders("title kilobytes sides")]
    one_side: str
    more_sides: Annotated[str, Placeholders("count")]
    picture: str
    no_pdf: str

    def to_send(self, emergency: Tier, address: str) -> tuple[tuple[str, str], ...]:
        """What a practice can send to a patient: pairs of a heading and a text."""
        texts = ((self.sms_heading, self.sms), (self.letter_line_heading, self.letter_line))
        address = address or self.sample
        return tuple((name, filled(text, emergency, address)) for name, text in texts)

    def check(self, reader: Reader, emergency: Tier, address: str) -> None:
        """Reports to `reader` a text message that does not fit once it is filled in."""
        if problem := sms_fault(filled(self.sms, emergency, address)):
            reader.defect_at(self.sms, f"sheets: 'sms' {problem}")


def filled(text: str, emergency: Tier, address: str) -> str:
    """A text to send, with the emergency signs and the address of all others."""
    first = emergency.groups[0]
    signs = first.in_short or first.name
    parts = {"signs": signs[:1].upper() + signs[1:], "action": emergency.action, "address": address}
    for name, part in parts.items():  # no format(): a text with a mistake may still hold {x
        text = text.replace(f"{{{name}}}", part)
    return text


def sms_fault(text: str) -> str | None:
    """What is wrong with a text message that is filled in; None if nothing is."""
    if len(text) > SMS:
        return f"has {len(text)} characters with its address (at most {SMS}); shorten it"
    if foreign := GSM.sub("", text):
        return f"contains '{foreign[0]}', for which a phone cuts the message into shorter parts"
    return None
