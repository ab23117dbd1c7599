"""Questions for tests with readers, and the results: docs/data/quality/reader-tests.yml."""

from collections.abc import Iterator
from typing import Annotated

from records.key_facts import KeyFacts
from records.reader import Reader
from records.record import Record
from records.red_flags import RedFlags
from records.references import IdOf, NewId, PageAddress, Unique, unknown
from records.rules import Date, Length, Matches
from records.yaml_lines import YamlText, line_of

QUESTIONS = 12  # of a test that takes ten minutes
ENOUGH = 20  # people for the rule
RIGHT = 16  # of them

People = Annotated[str, Matches(r"[1-9]\d{0,3}", "be a whole number from 1 to 9999")]
Right = Annotated[str, Matches(r"\d{1,4}", "be a whole number, 0 or more")]


class Quote(Record):
    """Words of the guide, and the id of what says them: a flag (which also says what its tier
    says), tier, fact or step, or the name of a text of red-flags.yml or words.yml."""

    about: str
    words: str


class Question(Record):
    """What a person is asked, what counts as right, and the page where the guide `says` so."""

    id: Annotated[str, NewId("question")]
    ask: Annotated[str, Unique("question's text")]
    right: str
    page: PageAddress
    says: tuple[Quote, ...]


class Answer(Record):
    """How many people answered a question right."""

    question: Annotated[str, IdOf("question")]
    right: Right


class ReaderTest(Record):
    """One test: its day, who led it (a role), what was in hand with its version, how many people
    answered, and how many of them were right, question by question."""

    date: Date
    tester: Annotated[str, Matches("[^A-Z]+", "be a role in small letters and never a name")]
    page: PageAddress | None = None
    sheet: Annotated[str, IdOf("sheet")] | None = None
    version: Date
    people: People
    answers: tuple[Answer, ...]

    def problems(self) -> Iterator[tuple[int, str]]:
        if bool(self.page) == bool(self.sheet):
            yield self.line, "write 'page' or 'sheet', one of the two: what people had in hand"
        if self.version > self.date:
            problem = f"'version' {self.version} is newer than the test of {self.date}"
            yield line_of(self.version), f"{problem}; write the date on the page or sheet"
        asked = [answer.question for answer in self.answers]
        for number, answer in enumerate(self.answers):
            if answer.question in asked[:number]:
                yield answer.line, f"'{answer.question}' appears twice; delete one"
            if self.people.isdecimal() and answer.right.isdecimal() and not self._fits(answer):
                problem = f"'right' is {answer.right}, and {self.people} people were asked"
                yield line_of(answer.right), f"{problem}; write 0 to {self.people}"

    def _fits(self, answer: Answer) -> bool:
        return int(answer.right) <= int(self.people)

    def holds(self, answer: Answer) -> bool:
        """Whether enough people answered, and enough of them were right."""
        right, people = int(answer.right), int(self.people)
        return people >= ENOUGH and right * ENOUGH >= people * RIGHT


class ReaderTests(Record):
    """The whole file. `tests` is left out as long as nobody has tested."""

    questions: Annotated[tuple[Question, ...], Length(QUESTIONS, QUESTIONS)]
    tests: tuple[ReaderTest, ...] | None = None

    @property
    def readers(self) -> int:
        """How many people have answered so far."""
        return sum(int(test.people) for test in self.tests or ())

    def check(
        self, reader: Reader, flags: RedFlags, facts: KeyFacts, words: dict[str, str]
    ) -> None:
        """Reports each quote that the guide does not say now."""
        known = _said(flags, facts, words)
        for question in self.questions:
            for quote in question.says:
                if problem := unknown("advice", quote.about, known):
                    reader.defect_at(quote.about, f"question '{question.id}': {problem}")
                elif quote.words not in known[quote.about]:
                    problem = f"'{quote.about}' does not say '{quote.words}'"
                    cure = "write what it says now, and see if the right answer still is"
                    reader.defect_at(quote.words, f"question '{question.id}': {problem}; {cure}")


def _said(flags: RedFlags, facts: KeyFacts, words: dict[str, str]) -> dict[str, YamlText]:
    """The joined texts of each piece of advice by its id; a flag's include those of its tier."""
    texts = {answer.id: _texts(answer) for answer in flags.answers}
    texts |= {fact.id: _texts(fact) for fact in (*facts.facts, *facts.do, *facts.do_not)}
    texts |= {step.id: _texts(step) for step in facts.steps}
    texts |= {flag.id: f"{_texts(flag)} {texts[flags.tier_of[flag.id].id]}" for flag in flags.flags}
    texts |= {name: text for name, text in vars(flags).items() if isinstance(text, str)} | words
    return {name: YamlText.at(0, text) for name, text in texts.items()}


def _texts(record: Record) -> str:
    values = vars(record).values()
    parts = (value if isinstance(value, tuple) else (value,) for value in values)
    return " ".join(text for part in parts for text in part if isinstance(text, str))
