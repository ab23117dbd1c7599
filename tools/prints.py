"""How many sides of paper the cards and the checklist take: `make measure` prints it.

In: a site folder. Out: a table by font family and paper. The margins are those of our style sheet,
as in Chromium's print dialog.
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
    """The text of each printed side of a page, with single spaces and without ligatures.

    A word that breaks at its hyphen is whole again.
    """
    sides = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    texts = [side.extract_text().replace("-\n", "-") for side in sides]
    return [" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts]


def count_sides(page, address: str) -> dict[str, list[int]]:
    """By paper: the sides of the cards, of the blank checklist, and of one with all ticked."""
    sides = {paper: [] for paper in PAPERS}
    for path, script in ((CARDS, "0"), (CHECKLIST, "0"), (CHECKLIST, TICK_ALL)):
        page.goto(address + path)
        page.evaluate(script)
        for paper, counts in sides.items():
            counts.append(len(printed(page, paper)))
    return sides


def main(site: str) -> None:
    """Prints a line for each font family and paper."""
    print(f"\n{'sides of paper':12} {'':6}  care  checklist blank  all ticked")
    with TemporaryDirectory() as folder, chromiums(Path(folder)) as browsers, hosted(site) as host:
        for family in fonts.FAMILIES:
            counts = count_sides(browsers(family).new_page(), host)
            for paper, (care, blank, ticked) in counts.items():
                print(f"{family:14} {paper:6} {care:4} {blank:16} {ticked:11}")


if __name__ == "__main__":
    main(*sys.argv[1:])
