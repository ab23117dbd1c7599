"""How long a build takes compared with the theme alone: `make measure` prints it.

Builds the same pages and measures CPU time, which other processes affect least: the theme alone;
ours with an empty cache, so that it makes all sheets; ours again, with sheets and pictures cached.
"""

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

import project
from project import ROOT

OUR_SETTINGS = ("extra", "extra_css", "extra_javascript", "hooks", "validation", "watch")
ROUNDS = 3


def write_bare_project(folder: Path) -> None:
    """Writes a project with our pages and the unmodified theme."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"(?m)^template: .*\n", "", text), encoding="utf-8")
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    config = {name: value for name, value in settings.items() if name not in OUR_SETTINGS}
    config["site_url"] = "http://127.0.0.1:8000/"
    config["repo_url"] = ""
    del config["theme"]["custom_dir"], config["theme"]["font"]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")


def main() -> None:
    """Prints the minimum of several rounds, the one that other processes affected least."""
    with TemporaryDirectory() as name:
        theme, guide = Path(name, "theme"), Path(name, "guide")
        write_bare_project(theme)
        project.copy(guide)
        rounds = []
        for _ in range(ROUNDS):
            shutil.rmtree(guide / ".cache", ignore_errors=True)
            builds = [project.build(folder) for folder in (theme, guide, guide)]
            rounds.append([usage.seconds for usage in builds])
    alone, first, again = (min(times) for times in zip(*rounds, strict=True))
    print(f"\nbuild, in seconds of the processor: the theme alone {alone:.1f};")
    print(f"ours first {first:.1f} ({first / alone:.1f} times), then {again:.1f}", end=" ")
    print(f"({again / alone:.1f} times)")


if __name__ == "__main__":
    main()
