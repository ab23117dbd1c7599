"""The commit from which a site was built, for the footer and version.json."""

import json
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Version:
    """A commit's short hash, and its date as YYYY-MM-DD."""

    commit: str
    date: str

    def as_json(self) -> bytes:
        """The text of version.json."""
        return (json.dumps(asdict(self), indent=2) + "\n").encode()


def last_commit(root: Path, date: str) -> Version:
    """The last commit of the repository `root`; "none" and `date` without git or a commit."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%h %cs"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        return Version(*result.stdout.split())
    except (OSError, subprocess.CalledProcessError, TypeError):
        return Version("none", date)
