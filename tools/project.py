"""Copies and builds the project, and measures what a build takes."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = ("docs", "hooks", "overrides")
MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss


@dataclass(frozen=True)
class Usage:
    """What a process has used: `seconds` of CPU time, which other processes affect least, and
    `memory` at its peak, in bytes.
    """

    seconds: float
    memory: int


def copy(target: Path, source: Path = ROOT) -> None:
    """Copies the sources of the site into a new folder."""
    for name in SOURCES:
        shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(source / "mkdocs.yml", target)


def build(folder: Path, *options: str) -> Usage:
    """Builds the project in `folder` with these options of `mkdocs build`.

    Raises SystemExit if the build fails.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    _, status, usage = os.wait4(process.pid, 0)  # of this process alone, unlike getrusage
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{folder} could not be built")
    return Usage(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MAXRSS_BYTES)
