"""Corrupted data files and pages are explained, and no markup from them reaches a page.

Real files are corrupted at random. Such a file is either refused, with an existing line for each
defect, or what readers get has no elements and attributes but those of the templates.
"""

import errno
import json
import os
import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components import expand
from components.templates import render
from conftest import BUILDER, ROOT, build, read_site
from records import front_matter, markers, words
from records.defects import DataError
from records.reader import Reader
from records.site import DataFiles, path_of
from records.yaml_lines import YamlText

DATA = read_site(ROOT)
PAGE = "docs/relief/index.md"
KINDS = {field.name: field.type for field in fields(DataFiles)}
NAMES = [*KINDS, "words"]


def ids_in(name: str) -> dict[str, dict[str, YamlText]]:
    """The ids that the real data file defines, by kind."""
    reader = Reader(ROOT)
    reader.load(KINDS[name], path_of(name))
    return reader.known


IDS = {name: ids_in(name) for name in KINDS}
COMPONENTS = markers.components()
ALSO_SHOWN_BY = {  # components of another data file's folder
    "pictures": ["picture: face-muscles", "key-facts: steps"],
    "sheets": ["handouts: your-sheet"],
    "words": [name for name in COMPONENTS if not name.startswith("handouts")],
}


def shown_by(name: str) -> list[str]:
    """The components that show a data file: its own, and a few more."""
    folder = f"{name.replace('_', '-')}:"
    in_folder = [component for component in COMPONENTS if component.startswith(folder)]
    return in_folder + ALSO_SHOWN_BY.get(name, [])


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</li></ul><b>bold",
    "a \" quote ' and another",
    "'\"><b>",
    "{{ 7 * 7 }}",
    "{% include 'logo.html' %}",
    "{0.__class__}",
    "{count}{action}{date}",
    "plain { onclick=alert(1) }",
    "plain {hidden}",
    "plain {: #id .class }",
    "#panic()",
    "# heading",
    "1. item",
    "> quote",
    "a\tb",
    "[footnotes]",
    "/// details | ## a",
    "[a](javascript:alert(1))",
    "https://example.org/\" onclick='x'",
    "javascript:alert(1)",
    "**bold** _it_ `code`",
    "&lt;b&gt; &#60;b>",
    "a & b < c > d",
    "😀👩‍⚕️🏳️‍🌈",
    "\u200f\u05d0\u202eevil\u202c",
    "\u2066x",
    "x" * 10_000,
    "word " * 200,
    "\x1b[31mred",
    "\x07",
    "\x00",
    "\x85\u2028\u2029",
    "\\",
    '"\\0"',
    '"\\ud800"',
    '"\\U99999999"',
    '"\\u202e"',
    '"a\\n\\n# b"',
    "|\n  <b>\n\n  # a",
    ">\n\tx",
    "*alias",
    "&anchor [*anchor]",
    "!!python/object:os.system x",
    "!!binary aGk=",
    "[" * 3_000,
    "[a, [b, {c: d}]]",
    "{a: b}",
    "[]",
    "{}",
    "- a",
    "null",
    "~",
    "''",
    "2026-02-30",
    "2026-99-99",
    "9" * 5_000,
    "-1",
    "1e999",
    "yes",
    "../../../../etc/passwd",
    "x" * 300,
    "none: of: these",
    "@at",
    "%TAG ! x",
    "? complex",
    "--- two",
    "...",
)
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"


def file_of(name: str) -> str:
    """The path of a data file; a page's name is its path."""
    return PAGE if name == PAGE else path_of(name)


def _real(name: str) -> str:
    """The text of a data file; of the two long ones only the start, to try many examples."""
    text = (ROOT / file_of(name)).read_text(encoding="utf-8")
    if name == "sources":
        return "\n\n".join(text.split("\n\n")[:12])
    return re.split(r"\n +# row 12\b", text)[0] if name == "claims" else text


REAL = {name: _real(name) for name in NAMES} | {PAGE: (ROOT / PAGE).read_text(encoding="utf-8")}
DAY = DATA.red_flags.date
CHANGED = re.search(r"(?m)^changed: (.*)$", REAL[PAGE])[1]
LINE = re.compile(r"(?P<lead>[\s-]*)(?P<key>[\w-]+):(?P<value>.*)")


def quoted(text: str) -> str:
    """The text as YAML in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def _corrupted_line(draw, line: str) -> list[str]:
    """A line corrupted in one way, as no line, one line or two."""
    field = LINE.fullmatch(line)
    lead, key, value = field.groups() if field else ("", line, "")
    text = draw(st.sampled_from(HOSTILE) | st.text(max_size=40) | st.integers().map(str))
    written = draw(st.sampled_from((text, quoted(text))))
    ways = (
        *[[f"{lead}{key}: {written}"]] * 8,
        [f"{lead}{text}:{value}"],
        [],
        [line, line],
        [" " * draw(st.integers(0, 9)) + line.lstrip()],
        ["\t" + line],
        [line, written],
    )
    return draw(st.sampled_from(ways))


@st.composite
def corrupted(draw) -> tuple[str, bytes]:
    """The name of a data file or page and its bytes, corrupted in one or more places."""
    name = draw(st.sampled_from(sorted(REAL)))
    lines = REAL[name].split("\n")
    last = len(lines) if name != PAGE else 12
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, last - 1))
        lines[at:at] = _corrupted_line(draw, lines.pop(at) if at < len(lines) else "")
    text = draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r"))).join(lines)
    raw = text.encode("utf-8", "surrogatepass")
    at = draw(st.integers(0, len(raw)))
    ways = (
        *[raw] * 40,
        b"\xef\xbb\xbf" + raw,
        text.encode("latin-1", "replace") + b"\nna\xefve: x",
        text.encode("utf-16", "surrogatepass"),
        raw[:at],
        raw[:at] + draw(st.binary(max_size=8)) + raw[at:],
        BOMB.encode() + raw,
        raw + b"\n# " + b"x" * 1_100_000,
        b"",
        raw + b"\n---\n" + raw,
        draw(st.binary(max_size=200)),
        draw(st.text(max_size=200)).encode("utf-8", "surrogatepass"),
    )
    return name, draw(st.sampled_from(ways))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A project whose data files may be overwritten; its pages and pictures are the real ones."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "docs/data/quality").mkdir(parents=True)
    for path in (ROOT / "docs").iterdir():
        if path.name not in ("data", "relief"):
            (root / "docs" / path.name).symlink_to(path)
    (root / "docs/relief").mkdir()
    for path in (ROOT / "docs/relief").iterdir():
        if path.name != "index.md":
            (root / "docs/relief" / path.name).symlink_to(path)
    (root / PAGE).write_bytes((ROOT / PAGE).read_bytes())
    return root


def read(root: Path, name: str, raw: bytes) -> tuple[object, list[str]]:
    """What the reader makes of a corrupted file, and the defects that it reports."""
    path = file_of(name)
    (root / path).write_bytes(raw)
    reader = Reader(root)
    for other in IDS.keys() - {name}:
        reader.known |= {kind: dict(ids) for kind, ids in IDS[other].items()}
    if name == PAGE:
        content = reader.read(path)
        if content is not None:
            front_matter.read(reader, content)
            markers.check(reader, content, DATA.red_flags)
    elif name in KINDS:
        content = reader.load(KINDS[name], path)
    else:
        content = words.load(reader)
    try:
        reader.check()
    except DataError as error:
        most = max(1, len(re.findall(rb"\r\n|\r|\n", raw)) + (not raw.endswith((b"\r", b"\n"))))
        for line in str(error).splitlines():
            start, number, problem = line.split(":", 2)
            assert start == path
            assert 1 <= int(number) <= most, line
            assert problem.startswith(" ")
            assert line.isprintable()
        return content, str(error).splitlines()
    return content, []


def html(name: str, content: object) -> BeautifulSoup:
    """What shows a data file: its components, as Markdown turns them into HTML."""
    data = replace(DATA, **{name: content})
    config = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    extensions = [
        extension for extension in config["markdown_extensions"] if isinstance(extension, str)
    ]
    texts = [expand.expand(f"<!-- {part} -->", data, str) for part in shown_by(name)]
    notes = expand.footnotes(list(data.sources)[:12], data) if name in ("sources", "words") else ""
    cited = " ".join(f"[^{source}]" for source in list(data.sources)[:12]) if notes else ""
    text = "\n\n".join([*texts, cited]) + notes
    if name in ("words", "emergency_numbers"):
        text += "\n\n" + render("emergency-numbers/_numbers.html", **vars(data))
    if name == "abbreviations":
        text = " ".join(content) + expand.abbreviations(data)
    (footnotes,) = (
        extension for extension in config["markdown_extensions"] if "footnotes" in extension
    )
    converter = markdown.Markdown(
        extensions=[*extensions, "footnotes", "toc"], extension_configs=footnotes
    )
    return BeautifulSoup(converter.convert(text), "html.parser")


def markup_of(soup: BeautifulSoup) -> set[tuple[str, str]]:
    """Every element with the names of its attributes."""
    return {(element.name, key) for element in soup.find_all(True) for key in ("", *element.attrs)}


MARKUP = {name: markup_of(html(name, getattr(DATA, name))) | {("p", "")} for name in NAMES}
ADDRESS = re.compile(r"https?://|tel:[0-9]+$|#|(\.\./)*[\w/-]+\.(md|pdf|svg|png|atom)(#[\w-]+)?$")


def check(root: Path, name: str, raw: bytes) -> None:
    content, problems = read(root, name, raw)
    if problems or name == PAGE:
        return
    soup = html(name, content)
    assert markup_of(soup) <= MARKUP[name]
    for element in soup.select("[href], [src]"):
        address = element.get("href", element.get("src"))
        assert ADDRESS.match(address), address


COMMON = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=40, derandomize=True, **COMMON)
@given(corrupted())
def test_a_corrupted_file_is_refused_or_harmless(folder, file):
    check(folder, *file)


@pytest.mark.proof
@settings(max_examples=2_000, print_blob=True, **COMMON)
@given(corrupted())
def test_2000_corrupted_files_are_refused_or_harmless(folder, file):
    check(folder, *file)


@pytest.mark.parametrize("name", NAMES)
def test_the_original_file_is_accepted(folder, name):
    _, problems = read(folder, name, REAL[name].encode())
    assert problems == []


def replaced(text: str, old: str, new: str) -> str:
    """`text` with `old` replaced once; if `new` ends its line, the rest of the line is dropped."""
    before, after = text.split(old, 1)
    return before + new + (after.partition("\n")[2] if new.endswith("\n") else after)


RED = {
    "a script": ("Call again if", "<script>alert(1)</script> if", "contains markup ('<s'"),
    "a template": ("Call again if", "Call {{ config }} if", "contains markup ('{{'"),
    "an attribute": ("Call again if", "Call { onclick=go } if", "contains markup ('{'"),
    "a hidden mark": ("Call again if", "Call \u202eagain if", "cannot be seen (U+202E)"),
    "half a sign": ("Call again if", '"Call \\ud800again"\n', "cannot be seen (U+D800)"),
    "a heading": ("Call again if", "'# Call again'\n", "contains markup ('#'"),
    "no such day": (f"date: {DAY}", "date: 2026-02-30", "'date' must be a date such as"),
    "no character": ("Call again if", '"\\U99999999 if', "a number that is out of range"),
    "an invisible line end": ("Call again if", "Call\u2028again if", "not allowed (U+2028)"),
    "lists in lists": ("Call again if", "[" * 9_999 + " if", "too many lists inside lists"),
    "a text of 10,000": ("Call again if", "x" * 10_000, "(at most 600)"),
}


@pytest.mark.parametrize("case", RED)
def test_hostile_text_is_refused_with_its_line(folder, case):
    old, new, expected = RED[case]
    before, _ = REAL["red_flags"].split(old, 1)
    _, problems = read(folder, "red_flags", replaced(REAL["red_flags"], old, new).encode())
    assert len(problems) == 1
    assert problems[0].startswith(f"docs/data/red-flags.yml:{before.count(chr(10)) + 1}: ")
    assert expected in problems[0]


@pytest.mark.parametrize(
    "text", ["a \" quote ' here", "x < y & z", "#panic()", "😀 smile", "if 1 > 0", "50% of {days"]
)
def test_accepted_text_is_shown_as_written(folder, text):
    raw = REAL["red_flags"].replace("Do not drive yourself.", text)
    raw = re.sub(r"(meanwhile: )(.*)", lambda line: line[1] + quoted(line[2]), raw)
    content, problems = read(folder, "red_flags", raw.encode())
    if "{" in text:
        assert "contains markup ('{')" in problems[0]
    else:
        assert problems == []
        assert text in html("red_flags", content).get_text()


def test_the_placeholders_of_words_are_checked(folder):
    raw = REAL["words"].replace("{action}", "{action.x}").replace("({count})", "here")
    raw = raw.replace("{hundred}", "x").replace("{reviewer}", "x")
    raw = re.sub(r"^prefix_soon: .*\n", "", raw, flags=re.M)
    _, problems = read(folder, "words", raw.encode())
    report = "\n".join(problems)
    assert "missing word 'prefix_soon'; the build needs it" in report
    assert "words: 'status_result' must contain {action}" in report
    assert "words: 'sources' must contain {count}" in report
    assert "words: 'index_total' must contain {hundred}" in report
    assert "words: 'end_checked' must contain {reviewer}" in report


@pytest.mark.parametrize("path", ["docs/data/sources.yml", "docs/data/abbreviations.yml", PAGE])
def test_an_unreadable_file_is_reported(copy, path):
    (copy / path).unlink()
    (copy / path).mkdir()
    with pytest.raises(DataError, match=rf"(?m)^{path}:1: cannot be read: Is a directory$"):
        read_site(copy)


def test_a_file_without_read_permission_is_reported(copy, monkeypatch):
    def read(path):
        if path.name == "words.yml":  # simulated: root may read a file of any mode
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return path.open("rb").read()

    monkeypatch.setattr(Path, "read_bytes", read)
    with pytest.raises(DataError, match=r"docs/data/words.yml:1: cannot be read: Permission"):
        read_site(copy)


@pytest.mark.parametrize("path", ["docs/data/words.yml", "docs/data/abbreviations.yml", PAGE])
def test_a_file_in_another_encoding_is_reported_with_its_line(copy, path):
    raw = (copy / path).read_bytes()
    (copy / path).write_bytes(raw + "\n\nnaïve: x\n".encode("latin-1"))
    line = raw.count(b"\n") + 3
    with pytest.raises(DataError, match=rf"(?m)^{path}:{line}: is not UTF-8 text; save it as"):
        read_site(copy)


REVIEW = "review: {reviewer: Dr A, date: 2026-01-01, next: 2027-01-01}"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            (f"changed: {CHANGED}", "changed: 2026-02-30"),
            "4: front matter: 'changed' must be a date such as",
        ),
        (("changed:", "2026: x\nchanged:"), "4: front matter: unknown field '2026'"),
        (("title: ", "review: Dr A\ntitle: "), "2: review: must have fields"),
        (("title: ", "title: null\n"), "2: front matter: 'title' is empty"),
        (("title: ", "title: <b>"), "2: front matter: 'title' contains markup"),
        (("title: ", 'title: "\x07" \n'), "2: broken YAML: a character that is not allowed"),
        (("title: ", "title: [a]\n"), "2: front matter: 'title' must be one text"),
        (("title: ", "title: 2026\n"), "2: front matter: 'title' must be one text; a number"),
        (
            ("title: ", "title: yes\n"),
            "2: front matter: 'title' must be one text; a number, yes or no",
        ),
        (
            ("title: ", "title: !!python/object:os.system x\n"),
            "2: front matter: MkDocs cannot read it",
        ),
        (
            (f"changed: {CHANGED}", "changed: !!int soon"),
            "4: front matter: 'changed' must be a date such as",
        ),
        (("title: ", "hide: toc\ntitle: "), "2: front matter: 'hide' must be a list"),
        (("title: ", "hide: [foot]\ntitle: "), "2: front matter: unknown hide 'foot' (known: nav"),
        (("title: ", "search: [a]\ntitle: "), "2: search: must have fields"),
        (("title: ", "search: {boost: high}\ntitle: "), "2: search: 'boost' must be a number"),
        (("title: ", "search: {exclude: on}\ntitle: "), "2: search: unknown exclude 'on' (known:"),
        (("title: ", "search: {bost: 2}\ntitle: "), "2: search: unknown field 'bost' (known: bo"),
        (("title: ", "template: no.html\ntitle: "), "2: front matter: there is no file overri"),
        (("title: ", f"{REVIEW}\ntitle: "), "2: review: 'role' is empty; fill in all"),
        (("title: ", "title: x\ntitle: "), "3: 'title' appears twice"),
        (("description:", "description: &a [*a]\nx:"), "3: broken YAML: an alias, *name"),
    ],
)
def test_hostile_front_matter_is_reported_with_its_line(folder, change, expected):
    _, problems = read(folder, PAGE, replaced(REAL[PAGE], *change).encode())
    assert len(problems) == 1
    assert problems[0].startswith(f"{PAGE}:{expected}")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("X: a <b>scan", "abbreviations: 'X' contains markup ('<b')"),
        ("X]: a scan", "abbreviations: 'abbreviations' contains markup (']')"),
        ("X: ~", "abbreviations: 'X' is empty"),
        ("X: [a scan]", "abbreviations: 'X' must be one text"),
        ("MRI: another scan", "'MRI' appears twice; delete one"),
        ('"X\u200b": a scan', "abbreviations: 'abbreviations' contains a character that cannot be"),
    ],
)
def test_an_invalid_abbreviation_is_reported(folder, line, expected):
    good = REAL["abbreviations"]
    _, problems = read(folder, "abbreviations", f"{good}{line}\n".encode())
    assert len(problems) == 1
    place = f"docs/data/abbreviations.yml:{good.count(chr(10)) + 1}"
    assert problems[0].startswith(f"{place}: {expected}")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("typed: [als, mnd", "typed: [als, MND", "'typed' must be small letters and single spaces"),
        (
            "typed: [als, mnd",
            "typed: [bell's palsy, mnd",
            "must be small letters and single spaces",
        ),
        ("typed: [als, mnd", "typed: [spazm, mnd", "typed 'spazm' already used in line "),
        ("ours: als, typed", "our: als, typed", "unknown field 'our' (known: ours, typed)"),
        ("page: causes/medicines.md", "page: causes/no.md", "there is no page docs/causes/no.md"),
        (
            "everywhere: [twitch",
            "everywhere: [twitch, twitch",
            "everywhere 'twitch' already used in line ",
        ),
    ],
)
def test_an_invalid_search_word_is_reported(folder, old, new, expected):
    before, after = REAL["search"].split(old, 1)
    _, problems = read(folder, "search", f"{before}{new}{after}".encode())
    assert expected in "\n".join(problems)
    assert f"docs/data/search.yml:{before.count(chr(10)) + 1}: " in "\n".join(problems)


def test_a_search_word_on_no_page_is_reported_with_its_line(copy):
    path = copy / path_of("search")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ours: spasm,", "ours: spasm qqqq,"), encoding="utf-8")
    line = text[: text.index("ours: spasm,")].count("\n") + 1
    problem = f"{path_of('search')}:{line}: search: no page has the word 'qqqq' of 'spasm qqqq'"
    with pytest.raises(DataError, match=f"(?m)^{re.escape(problem)}$"):
        read_site(copy)


def make(root: Path, **options) -> subprocess.CompletedProcess:
    """Runs `make build` in a copy of the project, with this Python."""
    command = ["make", "-o", ".venv/ready", f"MKDOCS={sys.executable} -m {BUILDER}", "build"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, **options)


@pytest.fixture
def published(copy) -> Path:
    """A copy of the project with a site from an earlier build."""
    (copy / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    (copy / "site").mkdir()
    (copy / "site/index.html").write_text("the last good site", encoding="utf-8")
    return copy


def test_a_full_disk_leaves_the_last_good_site(published):
    most = 60_000  # bytes a file; the search worker and others are larger
    resource = pytest.importorskip("resource")  # Windows has none
    limit = (resource.RLIMIT_FSIZE, (most, most))
    result = make(published, preexec_fn=lambda: resource.setrlimit(*limit))
    assert result.returncode != 0
    assert "File too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert ".site-new/" in result.stderr, "the error names the file"
    assert [path.name for path in (published / "site").iterdir()] == ["index.html"]
    assert (published / "site/index.html").read_text(encoding="utf-8") == "the last good site"


def test_an_unwritable_folder_leaves_the_last_good_site(published, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = build(tmp_path / "file/site", published)
    assert result.returncode != 0
    assert "Not a directory" in result.stderr
    assert (published / "site/index.html").read_text(encoding="utf-8") == "the last good site"


def test_a_defect_stops_make_before_it_replaces_the_site(published):
    (published / "docs/data/words.yml").unlink()
    result = make(published)
    assert result.returncode != 0
    assert "docs/data/words.yml:1: cannot be read: No such file or directory" in result.stderr
    assert "Traceback" not in result.stderr
    assert (published / "site/index.html").read_text(encoding="utf-8") == "the last good site"
