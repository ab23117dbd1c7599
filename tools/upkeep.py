"""What needs a new check: `make measure` prints the sources by age and the pages by review date.

In: the data and the pages' front matter. Out: two tables on stdout.
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
    """The newest year in the source's title, as in "(2004; 15 people)"; None without one.

    The data has no publication date, and no year is guessed.
    """
    return max(map(int, re.findall(r"\b(?:19|20)\d\d\b", source.title)), default=None)


def source_table(sources: dict[str, Source], now: date) -> list[str]:
    """A heading, and a line for each source: id, year, age in years, when and how it was last read.

    Oldest first; those without a year come last, in the order in which they were read.
    """
    ranked = sorted(sources.values(), key=lambda s: (year(s) or now.year + 1, s.read, s.id))
    lines = [f"{'source, oldest first':25} year  age  last read   read as"]
    for source in ranked:
        published = year(source)
        age = f"{published}  {now.year - published:3}" if published else "   -    -"
        lines.append(f"{source.id:25} {age}  {source.read}  {source.access}")
    return lines


def state(review: Review, now: date) -> str:
    """draft, checked, due (the next check is at most 60 days off) or overdue."""
    due = review.state == "checked" and review.next - now <= SOON
    return "due" if due else review.state


def reviews(root: Path) -> dict[str, Review]:
    """The review of each page, its own or the site's, by path below docs/.

    Raises DataError with all defects of the project's files.
    """
    reader = Reader(root)
    site = load(reader, settings.load(reader, "mkdocs.yml", "", None, None))
    return {page: site.review_of(page) for page in site.pages}


def review_table(reviews: dict[str, Review], now: date) -> list[str]:
    """A heading, and a line for each page: state, last check, next check. Overdue pages first."""
    order = {path: (STATES.index(state(r, now)), r.next or now) for path, r in reviews.items()}
    lines = [f"{'page':45} {'review':8} checked     next check"]
    for path in sorted(order, key=order.__getitem__):
        review = reviews[path]
        checked, following = (str(day or "-") for day in (review.checked, review.next))
        lines.append(f"{path:45} {state(review, now):8} {checked:10}  {following}")
    return lines


if __name__ == "__main__":
    root, now = Path(), today()
    sources = Reader(root).load(dict[str, Source], path_of("sources"))
    print("", *source_table(sources, now), sep="\n")
    print("", *review_table(reviews(root), now), sep="\n")
