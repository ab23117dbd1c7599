"""Every page is valid HTML by the Nu checker: https://validator.github.io/validator/."""

import json
import shutil
import subprocess
import tarfile

import pytest

CHECKER = "vnu-jar@26.9.27"  # its npm package; it needs Java


@pytest.fixture(scope="module")
def checker(tmp_path_factory) -> list[str]:
    """The command that runs the checker."""
    for tool in ("java", "npm"):
        if not shutil.which(tool):
            pytest.skip(f"the Nu checker needs {tool}")
    folder = tmp_path_factory.mktemp("checker")
    fetched = subprocess.run(
        ["npm", "pack", "--silent", CHECKER],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if fetched.returncode:
        pytest.skip(f"npm cannot fetch {CHECKER}: {fetched.stderr.strip()}")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return ["java", "-jar", str(next(folder.rglob("vnu.jar")))]


@pytest.mark.proof
def test_every_page_is_valid_html(checker, site):
    options = ["--errors-only", "--skip-non-html", "--format", "json", str(site)]
    result = subprocess.run(
        checker + options, capture_output=True, text=True, timeout=300, check=False
    )
    messages = json.loads(result.stderr)["messages"]
    errors = [
        f"{message['url'].partition('/site/')[2]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
    ]
    assert errors == []
