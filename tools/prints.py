"""How many sides of paper the cards and the checklist take: `make measure` prints it.

In: a site's folder. Out: a table, each family of fonts in turn. The margins are those
of our style sheet, as in Chromium's dialog.
"""

import io
import sys
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdf

import fonts
from conftest import chromiums, hosted

CARDS, CHECKLIST = "/when-to-seek-care/", "/when-to-seek-care/checklist/"
PAPERS = ("A4", "Letter")
TICK_ALL = "for (const box of document.querySelectorAll('.red-flags input')) box.checked = true"


def printed(page, paper: str = "A4") -> list[str]:
    """The text of each side of a page's print, with single spaces and letters for ligatures.

    A word whose line ends at its hyphen is whole again.
    """
    sides = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    texts = [one.extract_text().replace("-\n", "-") for one in sides]
    return [" ".join(unicodedata.normalize("NFKC", one).split()) for one in texts]


def sides(page, address: str) -> dict[str, tuple[int, int, int]]:
    """By paper: the sides of the cards, of the blank checklist, and of one with all ticked."""
    found = {paper: [] for paper in PAPERS}
    for path, script in ((CARDS, "0"), (CHECKLIST, "0"), (CHECKLIST, TICK_ALL)):
        page.goto(address + path)
        page.evaluate(script)
        for paper, counts in found.items():
            counts.append(len(printed(page, paper)))
    return found


def main(site: str) -> None:
    """Prints a line for each family and paper."""
    print(f"\n{'sides of paper':12} {'':6}  care  checklist blank  all ticked")
    with TemporaryDirectory() as folder, chromiums(Path(folder)) as browsers, hosted(site) as host:
        for family in fonts.FAMILIES:
            for paper, (care, blank, ticked) in sides(browsers(family).new_page(), host).items():
                print(f"{family:14} {paper:6} {care:4} {blank:16} {ticked:11}")


if __name__ == "__main__":
    main(*sys.argv[1:])
