"""Adds compressed copies to a built site, for hosts that serve them.

In: a site folder. Out: a .br and a .gz beside each text file, reproducible byte for byte. Does not
depend on MkDocs. `make publish-ready` runs it.
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
            compressed = brotli.compress(text, mode=brotli.MODE_TEXT, quality=11)
            path.with_name(path.name + ".br").write_bytes(compressed)
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(text, 9, mtime=0))


if __name__ == "__main__":
    site = Path(sys.argv[1])
    compress(site)
    total = sum(path.stat().st_size for path in site.rglob("*.br"))
    print(f"{site}/ is ready; its texts are {total / 1000:.0f} kB as Brotli")
