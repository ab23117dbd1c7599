"""How easy the built pages are to read: `make measure` prints it and renews measurements.yml.

The ruler: Flesch-Kincaid grade by textstat 0.7.4 on what a reader sees inside `article`, without
h1 to h4, tables, cards to compare, navigation, buttons, footnotes and hidden parts; each innermost
paragraph, list item, definition, label is one sentence at least. Releases of textstat
differ by up to 2 grades, so its version is part of the ruler.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import textstat
from bs4 import BeautifulSoup

import measured
from records.review import today

LEFT_OUT = (
    "h1, h2, h3, h4, table, .compare, nav, aside, button, svg, script, style, sup, [hidden],"
    " .footnote, .page-end, .review, .also, .visually-hidden, .on-paper,"
    " .red-flags__sticky, .red-flags__result"
)
UNITS = "p, li, dd, label"
LONG = 4  # syllables
FEW = 80  # words; a page with no more is not scored
SCORES = ("words", "grade", "mean", "longest", "long_words")


@dataclass(frozen=True)
class Measure:
    """One text. Lengths of sentences are in words; `long_words` in 100 words."""

    address: str
    words: int
    grade: float
    mean: float
    longest: int
    long_words: float
    sentences: tuple[str, ...] = ()


def measure(address: str, units: list[str]) -> Measure:
    """The measure of a text given as its paragraphs, list items and so on."""
    text = " ".join(unit if unit[-1] in ".?!" else unit + "." for unit in units)
    sentences = tuple(s for unit in units for s in re.split(r"(?<=[.?!])\s+", unit) if s)
    lengths = [len(sentence.split()) for sentence in sentences]
    words = re.findall(r"[A-Za-z]+", text)
    return Measure(
        address,
        sum(lengths),
        textstat.flesch_kincaid_grade(text),
        round(sum(lengths) / len(lengths), 1),
        max(lengths),
        round(100 * sum(textstat.syllable_count(word) >= LONG for word in words) / len(words), 1),
        sentences,
    )


def units(html: str) -> list[str]:
    """The paragraphs, list items, definitions and labels of a page, as a reader sees them."""
    article = BeautifulSoup(html, "html.parser").select_one("article")
    for part in article.select(LEFT_OUT):
        part.decompose()
    texts = [
        " ".join(one.get_text(" ").split())
        for one in article.select(UNITS)
        if not one.select(UNITS)
    ]
    return [re.sub(r"\s+(?=[.,;:?!)])|(?<=\()\s+", "", text) for text in texts if text]


def pages(site: Path) -> list[Measure]:
    """The measures of the pages that are for readers, in the order of their addresses."""
    found = []
    for path in sorted(site.rglob("index.html")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        parts = units(path.read_text(encoding="utf-8"))
        if not address.startswith("/about/") and sum(len(p.split()) for p in parts) > FEW:
            found.append(measure(address, parts))
    return found


def article(path: Path) -> Measure:
    """The measure of the text that the site grew from: a paragraph a line."""
    lines = [
        line.strip()
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line.split()) > 8
    ]
    return measure("article", lines)


def middle(found: list[Measure]) -> float:
    """The median grade of the pages."""
    return round(median(one.grade for one in found), 1)


def scores(one: Measure) -> dict[str, float]:
    """What is published of a text."""
    return {name: getattr(one, name) for name in SCORES}


def main(site: str, *articles: str) -> None:
    """Prints the table and renews the data. The article's scores stay if no text is given."""
    found = pages(Path(site))
    first = measured.known()["article"]
    for path in articles:
        first = scores(article(Path(path)))
    print(f"{'page':45} {'words':>5} {'grade':>5} {'mean':>5} {'longest':>7} {'long words %':>12}")
    for one in found:
        print(
            f"{one.address:45} {one.words:5} {one.grade:5} {one.mean:5} {one.longest:7}"
            f" {one.long_words:12}"
        )
    print(f"median grade {middle(found)}; first article {first['grade']}")
    rows = [{"address": one.address} | scores(one) for one in found]
    measured.renew({"date": today(), "median": middle(found), "article": first, "pages": rows})


if __name__ == "__main__":
    main(*sys.argv[1:])
