"""Who checked a page, when, and whether the next check is overdue.

In: the `review` setting of mkdocs.yml or of a page's front matter, and today's date.
Out: a state for the templates. Never invents a reviewer: without all of name, role and date the
state is "draft".
"""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any


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


def today() -> date:
    """SOURCE_DATE_EPOCH (seconds, reproducible-builds.org) as a date in UTC if set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def latest() -> date:
    """The day that it is by now where days begin first, UTC+14: what a person dates later has not
    happened anywhere. The machine's clock counts, or SOURCE_DATE_EPOCH if that is later."""
    return max(today(), (datetime.now(UTC) + timedelta(hours=14)).date())


def review(setting: dict | None, now: date, newest: date | None = None) -> Review:
    """The state of one page on the day `now`. A check is no later than `newest`, else latest().

    `setting` has reviewer, role, date and next (dates as YYYY-MM-DD or `date`), or is empty.
    Raises ValueError, saying what would be right, if some are filled in and others are not.
    """
    if setting and not isinstance(setting, dict):
        raise ValueError("review: must have the fields reviewer, role, date and next, or be empty")
    filled = {key: value for key, value in (setting or {}).items() if value}
    if not filled:
        return Review("draft")
    wanted = ("reviewer", "role", "date", "next")
    if unknown := filled.keys() - set(wanted):
        known = ", ".join(wanted)
        raise ValueError(f"review: unknown field '{min(map(str, unknown))}' (known: {known})")
    if missing := [key for key in wanted if key not in filled]:
        raise ValueError(
            f"review: '{missing[0]}' is empty; fill in all of {', '.join(wanted)} or none"
        )
    for key in ("reviewer", "role"):
        if not isinstance(filled[key], str):
            raise ValueError(f"review: '{key}' must be one text")
    checked, following = (_day(key, str(filled[key])) for key in ("date", "next"))
    if not checked < following:
        raise ValueError("review: 'next' must be later than 'date'")
    if checked > (newest or latest()):
        raise ValueError(f"review: 'date' is in the future ({checked})")
    state = "overdue" if following < now else "checked"
    return Review(state, filled["reviewer"], filled["role"], checked, following)


def of_page(meta: dict[str, Any], site: Review) -> Review:
    """A page's own review, if its front matter has one, or else the site's."""
    return review(meta["review"], today()) if "review" in meta else site


def notes(state: Review, changed: str) -> list[str]:
    """What an editor should know of a page last changed on that day, YYYY-MM-DD."""
    found = []
    if state.state == "overdue":
        found.append(f"review overdue since {state.next}")
    if state.checked and changed > state.checked.isoformat():
        found.append(f"changed since {state.reviewer} checked it")
    return found


def _day(key: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"review: '{key}' must be a date such as 2026-11-22") from None


def in_words(day: date | str) -> str:
    """A date as readers write it: 22 November 2026."""
    day = date.fromisoformat(str(day))
    return f"{day.day} {day:%B %Y}"
