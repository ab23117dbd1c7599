"""Makes a built folder ready for a host: without what no browser asks for, with compressed twins.

In: the folder that `make build` wrote. Out: the same folder, lighter, with a .br and a .gz beside
each text file, the same bytes on each run. Knows nothing of MkDocs. `make publish-ready` calls it.
"""

import gzip
import json
import sys
from pathlib import Path

import brotli

INDEX = "search/search_index.json"
TEXTS = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml", ".yml"}


def unneeded(name: str, index: bytes) -> bool:
    """Whether no reader's browser asks for a file: source maps, search in other languages.

    `index` is the content of the search index; it names the languages of the site.
    """
    english = json.loads(index)["config"]["lang"] == ["en"]
    return name.endswith(".map") or (english and "/lunr/" in name)


def lighten(folder: Path) -> None:
    """Removes the files that are not needed, and folders that are empty then."""
    index = (folder / INDEX).read_bytes()
    for path in sorted(folder.rglob("*"), reverse=True):  # a folder comes after its files
        if path.is_file() and unneeded(path.relative_to(folder).as_posix(), index):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def compress(folder: Path) -> None:
    """Writes a .br and a .gz beside each text file."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXTS:
            text = path.read_bytes()
            small = brotli.compress(text, mode=brotli.MODE_TEXT, quality=11)
            path.with_name(path.name + ".br").write_bytes(small)
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(text, 9, mtime=0))


if __name__ == "__main__":
    built = Path(sys.argv[1])
    lighten(built)
    compress(built)
    total = sum(path.stat().st_size for path in built.rglob("*.br"))
    print(f"{built}/ is ready; its texts are {total / 1000:.0f} kB as Brotli")
