"""Which state of the project a site was built from: commit and date.

In: the project's folder. Out: what the footer and version.json say. Knows nothing of MkDocs.
"""

import json
import subprocess
from pathlib import Path


def version(root: Path, date: str) -> dict[str, str]:
    """`commit` (short hash) and `date` (YYYY-MM-DD) of the last commit.

    Without git or a history, commit is "none" and the date is the data's own, `date`.
    """
    command = ["git", "-C", str(root), "log", "-1", "--format=%h %cs"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        commit, day = done.stdout.split()
    except (OSError, subprocess.CalledProcessError, ValueError):
        return {"commit": "none", "date": date}
    return {"commit": commit, "date": day}


def as_json(found: dict[str, str]) -> str:
    """The text of version.json."""
    return json.dumps(found, indent=2) + "\n"
