"""Which data files are refused, and how that is explained. One sample file per defect."""

import re
import shutil
from itertools import takewhile
from pathlib import Path

import pytest

from conftest import PROJECT, ROOT
from records import hazards, settings, site, yaml_lines
from records.defects import DataError
from records.plain_text import fault
from records.reader import Reader
from records.record import Record
from records.red_flags import RedFlags
from records.site import path_of
from records.yaml_lines import YamlText

pytestmark = pytest.mark.words

PATH = path_of("red_flags")
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.yml"))


def load(folder: Path, text: bytes):
    """The red flags read from `text`, and the defects that were reported."""
    path = folder / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    reader = Reader(folder)
    reader.known["source"] = {"nhs": YamlText.at(1, "nhs")}
    flags = reader.load(RedFlags, PATH)
    try:
        reader.check()
    except DataError as error:
        return flags, str(error).splitlines()
    return flags, []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_defect_is_reported_with_its_line_and_a_remedy(sample, tmp_path):
    text = sample.read_bytes()
    expected = text.split(b"\n", 1)[0].decode().removeprefix("# expect: ")
    _, lines = load(tmp_path, text)
    wanted = [] if expected == "nothing" else [f"{PATH}:{expected}"]
    assert lines == wanted


def test_all_defects_are_reported_at_once_in_file_order(tmp_path):
    text = (SAMPLES[0].parent / "valid.yml").read_text(encoding="utf-8")
    text = text.replace("why: It can be a stroke.", "wy: It can be a stroke.")
    text = text.replace("none: I have none of these", "none:")
    text = text.replace("id: light", "id: long")
    _, lines = load(tmp_path, text.encode())
    assert [line.split(":")[1] for line in lines] == ["5", "20", "23", "66"]


def test_a_missing_file_is_a_defect_and_not_a_traceback(tmp_path):
    reader = Reader(tmp_path)
    assert reader.load(RedFlags, PATH) is None
    with pytest.raises(DataError, match=r"docs/data/red-flags.yml:1: cannot be read: No such file"):
        reader.check()


def test_text_is_kept_as_written(tmp_path):
    text = (SAMPLES[0].parent / "valid.yml").read_text(encoding="utf-8")
    text = text.replace("version: 2026-11-22", "version: 007").replace("Wait.", "no")
    flags, lines = load(tmp_path, text.encode())
    assert not lines
    assert (flags.version, flags.tiers[0].meanwhile) == ("007", "no")
    assert flags.tiers[0].flags[0].line == 20


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs/data").rglob("*.yml")), ids=lambda path: path.name
)
def test_a_data_file_starts_with_a_comment_on_how_to_edit_it(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    comment = list(takewhile(lambda line: line.startswith("#"), lines))
    assert len(comment) >= 2
    assert re.search(r"[Tt]o (edit|change|add)|Before you (add|change)|do not edit", str(comment))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "a: sudden headache # with vomiting",
            "1: a # ends the text, 'with vomiting' would be lost",
        ),
        ("a: one\n  two # three", "2: a # ends the text, 'three'"),
        ('a: "quoted" # more', "1: a # ends the text, 'more'"),
        ("a: [one, two] # more", "1: a # ends the text, 'more'"),
        ("a: [one, # more\n  two]", "1: a # ends the text, 'more'"),
        ("- a: # more\n  b: c", "1: a # ends the text, 'more'"),
        (
            "- id: x\n\u00a0 sign: y\n  b: c",
            "2: broken YAML: no-break space (U+00A0) stands before",
        ),
        (
            "- id: x\n  a: \u201cone: two\u201d",
            "2: broken YAML: left double quotation mark (U+201C)",
        ),
        ("b:\n  - id: x\n    sign:you\n    c: d", "3: broken YAML: colon (U+003A) needs a space"),
        ("b:\n  -id: x\n  - id: y", "2: broken YAML: hyphen-minus (U+002D) needs a space"),
        ("a:\n  b:\u00a0c\n  d: e", "2: broken YAML: no-break space (U+00A0) stands"),
        ("a:\n  - id: x\n  \u2013 id: y", "3: broken YAML: en dash (U+2013) is no mark"),
        ("a:\n  b; c\n  d: e", "2: broken YAML: semicolon (U+003B) is no colon"),
        ('a:\n  b: "c\n  d: e\n  f: "g"', '2: broken YAML: a quote (") opens here and is'),
        ("a\uff1ab\nc: d", "1: broken YAML: fullwidth colon (U+FF1A) is no colon that YAML"),
    ],
)
def test_a_typing_mistake_is_reported_with_its_line_and_a_remedy(text, problem):
    for ended in (f"{text}\n", text):
        _, defects = yaml_lines.parsed("f.yml", ended)
        assert [str(defect)[: len(problem) + 6] for defect in set(defects)] == [f"f.yml:{problem}"]


@pytest.mark.parametrize(
    "text", ["a: x#y", 'a: "b # c"', "# a: b # c\na: b", "a: |\n  b # c\nd: e"]
)
def test_a_harmless_hash_sign_is_accepted(text):
    assert yaml_lines.parsed("f.yml", f"{text}\n")[1] == []


INVISIBLE = "\u00ad\u061c\u200b\u200d\u200e\u202b\u2060\u2066\ufe0f\ufeff\ue000"


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda sign: f"U+{ord(sign):04X}")
def test_an_invisible_character_is_refused(sign):
    problem = f"contains a character that cannot be seen (U+{ord(sign):04X}); delete it"
    assert fault(f"head{sign}ache") == problem
    assert fault("Bác sĩ Hương, Ärztin (Łódź), 8-12 “today”") is None


def with_lines(tree):
    """A tree with the line number of each part."""
    if isinstance(tree, dict):
        return tree.line, [(with_lines(key), with_lines(value)) for key, value in tree.items()]
    if isinstance(tree, list):
        return tree.line, [with_lines(item) for item in tree]
    return tree.line, str(tree)


@pytest.mark.parametrize(
    "path", [*SAMPLES, *sorted((ROOT / "docs/data").rglob("*.yml"))], ids=lambda path: path.name
)
def test_the_fast_and_the_exact_reader_agree(path, monkeypatch):
    text = path.read_bytes().decode("utf-8", "replace")
    tree, defects = yaml_lines.parsed(path.name, text)
    matches_any_text = re.compile("")  # so the fast reader is never used
    monkeypatch.setattr(yaml_lines, "TABS_OR_STARS", matches_any_text)
    exact, known = yaml_lines.parsed(path.name, text)
    assert defects == known
    assert (tree is None) == (exact is None)
    assert tree is None or with_lines(tree) == with_lines(exact)


def test_a_hazard_whose_test_is_missing_is_reported(tmp_path):
    folder = (tmp_path / path_of("hazards")).parent
    folder.mkdir(parents=True)
    shutil.copy(PROJECT / path_of("hazards"), folder)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_one.py").write_text("def test_another(): ...", encoding="utf-8")
    reader = Reader(tmp_path)
    first = next(iter(reader.load(dict[str, hazards.Hazard], path_of("hazards")).values()))
    hazards.register_tests(reader)
    wanted = f"{first.tests[0].line}: hazard '{first.id}': unknown test '{first.tests[0]}'"
    with pytest.raises(DataError, match=re.escape(wanted)):
        reader.check()


def test_every_reference_is_to_a_kind_of_record_that_has_ids():
    reader = Reader(ROOT)
    site.load(reader, settings.load(reader, "mkdocs.yml", "A guide", "", ""))
    assert {kind for _, kind, *_ in reader.references} <= reader.known.keys()


def test_a_field_of_another_type_is_refused():
    class Bad(Record):
        number: int

    node = yaml_lines.parsed("a.yml", "number: 1")[0]
    with pytest.raises(TypeError, match="a field can be str"):
        Reader(ROOT).record(Bad, node, "bad")
