"""The offline pack: the whole guide in one zip file, to open from a USB stick without a network.

In: the folder that `mkdocs build --config-file offline.yml` wrote, and a day. Out: the zip, the
same bytes for the same folder and day. Knows nothing of MkDocs. `make offline` calls it.
"""

import re
import sys
from datetime import date
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from records.days import today

INDEX = "search/search_index.json"
FOR_HOSTS = re.compile(
    r"404\.html|_headers|robots\.txt|sitemap\.xml(\.gz)?|version\.json|data/.*|assets/images/share\.png"
)
ADDRESS = re.compile(r'\b(href|src)="(?!#|[a-z]+:)([^"#?]+)')


def contents(folder: Path) -> dict[str, bytes]:
    """What goes into the pack, by name. Raises ValueError if a page points at nothing."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    index = files[INDEX].read_bytes()
    packed = {
        name: path.read_bytes()
        for name, path in files.items()
        if path.is_file() and not FOR_HOSTS.fullmatch(name)
    }
    # A page on file:// may not fetch; the theme looks for a script that sets this variable.
    del packed[INDEX]
    packed["search/search_index.js"] = b"var __index = " + index
    for name, content in packed.items():
        if name.endswith(".html"):
            packed[name] = _to_files(content.decode(), name, packed).encode()
    return packed


def _to_files(html: str, page: str, names: dict) -> str:
    """The page with links to files: without a host, a link to a folder shows a list of files."""

    def to_file(match: re.Match) -> str:
        attribute, address = match.groups()
        inside = normpath(PurePosixPath(page).parent / unquote(address))
        ends = {
            inside: "",
            f"{inside}.html": ".html",
            normpath(f"{inside}/index.html"): "/index.html",
        }
        for target, end in ends.items():
            if target in names:
                return f'{attribute}="{address.rstrip("/") + end if end else address}'
        raise ValueError(f"offline pack: {page} points at {address}, which is not in the pack")

    return ADDRESS.sub(to_file, html)


def write(packed: dict[str, bytes], target: Path, day: date) -> None:
    """Writes the zip, in the order of names and with `day` on every file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(target, "w") as pack:
        for name in sorted(packed):
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same on every system
            pack.writestr(entry, packed[name], ZIP_DEFLATED, 9)


if __name__ == "__main__":
    built, zipped = (Path(argument) for argument in sys.argv[1:])
    try:
        write(contents(built), zipped, today())
    except ValueError as error:
        sys.exit(str(error))
    print(f"{zipped}: {zipped.stat().st_size / 1e6:.2f} MB")
