"""Building: clear errors, nothing lost, the same site twice."""

import re
import socket
import subprocess
import sys
import time
from html import escape
from urllib.request import ProxyHandler, build_opener

import pytest

from conftest import BUILDER, ROOT, build, differing, fill_in, rewrite


def test_a_defect_stops_the_build_without_a_traceback(copy, tmp_path):
    data = copy / "docs/data/red-flags.yml"
    data.write_text(data.read_text(encoding="utf-8").replace("why:", "wy:", 1), encoding="utf-8")
    rewrite(copy / "docs/relief/index.md", (r"\[\^[a-z0-9-]+\]", "[^nhs-twich]"))
    (copy / "docs/data/abbreviations.txt").write_bytes(b"na\xefve")
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "docs/data/abbreviations.txt:1: is not UTF-8 text" in result.stderr
    assert "docs/data/red-flags.yml" in result.stderr
    assert "unknown field 'wy' (known: id, name, sign, why, do, sources)" in result.stderr
    assert re.search(r"docs/relief/index\.md:\d+: unknown source 'nhs-twich'", result.stderr)


def test_a_failed_build_leaves_the_last_good_site_untouched(copy, tmp_path):
    target = tmp_path / "site"
    target.mkdir()
    (target / "index.html").write_text("the last good site", encoding="utf-8")
    data = copy / "docs/data/key-facts.yml"
    data.write_text("facts: [", encoding="utf-8")
    assert build(target, copy).returncode == 1
    assert (target / "index.html").read_text(encoding="utf-8") == "the last good site"


def test_missing_words_stop_the_build(copy, tmp_path):
    words, missing = copy / "docs/data/words.yml", ("strip", "review_draft", "because")
    for word in missing:
        rewrite(words, (f"^{word}:", f"{word}-x:"))
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    for word in missing:
        assert f"docs/data/words.yml:1: missing word '{word}'" in result.stderr


def test_an_overdue_review_is_named_and_fails_no_build(copy, tmp_path, data):
    details = {"reviewer": "Dr A. <Example>", "role": "family doctor"}
    fill_in(copy, **details, date="2026-01-01", next="2026-06-01")
    own = "review: {reviewer: Dr B, role: GP, date: 2025-11-01, next: 2026-03-15}"
    rewrite(copy / "docs/relief/index.md", (r"\A---", f"---\n{own}"))  # which goes first
    day = {"SOURCE_DATE_EPOCH": "1764547200"}  # 1 December 2025
    assert "in the future" in build(tmp_path / "early", copy, **day).stderr
    day = {"SOURCE_DATE_EPOCH": "1782864000"}  # 1 July 2026
    result = build(tmp_path / "overdue", copy, **day)
    assert result.returncode == 0, "an overdue review must not fail a strict build"
    assert "causes/index.md: review overdue since 2026-06-01" in result.stderr
    assert "relief/index.md: review overdue since 2026-03-15" in result.stderr
    page = (tmp_path / "overdue/causes/index.html").read_text(encoding="utf-8")
    days = {"date": "1 January 2026", "next": "1 June 2026"}
    assert escape(data.words["review_overdue"].format(**details, **days)) in page


def test_a_half_filled_review_stops_the_build(copy, tmp_path):
    fill_in(copy, reviewer="Dr A.", role="", date="", next="")
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    assert "mkdocs.yml: extra: review: 'role' is empty" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.proof
def test_two_builds_of_one_commit_in_different_folders_are_the_same(tmp_path):
    ask = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    day = {"SOURCE_DATE_EPOCH": subprocess.check_output(ask, text=True).strip()}
    for name in ("one", "two"):
        clone = tmp_path / f"clone-{name}"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        result = build(tmp_path / name, clone, **day)
        assert result.returncode == 0, result.stderr

    assert differing(tmp_path / "one", tmp_path / "two") == []


def test_a_missing_template_is_named(copy, tmp_path):
    (copy / "overrides/components/red-flags-ticked.html").unlink()
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    assert "overrides/ has no template red-flags-ticked.html" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_template_without_the_place_for_styles_is_named(copy, tmp_path):
    rewrite(copy / "overrides/main.html", ("<style></style>", "<style> </style>"))
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    wanted = "404.html has no <style></style>; overrides/main.html must write it so"
    assert wanted in result.stderr


@pytest.mark.proof
def test_while_serving_a_mistake_is_explained_and_the_last_good_page_stays(copy, data):
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", BUILDER, "serve", "--strict", "--dev-addr", address]
    log = copy / "serve.log"
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, cwd=copy, stdout=out, stderr=out)
    try:
        direct = build_opener(ProxyHandler({}))  # whatever proxy the machine has

        def eventually(done):
            for _ in range(300):
                if done():
                    return True
                time.sleep(0.1)
            return False

        def page():
            with direct.open(f"http://{address}/relief/", timeout=20) as answer:
                return answer.read().decode()

        assert eventually(lambda: "Serving on" in log.read_text(encoding="utf-8")), log.read_text(
            encoding="utf-8"
        )
        assert "live" in page()
        words = copy / "docs/data/words.yml"
        good = words.read_text(encoding="utf-8")
        words.write_text(good + "\nbad: a word that nobody uses\n", encoding="utf-8")
        assert eventually(lambda: "last good page" in log.read_text(encoding="utf-8")), (
            log.read_text(encoding="utf-8")
        )
        assert "unknown word 'bad'" in log.read_text(encoding="utf-8")
        assert "Traceback" not in log.read_text(encoding="utf-8")
        assert data.words["strip"] in page()
        words.write_text(good.replace("\nstrip: ", "\nstrip: Very "), encoding="utf-8")
        assert eventually(lambda: f"Very {data.words['strip']}" in page())
    finally:
        server.terminate()
        server.wait()
