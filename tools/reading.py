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
from records.days import today

LEFT_OUT = (
    "h1, h2, h3, h4, table, .compare, nav, aside, button, svg, script, style, sup, [hidden],"
    " .footnote, .page-end, .review, .visually-hidden, .on-paper,"
    " .red-flags__sticky, .red-flags__result"
)
LISTS_OF_SIGNS = (
    "form, .care, .help, .changes"  # on several pages, or longer each time: not its own words
)
UNITS = "p, li, dd, label"
PROSE = ("p", "dd")  # what is no list
SHORT = 6  # words; many such sentences in a row read like a telegram
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
    own: int = 0  # words that are not in a list of signs
    short: float = 0.0  # percent of its sentences outside lists that have SHORT words or fewer


def measure(address: str, units: list[str], own: int = 0, short: float = 0.0) -> Measure:
    """The measure of a text given as its paragraphs, list items and so on."""
    text = " ".join(unit if unit[-1] in ".?!" else unit + "." for unit in units)
    sentences = tuple(_sentences(units))
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
        own,
        short,
    )


def units(html: str, kinds: tuple[str, ...] = (), without: str = "") -> list[str]:
    """The paragraphs, list items, definitions and labels of a page, as a reader sees them.

    Of these `kinds` of element only, if any is given, and `without` what this selector names.
    """
    article = BeautifulSoup(html, "html.parser").select_one("article")
    for part in article.select(f"{LEFT_OUT}, {without}" if without else LEFT_OUT):
        part.decompose()
    texts = [
        " ".join(one.get_text(" ").split())
        for one in article.select(UNITS)
        if not one.select(UNITS) and (not kinds or one.name in kinds)
    ]
    return [re.sub(r"\s+(?=[.,;:?!)])|(?<=\()\s+", "", text) for text in texts if text]


def _sentences(units: list[str]) -> list[str]:
    return [s for unit in units for s in re.split(r"(?<=[.?!])\s+", unit) if s]


def page(address: str, html: str) -> Measure:
    """The measure of a built page."""
    own = sum(len(unit.split()) for unit in units(html, without=LISTS_OF_SIGNS))
    prose = _sentences(units(html, PROSE, without=LISTS_OF_SIGNS))
    short = sum(len(sentence.split()) <= SHORT for sentence in prose)
    return measure(address, units(html), own, round(100 * short / max(1, len(prose)), 1))


def pages(site: Path) -> list[Measure]:
    """The measures of the pages that are for readers, in the order of their addresses."""
    found = []
    for path in sorted(site.rglob("index.html")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        if not address.startswith("/about/"):
            one = page(address, path.read_text(encoding="utf-8"))
            if one.words > FEW:
                found.append(one)
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
    print(f"{'page':45} {'words':>5} {'own':>5} {'grade':>5} {'mean':>5} {'longest':>7}", end="")
    print(f" {'long words %':>12} {'short prose %':>13}")
    for one in found:
        print(
            f"{one.address:45} {one.words:5} {one.own:5} {one.grade:5} {one.mean:5}"
            f" {one.longest:7} {one.long_words:12} {one.short:13}"
        )
    print(f"median grade {middle(found)}; first article {first['grade']}")
    rows = [{"address": one.address} | scores(one) for one in found]
    measured.renew({"date": today(), "median": middle(found), "article": first, "pages": rows})


if __name__ == "__main__":
    main(*sys.argv[1:])
