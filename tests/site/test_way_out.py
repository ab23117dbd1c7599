"""The way out of a frozen platform: ProperDocs, the maintained fork of MkDocs 1.6, can take over.

`SITE_BUILDER=properdocs` runs any test on its site: `SITE_BUILDER=properdocs make test`.
"""

import time

import pytest

from conftest import build, differing, passed

pytestmark = pytest.mark.proof


@pytest.mark.parametrize("config", ["mkdocs.yml", "offline.yml"])
def test_properdocs_builds_the_same_files_byte_for_byte(tmp_path, config):
    now = {"SOURCE_DATE_EPOCH": str(int(time.time()))}
    for builder in ("mkdocs", "properdocs"):
        result = build(tmp_path / builder, config=config, builder=builder, **now)
        assert result.returncode == 0, result.stderr
        assert "WARNING" not in result.stderr, result.stderr
    assert (tmp_path / "properdocs/index.html").is_file()
    assert differing(tmp_path / "mkdocs", tmp_path / "properdocs") == []


def test_the_tests_of_a_build_pass_with_properdocs():
    """Without the browser tests, which would get the same bytes, and without the edited copy."""
    left_out = ["--ignore=tests/browser", "--ignore=tests/site/test_honest_edit.py"]
    assert passed("-m", "", *left_out, SITE_BUILDER="properdocs") > 600
