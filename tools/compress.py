"""Makes a built folder ready for a host: with compressed copies.

In: the folder that `make build` wrote. Out: the same folder with a .br and a .gz beside each text
file, the same bytes on each run. Knows nothing of MkDocs. `make publish-ready` calls it.
"""

import gzip
import sys
from pathlib import Path

import brotli

TEXTS = {".atom", ".css", ".html", ".js", ".json", ".svg", ".txt", ".xml", ".yml"}


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
    compress(built)
    total = sum(path.stat().st_size for path in built.rglob("*.br"))
    print(f"{built}/ is ready; its texts are {total / 1000:.0f} kB as Brotli")
