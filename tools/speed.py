"""How long a build takes beside the bare theme's: `make measure` prints it.

The same pages in one run, in seconds of the processor, which other programs lengthen least: the
theme alone; ours the first time, with all its sheets; ours again, with sheets and pictures kept.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

import growth

ROOT = Path(__file__).parent.parent
OURS = ("extra", "extra_css", "extra_javascript", "hooks", "validation", "watch")
ROUNDS = 3


def bare(project: Path) -> None:
    """Writes a copy of our pages for the theme as it is."""
    shutil.copytree(ROOT / "docs", project / "docs")
    for page in (project / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"(?m)^template: .*\n", "", text), encoding="utf-8")
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    kept = {name: value for name, value in settings.items() if name not in OURS}
    kept["site_url"] = "http://127.0.0.1:8000/"
    kept["repo_url"] = ""
    del kept["theme"]["custom_dir"], kept["theme"]["font"]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(kept), encoding="utf-8")


def seconds(project: Path) -> float:
    """One build of a project, in seconds of the processor."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    process = subprocess.Popen(command, cwd=project, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    _, status, used = os.wait4(process.pid, 0)  # of this program alone, unlike getrusage
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{project} could not be built")
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Prints the least of some rounds, which other programs disturbed least."""
    with TemporaryDirectory() as name:
        theme, guide = Path(name, "theme"), Path(name, "guide")
        bare(theme)
        growth.copy(guide)
        rounds = []
        for _ in range(ROUNDS):
            shutil.rmtree(guide / ".cache", ignore_errors=True)
            rounds.append((seconds(theme), seconds(guide), seconds(guide)))
    alone, first, again = (min(times) for times in zip(*rounds, strict=True))
    print(f"\nbuild, in seconds of the processor: the theme alone {alone:.1f};")
    print(f"ours first {first:.1f} ({first / alone:.1f} times), then {again:.1f}", end=" ")
    print(f"({again / alone:.1f} times)")


if __name__ == "__main__":
    main()
