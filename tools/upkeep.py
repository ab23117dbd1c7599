"""What needs a fresh look: `make measure` prints the sources by age and the pages by review date.

In: the data and the pages' front matter. Out: two tables; nothing is written.
"""

import re
from datetime import date, timedelta
from pathlib import Path

from records import settings
from records.days import today
from records.reader import Reader
from records.review import Review
from records.site import load, path_of
from records.sources import Source

SOON = timedelta(days=60)
STATES = ("overdue", "due", "checked", "draft")  # the order of the table


def year(source: Source) -> int | None:
    """The newest year that the title names, as in "(2004; 15 people)"; None if it names none.

    The data has no date of publication: a year that the title does not name is not guessed.
    """
    return max(map(int, re.findall(r"\b(?:19|20)\d\d\b", source.title)), default=None)


def by_age(known: dict[str, Source], now: date) -> list[str]:
    """A line for each source: id, year, age in years, when and how it was last read.

    Oldest first; those without a year come last, in the order in which they were read.
    """
    ranked = sorted(known.values(), key=lambda one: (year(one) or now.year + 1, one.read, one.id))
    lines = [f"{'source, oldest first':25} year  age  last read   read as"]
    for one in ranked:
        then = year(one)
        age = f"{then}  {now.year - then:3}" if then else "   -    -"
        lines.append(f"{one.id:25} {age}  {one.read}  {one.access}")
    return lines


def state(found: Review, now: date) -> str:
    """draft, checked, due (the next check is 60 days off or less) or overdue."""
    due = found.state == "checked" and found.next - now <= SOON
    return "due" if due else found.state


def reviews(root: Path) -> dict[str, Review]:
    """The review of each page, its own or the site's, by path below docs/.

    Raises DataError with all that is wrong with the project's files.
    """
    reader = Reader(root)
    site = load(reader, settings.load(reader, "mkdocs.yml", "", None, None))
    return {page: site.review_of(page) for page in site.pages}


def by_review(found: dict[str, Review], now: date) -> list[str]:
    """A line for each page: state, when it was checked, when the next check is. Overdue first."""
    ranked = sorted(
        found.items(), key=lambda one: (STATES.index(state(one[1], now)), one[1].next or now)
    )
    lines = [f"{'page':45} {'review':8} checked     next check"]
    for path, one in ranked:
        checked, following = (str(day or "-") for day in (one.checked, one.next))
        lines.append(f"{path:45} {state(one, now):8} {checked:10}  {following}")
    return lines


if __name__ == "__main__":
    here, now = Path(), today()
    print("", *by_age(Reader(here).load(dict[str, Source], path_of("sources")), now), sep="\n")
    print("", *by_review(reviews(here), now), sep="\n")
