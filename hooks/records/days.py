"""Dates: today, dates in files, and dates in words."""

import os
import re
from datetime import UTC, date, datetime, timedelta

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def today() -> date:
    """SOURCE_DATE_EPOCH (seconds, reproducible-builds.org) as a date in UTC if set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def latest() -> date:
    """Today where days begin first, UTC+14: anything dated later has not happened anywhere yet.
    Taken from the machine's clock, or from SOURCE_DATE_EPOCH if that is later."""
    return max(today(), (datetime.now(UTC) + timedelta(hours=14)).date())


def date_fault(text: str, may_come: bool = False) -> str | None:
    """What is wrong with a date, which must not be in the future unless it `may_come`; None if
    nothing is."""
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
