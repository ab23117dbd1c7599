"""Which sheets there are, in which files, and how many sides each may have."""

from dataclasses import dataclass

from sheets.editions import Edition

SIGNS = "when-to-seek-care/"
PAPERS = {"a4": "a4", "letter": "us-letter"}  # our name: Typst's name


@dataclass(frozen=True)
class File:
    """One file of a sheet, in each edition's folder: its name, and whether in large print."""

    name: str
    large: bool


@dataclass(frozen=True)
class Layout:
    """One sheet and how many sides it may have. Without `large` there is no large print of it,
    without `clinic` it has no clinic's details, and without `blanks` no lines to write them on. Its
    QR code leads to `opens`, an address below the site's."""

    name: str
    sides: int
    large: int = 0
    blanks: bool = True
    clinic: bool = True
    opens: str = "handouts/changes/#v{version}"  # whether the sheet is current

    @property
    def files(self) -> list[File]:
        standard, large = (
            File(f"{self.name}.pdf", False),
            File(f"{self.name}-large-print.pdf", True),
        )
        return [standard, large] if self.large else [standard]


LAYOUTS = (  # the signs' names and the answer for children need one side more: see DECISIONS.md
    Layout("face-twitching", sides=2, large=5),
    Layout("get-help", sides=2),
    Layout("check-your-signs", sides=3, large=6),
    Layout("my-appointment", sides=2, large=5),
    Layout("poster", sides=1, blanks=False, opens=SIGNS),
    Layout("stroke-cards", sides=1, clinic=False, opens=SIGNS),
)


@dataclass(frozen=True)
class Download:
    """One file as the page "Handouts to print" offers it; `name` is below the page's address."""

    name: str
    title: str
    large: bool
    kilobytes: int
    sides: int


@dataclass(frozen=True)
class Handouts:
    """The files of one edition as that page lists them."""

    edition: Edition
    files: list[Download]
