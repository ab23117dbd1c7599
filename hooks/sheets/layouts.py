"""Which sheets there are, in which files, and how many sides each may have."""

from dataclasses import dataclass

from records.sheets import Sheet

PAPERS = {"a4": "a4", "letter": "us-letter"}  # our name: Typst's name


@dataclass(frozen=True)
class File:
    """One file of a sheet: its name, its paper (a4 or letter), and whether in large print."""

    name: str
    paper: str
    large: bool


@dataclass(frozen=True)
class Layout:
    """One sheet and the most sides that it may have. Without `large` it has no large print, and
    without `blanks` no lines to write a clinic's details on."""

    name: str
    sides: int
    large: int = 0
    blanks: bool = True

    @property
    def files(self) -> list[File]:
        ends = (("", False), ("-large-print", True)) if self.large else (("", False),)
        return [File(f"{self.name}-{p}{end}.pdf", p, large) for end, large in ends for p in PAPERS]


LAYOUTS = (  # a name for each sign and the child's own answer took a side more: see DECISIONS.md
    Layout("face-twitching", sides=2, large=5),
    Layout("check-your-signs", sides=3, large=6),
    Layout("my-appointment", sides=2),
    Layout("poster", sides=1, blanks=False),
)


@dataclass(frozen=True)
class Download:
    """One file as the page "Handouts to print" offers it."""

    name: str
    paper: str
    large: bool
    kilobytes: int
    sides: int


@dataclass(frozen=True)
class Handout:
    """One sheet as that page shows it."""

    entry: Sheet
    files: list[Download]
