"""The fonts of the tests' browsers: those that readers have, from pinned packages.

Text has other widths in the fonts of each machine, so tests do not use them. Each browser gets a
fontconfig file with a single family.
"""

import os
from pathlib import Path

import fontpkg_arimo
import fontpkg_noto_sans
import fontpkg_open_sans
import fontpkg_roboto
import matplotlib

FAMILIES = {
    "Arimo": fontpkg_arimo.ROOT / "files",
    "Roboto": fontpkg_roboto.ROOT / "files",
    "Noto Sans": fontpkg_noto_sans.ROOT / "files",
    "Open Sans": fontpkg_open_sans.ROOT / "files",
    "DejaVu Sans": Path(matplotlib.get_data_path(), "fonts/ttf"),
}
DEFAULT = "Arimo"  # in tests that do not try every family
WIDEST = "DejaVu Sans"
# Any family that a page asks for is replaced, since the folder of DejaVu Sans has other fonts too.
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern"><edit name="family" mode="assign" binding="strong">
    <string>{family}</string></edit></match>
</fontconfig>
"""


def browser_environment(family: str, folder: Path) -> dict[str, str]:
    """Environment variables for a browser with this family only; writes its file into `folder`."""
    file = folder / f"{family.replace(' ', '-')}.conf"
    values = {"family": family, "folder": FAMILIES[family], "cache": folder / "cache"}
    file.write_text(CONFIGURATION.format(**values), encoding="utf-8")
    return os.environ | {"FONTCONFIG_FILE": str(file), "TZ": "UTC", "LANG": "C.UTF-8"}
