"""Days: which one it is, what is one in a file, and how readers write it."""

import os
import re
from datetime import UTC, date, datetime, timedelta

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def today() -> date:
    """SOURCE_DATE_EPOCH (seconds, reproducible-builds.org) as a date in UTC if set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def latest() -> date:
    """The day that it is by now where days begin first, UTC+14: what a person dates later has not
    happened anywhere. The machine's clock counts, or SOURCE_DATE_EPOCH if that is later."""
    return max(today(), (datetime.now(UTC) + timedelta(hours=14)).date())


def date_fault(text: str, may_come: bool = False) -> str | None:
    """What is wrong with the date of something that has happened or `may_come`; None if nothing
    is."""
    try:
        day = date.fromisoformat(text) if DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        return "must be a date such as 2026-11-22"
    if day > latest() and not may_come:
        return f"is in the future ({text})"
    return None


def in_words(day: date | str) -> str:
    """A date as readers write it: 22 November 2026."""
    day = date.fromisoformat(str(day))
    return f"{day.day} {day:%B %Y}"
