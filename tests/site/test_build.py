"""The build reports clear errors, loses no earlier site and is reproducible."""

import re
import socket
import subprocess
import sys
from html import escape
from urllib.request import ProxyHandler, build_opener

import pytest

from conftest import BUILDER, ROOT, build, differing, fill_in, rewrite
from helpers import eventually
from records import settings
from records import site as records_site
from records.defects import DataError
from records.reader import Reader


def test_a_defect_stops_the_build_without_a_traceback(copy, tmp_path):
    data = copy / "docs/data/red-flags.yml"
    data.write_text(data.read_text(encoding="utf-8").replace("why:", "wy:", 1), encoding="utf-8")
    rewrite(copy / "docs/relief/index.md", (r"\[\^[a-z0-9-]+\]", "[^nhs-twich]"))
    (copy / "docs/data/abbreviations.yml").write_bytes(b"na\xefve")
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "docs/data/abbreviations.yml:1: is not UTF-8 text" in result.stderr
    assert "docs/data/red-flags.yml" in result.stderr
    assert "unknown field 'wy' (known: id, name, sign, why, do, sources)" in result.stderr
    assert "unknown flag" not in result.stderr, "a flag with a mistake is named in its file only"
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


def test_an_overdue_review_is_reported_without_failing_the_build(copy, tmp_path, data):
    details = {"reviewer": "Dr A. & B. Example", "role": "family doctor"}
    fill_in(copy, **details, date="2026-01-01", next="2026-06-01")
    page_review = "review: {reviewer: Dr B, role: GP, date: 2025-11-01, next: 2026-03-15}"
    rewrite(copy / "docs/relief/index.md", (r"\A---", f"---\n{page_review}"))  # which goes first
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
    assert re.search(r"mkdocs\.yml:\d+: review: 'role' is empty", result.stderr)
    assert "Traceback" not in result.stderr


@pytest.mark.proof
def test_builds_in_different_folders_are_the_same(tmp_path):
    ask = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    day = {"SOURCE_DATE_EPOCH": subprocess.check_output(ask, text=True).strip()}
    for name in ("one", "two"):
        clone = tmp_path / f"clone-{name}"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        result = build(tmp_path / name, clone, **day)
        assert result.returncode == 0, result.stderr

    assert differing(tmp_path / "one", tmp_path / "two") == []


def test_a_missing_template_is_reported(copy, tmp_path):
    (copy / "overrides/components/red-flags/_ticked.html").unlink()
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    assert "overrides/ has no template red-flags/_ticked.html" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("template", "mistake", "problem"),
    [
        ("components/hazards/list.html", "{% if %}", "Expected an expression"),
        ("components/hazards/list.html", "{{ hazards.x.left }}", "no attribute 'x'"),
        ("components/hazards/list.html", '{% include "none.html" %}', "no template none.html"),
        ("components/hazards/list.html", "{{ hazards + 1 }}", "unsupported operand type"),
        ("furniture/doors.html", "{% for %}", "Expected an expression"),
    ],
)
def test_a_mistake_in_a_template_is_reported_with_its_line(
    copy, tmp_path, template, mistake, problem
):
    path = copy / "overrides" / template
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{mistake}\n", encoding="utf-8")
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    line = text.count("\n") + 1
    assert re.search(rf"(?m)^overrides/{template}:{line}: .*{problem}", result.stderr), (
        result.stderr
    )


def test_a_data_file_that_nothing_reads_is_reported(copy, tmp_path):
    (copy / "docs/data/red-flag.yml").write_text("a: b\n", encoding="utf-8")
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    assert "docs/data/red-flag.yml:1: nothing reads this file" in result.stderr


def test_an_unlisted_style_sheet_or_script_is_reported(copy, tmp_path):
    lost = ["assets/javascripts/new.js", "assets/stylesheets/new.css"]
    for path in lost:
        (copy / "docs" / path).write_text("", encoding="utf-8")
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    for path in lost:
        assert f"docs/{path} is not listed under extra_css or extra_javascript" in result.stderr


def test_a_template_without_a_place_for_styles_is_reported(copy, tmp_path):
    rewrite(copy / "overrides/main.html", ("<style></style>", "<style> </style>"))
    result = build(tmp_path / "site", copy)
    assert result.returncode == 1
    wanted = "404.html has no <style></style>; overrides/main.html must write it so"
    assert wanted in result.stderr


@pytest.mark.proof
def test_while_serving_a_mistake_is_reported_and_the_last_good_page_stays(copy, data):
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", BUILDER, "serve", "--strict", "--dev-addr", address]
    log = copy / "serve.log"
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, cwd=copy, stdout=out, stderr=out)
    try:
        direct = build_opener(ProxyHandler({}))  # without any proxy of the machine

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
        assert eventually(lambda: "Fix it and save" in log.read_text(encoding="utf-8")), (
            log.read_text(encoding="utf-8")
        )
        assert "unused word 'bad'" in log.read_text(encoding="utf-8")
        assert "Traceback" not in log.read_text(encoding="utf-8")
        assert data.words["strip"] in page()
        template = copy / "overrides/components/hazards/list.html"
        sound = template.read_text(encoding="utf-8")
        template.write_text("{% if %}\n" + sound, encoding="utf-8")
        words.write_text(good, encoding="utf-8")
        wanted = "overrides/components/hazards/list.html:1: Expected an expression"
        assert eventually(lambda: wanted in log.read_text(encoding="utf-8"))
        assert "Traceback" not in log.read_text(encoding="utf-8")
        template.write_text(sound, encoding="utf-8")
        words.write_text(good.replace("\nstrip: ", "\nstrip: Very "), encoding="utf-8")
        assert eventually(lambda: f"Very {data.words['strip']}" in page())
    finally:
        server.terminate()
        server.wait()


def defects(copy, tmp_path, *changes: tuple[str, str, str], **environment: str) -> str:
    """What a failing build of a project with changes, each (path, pattern, instead), prints."""
    for path, pattern, instead in changes:
        rewrite(copy / path, (pattern, instead))
    result = build(tmp_path / "site", copy, **environment)
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr


INVALID_SETTINGS = [
    (r"^  doors:", "  clinic:\n    name: Other\n  doors:", r"\d+: 'clinic' appears twice"),
    (r"^  doors:", "  dors:", r"\d+: extra: unknown field 'dors' \(known: generator, review, cl"),
    (r"^  clinic:\n(    .*\n)+", "  clinic: text\n", r"\d+: clinic: must have fields, each as"),
    (r"^    emergency:.*", '    emergency: "call 112"', r"\d+: clinic: 'emergency' must be a tele"),
    (r"^    phone:.*", "    phone: 030 # only mornings", r"\d+: a # ends the text, 'only morni"),
    (
        r"^    hours:.*",
        "    hours: 8\u202e12",
        r"\d+: clinic: 'hours' contains a character that cannot be",
    ),
    (r"^    date:.*", "    date: 2062-11-22", r"\d+: review: 'date' is in the future \(2062-11-22"),
    (
        r"^  checklist: .*",
        "  checklist: simple",
        r"\d+: extra: unknown checklist 'simple' \(known: interactive, plain\)",
    ),
    (r"^  foot:\n(    - .*\n)+", "", r"\d+: extra: missing field 'foot'"),
    (r"^site_name: ", "site_name: <b>", r"1: settings: 'site_name' contains markup \('<b'\)"),
    (
        r"address: about/privacy/",
        "address: about/privat/",
        r"\d+: link: there is no page docs/about/privat",
    ),
]


@pytest.mark.parametrize(("pattern", "instead", "problem"), INVALID_SETTINGS)
def test_an_invalid_setting_is_reported_with_its_line(copy, pattern, instead, problem):
    rewrite(copy / "mkdocs.yml", (pattern, instead))
    reader = Reader(copy)
    settings.load(reader, "mkdocs.yml", "Guide", "https://example.org/", "")
    assert re.search(rf"(?m)^mkdocs.yml:{problem}", "\n".join(map(str, reader.defects)))


def test_an_unknown_country_is_reported_with_its_line(copy):
    rewrite(copy / "mkdocs.yml", (r"^    country:.*", "    country: gb"))
    reader = Reader(copy)
    site_settings = settings.load(reader, "mkdocs.yml", "Guide", "https://example.org/", "")
    with pytest.raises(DataError, match=r"(?m)^mkdocs.yml:\d+: clinic: unknown region 'gb'"):
        records_site.load(reader, site_settings)


def test_the_projects_own_settings_are_valid(copy):
    for path in ("mkdocs.yml", "offline.yml"):
        (copy / path).write_bytes((ROOT / path).read_bytes())
        reader = Reader(copy)
        settings.load(reader, path, "Guide", "", "")
        reader.check()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("  https://example.org/guide/ /", "https://example.org/guide/"),
        ("https://example.org/index.html", "https://example.org/"),
        ("https://example.org/guide/index.html/", "https://example.org/guide/"),
        ("", "http://127.0.0.1:8000/"),  # set but empty, as in a workflow's first run
        (None, "http://127.0.0.1:8000/"),
        ("https://example.org/?page=1", None),
        ("https://example.org/#top", None),
        ("https://user:password@example.org/", None),
        ("https://exam ple.org/", None),
        ("example.org", None),
    ],
)
def test_an_address_is_trimmed_or_refused_in_one_sentence(copy, given, kept):
    reader = Reader(copy)
    site_settings = settings.load(reader, "mkdocs.yml", "Guide", given, given)
    refusals = [defect for defect in reader.defects if defect.problem.startswith("site_url:")]
    if kept:
        assert site_settings.url == kept
        assert not refusals
    else:
        assert len(refusals) == 1
        assert "must be an address such as https://example.org/guide/" in refusals[0].problem


def test_invalid_settings_are_reported_together_with_defects_of_pages(copy, tmp_path):
    report = defects(
        copy,
        tmp_path,
        ("mkdocs.yml", r"^  doors:", "  clinic:\n    name: Other\n  doors:"),
        ("docs/relief/index.md", r"^changed: .*$", "changed: 2062-11-22"),
        ("docs/causes/index.md", r"^# .*\n+", "# Causes\n\n- stress\n- \u2066sleep\n\n"),
        SITE_URL="https://example.org/?x=1",
    )
    assert re.search(
        r"mkdocs\.yml:\d+: site_url: 'https://example.org/\?x=1' must be an addr", report
    )
    assert re.search(r"mkdocs\.yml:\d+: 'clinic' appears twice", report)
    assert re.search(r"docs/relief/index\.md:\d+: front matter: 'changed' is in the future", report)
    assert re.search(
        r"docs/causes/index\.md:\d+: the first paragraph after the heading is m", report
    )
    assert re.search(
        r"docs/causes/index\.md:\d+: a character that cannot be seen \(U\+2066\)", report
    )


@pytest.mark.proof
def test_ignored_and_foreign_files_do_not_stop_the_build(copy, tmp_path):
    token = "google-site-verification: google1234.html"
    left_out = (".#page.md", "._page.md", ".obsidian/notes.md", "relief/.draft.md")
    for name in left_out:
        (copy / "docs" / name).parent.mkdir(exist_ok=True)
        (copy / "docs" / name).write_text("# no page", encoding="utf-8")
    (copy / "docs/google1234.html").write_text(token, encoding="utf-8")
    result = build(tmp_path / "site", copy)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site/google1234.html").read_text(encoding="utf-8") == token
    assert not list((tmp_path / "site").rglob("*obsidian*"))


@pytest.mark.proof
def test_the_build_says_that_a_clinics_sheets_without_an_address_have_no_code(copy, tmp_path):
    fill_in(copy, name="Praxis", phone="030", hours="", emergency="15")
    result = build(tmp_path / "site", copy, SITE_URL="")
    assert result.returncode == 0, result.stderr
    assert "without SITE_URL the clinic's sheets carry no code" in result.stderr


@pytest.mark.proof
def test_windows_line_endings_and_encoding_give_the_same_site(copy, tmp_path, site):
    """As on Windows: lines end with CR LF, and Python does not read UTF-8 by default."""
    texts = (".md", ".yml", ".txt", ".html", ".css", ".js", ".svg", ".typ")
    for path in (
        file for name in ("docs", "overrides", "hooks") for file in (copy / name).rglob("*")
    ):
        if path.suffix in texts:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    result = build(tmp_path / "site", copy, **plain)
    assert result.returncode == 0, result.stderr
    unlike = [name for name in differing(tmp_path / "site", site) if name != "version.json"]
    for name in unlike:
        windows, usual = ((folder / name).read_bytes() for folder in (tmp_path / "site", site))
        commits = re.compile(rb"[0-9a-f]{7,}|none|20\d\d-\d\d-\d\d|\d+ \w+ 20\d\d|sha256-[^']+")
        assert commits.sub(b"", windows.replace(b"\r", b"")) == commits.sub(b"", usual), name
