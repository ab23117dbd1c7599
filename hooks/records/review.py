"""Reviews: who checked a page, when, and whether the next check is overdue.

Never invents a reviewer: without all of name, role and dates the state is "draft".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from records.days import in_words
from records.record import Record
from records.rules import Date, Day
from records.yaml_lines import line_of

SENTENCES = {  # names in docs/data/words.yml, and the words in braces that they must contain
    "review_draft": "",
    "review_checked": "reviewer role date",
    "review_overdue": "reviewer role date next",
    "end_checked": "reviewer role date next",
    "end_overdue": "reviewer role date next",
}


@dataclass(frozen=True)
class Review:
    """`state` is draft, checked or overdue. Dates are `date` objects or None."""

    state: str
    reviewer: str = ""
    role: str = ""
    checked: date | None = None
    next: date | None = None

    def sentence(self, words: dict[str, str], kind: str = "review") -> str:
        """Who checked and when, in the words of docs/data/words.yml; of the `kind` "end", also when
        the next check is due."""
        if self.checked is None or self.next is None:
            return words["review_draft"]
        dates = {"date": in_words(self.checked), "next": in_words(self.next)}
        return words[f"{kind}_{self.state}"].format(reviewer=self.reviewer, role=self.role, **dates)


class Reviewed(Record):
    """`review` as written in mkdocs.yml or in a page's front matter."""

    may_be_empty: ClassVar[bool] = True
    reviewer: str | None = None
    role: str | None = None
    date: Date | None = None
    next: Annotated[str, Day(may_come=True)] | None = None

    def problems(self) -> Iterator[tuple[int, str]]:
        values = {name: getattr(self, name) for name in ("reviewer", "role", "date", "next")}
        empty = [name for name, value in values.items() if not value]
        if empty and len(empty) < len(values):
            yield self.line, f"'{empty[0]}' is empty; fill in all of {', '.join(values)} or none"
        elif self.date and self.next and self.date >= self.next:
            yield line_of(self.next), "'next' must be later than 'date'"


def review(written: Reviewed | None, now: date) -> Review:
    """The state of a written review on the day `now`."""
    if not (written and written.date and written.next):
        return Review("draft")
    checked, following = map(date.fromisoformat, (written.date, written.next))
    state = "overdue" if following < now else "checked"
    return Review(state, written.reviewer or "", written.role or "", checked, following)


def notes(state: Review, changed: str) -> list[str]:
    """Notes for an editor on a page that was last `changed` on that day (YYYY-MM-DD)."""
    lines = []
    if state.state == "overdue":
        lines.append(f"review overdue since {state.next}")
    if state.checked and changed > state.checked.isoformat():
        lines.append(f"changed since {state.reviewer} checked it")
    return lines
