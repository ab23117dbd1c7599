"""How easy the built pages are to read: `make measure` prints it and updates measurements.yml.

The measure is the Flesch-Kincaid grade of textstat 0.7.4 for the text that a reader sees inside
`article`, without h1 to h4, tables, cards to compare, navigation, buttons, footnotes and hidden
parts; each innermost paragraph, list item, definition or label counts as at least one sentence.
Releases of textstat differ by up to 2 grades, so the version is part of the measure.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import textstat
from bs4 import BeautifulSoup

import measurements
from records.days import today

LEFT_OUT = (
    "h1, h2, h3, h4, table, .compare, nav, aside, button, svg, script, style, sup, [hidden],"
    " .footnote, .page-end, .review, .visually-hidden, .on-paper, .country,"
    " .red-flags__sticky, .red-flags__result"
)
LISTS_OF_SIGNS = "form, .care, .help, .changes"  # on several pages, or ever longer
UNITS = "p, li, dd, label"
PROSE = ("p", "dd")
SHORT_SENTENCE = 6  # words; many of these in a row read like a telegram
LONG_WORD = 4  # syllables
FEW_WORDS = 80  # pages with no more are not scored
SCORES = ("words", "grade", "mean", "longest", "long_words")


@dataclass(frozen=True)
class Measure:
    """Measures of one text. `mean` and `longest` are sentence lengths in words; `long_words` is the
    percentage of long words.
    """

    address: str
    words: int
    grade: float
    mean: float
    longest: int
    long_words: float
    sentences: tuple[str, ...] = ()
    own: int = 0  # words outside LISTS_OF_SIGNS
    short: float = 0.0  # percentage of short sentences in its prose


def measure(address: str, units: list[str], own: int = 0, short: float = 0.0) -> Measure:
    """The measures of a text that is given as its paragraphs, list items and so on."""
    text = " ".join(unit if unit[-1] in ".?!" else unit + "." for unit in units)
    sentences = tuple(_sentences(units))
    lengths = [len(sentence.split()) for sentence in sentences]
    words = re.findall(r"[A-Za-z]+", text)
    long_words = sum(textstat.syllable_count(word) >= LONG_WORD for word in words)
    return Measure(
        address,
        sum(lengths),
        textstat.flesch_kincaid_grade(text),
        round(sum(lengths) / len(lengths), 1),
        max(lengths),
        round(100 * long_words / len(words), 1),
        sentences,
        own,
        short,
    )


def units(html: str, tags: tuple[str, ...] = (), without: str = "") -> list[str]:
    """The paragraphs, list items, definitions and labels of a page, as a reader sees them.

    Limited to these `tags`, if given, and `without` elements that match this selector.
    """
    article = BeautifulSoup(html, "html.parser").select_one("article")
    for element in article.select(f"{LEFT_OUT}, {without}" if without else LEFT_OUT):
        element.decompose()
    texts = [
        " ".join(element.get_text(" ").split())
        for element in article.select(UNITS)
        if not element.select(UNITS) and (not tags or element.name in tags)
    ]
    return [re.sub(r"\s+(?=[.,;:?!)])|(?<=\()\s+", "", text) for text in texts if text]


def _sentences(units: list[str]) -> list[str]:
    return [s for unit in units for s in re.split(r"(?<=[.?!])\s+", unit) if s]


def measure_page(address: str, html: str) -> Measure:
    """The measures of a built page."""
    own = sum(len(unit.split()) for unit in units(html, without=LISTS_OF_SIGNS))
    prose = _sentences(units(html, PROSE, without=LISTS_OF_SIGNS))
    short = sum(len(sentence.split()) <= SHORT_SENTENCE for sentence in prose)
    return measure(address, units(html), own, round(100 * short / max(1, len(prose)), 1))


def measure_site(site: Path) -> list[Measure]:
    """The measures of all pages but those about the guide and short ones, sorted by address."""
    measures = []
    for path in sorted(site.rglob("index.html")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        if not address.startswith("/about/"):
            page = measure_page(address, path.read_text(encoding="utf-8"))
            if page.words > FEW_WORDS:
                measures.append(page)
    return measures


def measure_article(path: Path) -> Measure:
    """The measures of the article from which the site grew, a text file with a paragraph a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return measure("article", [line.strip() for line in lines if len(line.split()) > 8])


def scores(text: Measure) -> dict[str, float]:
    """The published measures of a text."""
    return {name: getattr(text, name) for name in SCORES}


def main(site: str, *articles: str) -> None:
    """Prints the table and updates the data. Without an article its scores are kept."""
    pages = measure_site(Path(site))
    article = measurements.load()["article"]
    for path in articles:
        article = scores(measure_article(Path(path)))
    print(f"{'page':45} {'words':>5} {'own':>5} {'grade':>5} {'mean':>5} {'longest':>7}", end="")
    print(f" {'long words %':>12} {'short prose %':>13}")
    for page in pages:
        print(
            f"{page.address:45} {page.words:5} {page.own:5} {page.grade:5} {page.mean:5}"
            f" {page.longest:7} {page.long_words:12} {page.short:13}"
        )
    grade = round(median(page.grade for page in pages), 1)
    rows = [{"address": page.address} | scores(page) for page in pages]
    print(f"median grade {grade}; first article {article['grade']}")
    measurements.update({"date": today(), "median": grade, "article": article, "pages": rows})


if __name__ == "__main__":
    main(*sys.argv[1:])
