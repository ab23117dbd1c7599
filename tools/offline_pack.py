"""The offline pack: the whole guide in one zip file, to open from a USB stick without a network.

In: the folder that `mkdocs build --config-file offline.yml` wrote, and a date. Out: the zip file,
reproducible byte for byte. Does not depend on MkDocs. `make offline` runs it.
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
HOST_ONLY = re.compile(
    r"404\.html|_headers|robots\.txt|sitemap\.xml(\.gz)?|version\.json|data/.*|assets/images/share\.png"
)
ADDRESS = re.compile(r'\b(href|src)="(?!#|[a-z]+:)([^"#?]+)')


def contents(folder: Path) -> dict[str, bytes]:
    """The files of the pack by name. Raises ValueError if a page has a broken link."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    index = files[INDEX].read_bytes()
    packed = {
        name: path.read_bytes()
        for name, path in files.items()
        if path.is_file() and not HOST_ONLY.fullmatch(name)
    }
    # Pages on file:// cannot fetch the index; the theme falls back to a script with this variable.
    del packed[INDEX]
    packed["search/search_index.js"] = b"var __index = " + index
    for name, content in packed.items():
        if name.endswith(".html"):
            packed[name] = _with_file_links(content.decode(), name, packed).encode()
    return packed


def _with_file_links(html: str, page: str, names: dict) -> str:
    """The page with links to files: without a host, a link to a folder opens a file listing."""

    def to_file(match: re.Match) -> str:
        attribute, address = match.groups()
        path = normpath(PurePosixPath(page).parent / unquote(address))
        index = normpath(f"{path}/index.html")
        suffixes = {path: "", f"{path}.html": ".html", index: "/index.html"}
        for target, suffix in suffixes.items():
            if target in names:
                return f'{attribute}="{address.rstrip("/") + suffix if suffix else address}'
        raise ValueError(f"offline pack: {page} points at {address}, which is not in the pack")

    return ADDRESS.sub(to_file, html)


def write(packed: dict[str, bytes], target: Path, day: date) -> None:
    """Writes the zip file, sorted by name and with `day` as the date of every file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(target, "w") as pack:
        for name in sorted(packed):
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same on every system
            pack.writestr(entry, packed[name], ZIP_DEFLATED, 9)


if __name__ == "__main__":
    site, target = (Path(argument) for argument in sys.argv[1:])
    try:
        write(contents(site), target, today())
    except ValueError as error:
        sys.exit(str(error))
    print(f"{target}: {target.stat().st_size / 1e6:.2f} MB")
