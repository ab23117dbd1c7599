"""What this site takes from the theme's files, and what it leaves behind.

Our styles and our loader (page_styles.py, load.js) were written for these very files: what the
script writes into a page, when it asks for its search, which rules a reader sees first. Material
for MkDocs is frozen, so they should not change. If they do, the build stops and says what to look
at.
"""

import re
from collections.abc import Callable
from hashlib import sha256

STYLES = (
    "assets/stylesheets/main.57a0d79d.min.css",
    "assets/stylesheets/palette.fb2fffe2.min.css",
)
SCRIPT = "assets/javascripts/bundle.a5f9d56c.min.js"
BEFORE_IT = "assets/javascripts/search-waits.js"  # ours
DELIVERED = "assets/javascripts/theme.js"  # both in one file
SEARCH = "assets/javascripts/workers/search.a7633da7.min.js"
CHECKSUMS = {
    STYLES[0]: "57a0d79d880c51fe0fa86e34640429eefc664e85f1906c885beed544fd00a9ed",
    STYLES[1]: "fb2fffe2c525a359e29ee030c77ffdead459d9d73888c34213d4773262a832ab",
    SCRIPT: "b9a1ef14b5e91ad61fa8d7dd42e1f55e6af0ebd224bc8970dff0e7d7311b172f",
    SEARCH: "da1b3df5e5f00cc73083c9e21ff0ec28bde85cd247057bdd05b7a167e5903bd4",
}
# Source maps, and what is delivered in a page or in another file.
UNNEEDED = re.compile(r".*\.map|assets/stylesheets/.*|.*/favicon\.png|.*/bundle\..*")
LANGUAGES = "assets/javascripts/lunr/"


def check(content: Callable[[str], str]) -> None:
    """Raises ValueError with every theme file that is not the one this site was written for."""
    problems = [
        f"the theme's {path} has changed: read it beside hooks/delivery/page_styles.py and"
        f" docs/assets/javascripts/load.js, run `make proof`, then renew its checksum in"
        f" hooks/delivery/theme_files.py to {found}"
        for path, known in CHECKSUMS.items()
        if (found := sha256(content(path).encode()).hexdigest()) != known
    ]
    if problems:
        raise ValueError("\n".join(problems))


def unneeded(path: str, language: str) -> bool:
    """Whether no reader's browser asks for a file; search in English needs no other language."""
    return bool(UNNEEDED.fullmatch(path)) or (language == "en" and path.startswith(LANGUAGES))
