"""Which of the theme's files this site uses, and the versions for which it was written.

page_styles.py and load.js depend on details of these files: what the script adds to a page, when
it fetches its search, which rules a reader sees first. Material for MkDocs is in maintenance mode,
so they are unlikely to change. If they do, the build stops and says what to review.
"""

import re
from collections.abc import Callable
from hashlib import sha256

STYLES = (
    "assets/stylesheets/main.57a0d79d.min.css",
    "assets/stylesheets/palette.fb2fffe2.min.css",
)
SCRIPT = "assets/javascripts/bundle.a5f9d56c.min.js"
PRELUDE = "assets/javascripts/search-waits.js"  # ours, runs before SCRIPT
COMBINED = "assets/javascripts/theme.js"  # PRELUDE and SCRIPT in one file
SEARCH = "assets/javascripts/workers/search.a7633da7.min.js"
CHECKSUMS = {
    STYLES[0]: "57a0d79d880c51fe0fa86e34640429eefc664e85f1906c885beed544fd00a9ed",
    STYLES[1]: "fb2fffe2c525a359e29ee030c77ffdead459d9d73888c34213d4773262a832ab",
    SCRIPT: "b9a1ef14b5e91ad61fa8d7dd42e1f55e6af0ebd224bc8970dff0e7d7311b172f",
    SEARCH: "da1b3df5e5f00cc73083c9e21ff0ec28bde85cd247057bdd05b7a167e5903bd4",
}
# Source maps, and files whose content is delivered in a page or in another file.
UNNEEDED = re.compile(r".*\.map|assets/stylesheets/.*|.*/favicon\.png|.*/bundle\..*")
LANGUAGES = "assets/javascripts/lunr/"


def check(content: Callable[[str], str]) -> None:
    """Raises ValueError naming every theme file that differs from its known version."""
    problems = [
        f"the theme's {path} has changed: read it beside hooks/delivery/page_styles.py and"
        f" docs/assets/javascripts/load.js, run `make proof`, then renew its checksum in"
        f" hooks/delivery/theme_files.py to {checksum}"
        for path, known in CHECKSUMS.items()
        if (checksum := sha256(content(path).encode()).hexdigest()) != known
    ]
    if problems:
        raise ValueError("\n".join(problems))


def is_unneeded(path: str, language: str) -> bool:
    """Whether no browser requests a file; an English search needs no stemmers."""
    return bool(UNNEEDED.fullmatch(path)) or (language == "en" and path.startswith(LANGUAGES))
