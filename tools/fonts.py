"""The fonts that the tests' browsers see: the ones that readers have, from pinned packages.

A page is printed and looked at in other widths on each machine; a test that takes the machine's own
fonts says something about the machine. fontconfig gets a file of its own, which knows one family.
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
USUAL = "Arimo"  # what a test sees that does not go through all of them
WIDEST = "DejaVu Sans"
# Whatever a page asks for, it gets the family. The folder of DejaVu Sans has other fonts, too.
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern"><edit name="family" mode="assign" binding="strong">
    <string>{family}</string></edit></match>
</fontconfig>
"""


def only(family: str, folder: Path) -> dict[str, str]:
    """The environment for a browser that knows one of FAMILIES; writes its file into `folder`."""
    file = folder / f"{family.replace(' ', '-')}.conf"
    texts = {"family": family, "folder": FAMILIES[family], "cache": folder / "cache"}
    file.write_text(CONFIGURATION.format(**texts), encoding="utf-8")
    return os.environ | {"FONTCONFIG_FILE": str(file), "TZ": "UTC", "LANG": "C.UTF-8"}
