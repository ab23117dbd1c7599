"""A copy of the project that may be changed, and what building one takes."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = ("docs", "hooks", "overrides")
IN_BYTES = 1 if sys.platform == "darwin" else 1024  # what systems count a program's memory in


@dataclass(frozen=True)
class Used:
    """What a program has used: `seconds` of the processor, which other programs lengthen least;
    `memory` in bytes, at its highest.
    """

    seconds: float
    memory: int


def copy(target: Path, source: Path = ROOT) -> None:
    """Copies what a site is built from into a new folder."""
    for name in SOURCES:
        shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(source / "mkdocs.yml", target)


def build(folder: Path, *options: str) -> Used:
    """Builds the project in `folder` with these options of `mkdocs build`.

    Raises SystemExit if the build fails.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    process = subprocess.Popen(command, cwd=folder, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    _, status, used = os.wait4(process.pid, 0)  # of this program alone, unlike getrusage
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{folder} could not be built")
    return Used(used.ru_utime + used.ru_stime, used.ru_maxrss * IN_BYTES)
