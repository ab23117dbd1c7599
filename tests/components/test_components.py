"""What a page's Markdown and front matter may contain, and what components show."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from components import expand
from conftest import PROJECT, ROOT
from helpers import text
from records import front_matter, markers
from records.reader import Reader
from records.reader_tests import Answer, ReaderTest
from records.yaml_lines import YamlText

pytestmark = pytest.mark.words

GOOD = f"""---
title: A page
description: {"d" * 80}
changed: 2026-11-22
---

# A page

Text.[^nhs]
"""


def defects(text: str, red_flags=None, source: str = "nhs") -> list[str]:
    """The defects of a page; only one source is known."""
    reader = Reader(ROOT)
    reader.path = "docs/a.md"
    reader.known["source"] = {source: YamlText.at(1, source)}
    front_matter.read(reader, text)
    markers.check(reader, text, red_flags)
    return [str(defect) for defect in reader.defects]


def test_a_good_page_has_no_defect():
    assert defects(GOOD) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("title: A page\n", ""), "docs/a.md:2: front matter: missing field 'title'"),
        (
            ("changed: 2026-11-22", "changed: soon"),
            "docs/a.md:4: front matter: 'changed' must be a date",
        ),
        (("d" * 80, "short"), "docs/a.md:3: front matter: 'description' must have 70 to 160"),
        (
            ("title:", "titel: x\ntitle:"),
            "docs/a.md:2: front matter: unknown field 'titel' (known: title,",
        ),
        (
            ("changed:", "review: {reviewer: Dr A}\nchanged:"),
            "docs/a.md:4: review: 'role' is empty",
        ),
        (("title: A page", "title: [A"), "docs/a.md:3: broken YAML: expected ',' or ']'"),
        (("---\ntitle", "title"), "docs/a.md:1: must start with front matter"),
    ],
)
def test_a_front_matter_mistake_is_reported_with_its_line(change, expected):
    problems = defects(GOOD.replace(*change, 1))
    assert len(problems) == 1
    assert problems[0].startswith(expected)


def test_an_unknown_component_is_reported_with_the_known_ones():
    (problem,) = defects(GOOD + "\n<!-- red-flags: chekclist -->")
    assert problem.startswith(
        "docs/a.md:11: unknown component 'red-flags: chekclist' (known: red-flags: checklist"
    )


def test_an_unknown_source_is_reported_with_the_file_to_add_it_to():
    (problem,) = defects(GOOD, source="who")
    assert problem.startswith("docs/a.md:9: unknown source 'nhs' (1 are known); correct it, or add")
    assert "docs/data/sources.yml" in problem


def test_every_component_renders_and_is_on_a_page(data):
    texts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    for name in markers.components():
        assert expand.expand(f"<!-- {name} -->", data, str).strip()
        assert f"<!-- {name} -->" in texts


def test_templates_escape_hostile_text(data):
    text = '<script>alert("x")</script>'
    flag = replace(data.red_flags.flags[0], name=text, sign=text)
    group = replace(data.red_flags.tiers[0].groups[0], name=text, flags=(flag,))
    tier = replace(data.red_flags.tiers[0], groups=(group,))
    red_flags = replace(data.red_flags, tiers=(tier, *data.red_flags.tiers[1:]))
    hostile = replace(data, red_flags=red_flags)
    for part in ("cards", "checklist", "reasons"):
        written = expand.expand(f"<!-- red-flags: {part} -->", hostile, str)
        assert "<script" not in written
        assert "&lt;script&gt;" in written


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("help: stroke, sudden-face-droop", None),
        ("emergency: sudden-face-droop, sudden-speech-trouble", None),
        ("soon: none", None),
        ("help: none", "unknown flag 'none' (see docs/data/red-flags.yml)"),
        ("help: strok", "unknown flag 'strok' (see docs/data/red-flags.yml)"),
        ("emergency: stroke", "unknown flag 'stroke' (see docs/data/red-flags.yml)"),
        (
            "urgent: sudden-face-droop",
            "this says 'urgent' of flag 'sudden-face-droop', which is 'emergency' now;"
            " correct the sentence and its marker",
        ),
    ],
)
def test_a_marker_names_known_flags_in_their_current_tier(data, comment, expected):
    problems = defects(f"{GOOD}\n<!-- {comment} -->", data.red_flags)
    assert problems == ([f"docs/a.md:11: {expected}"] if expected else [])


def test_a_help_list_repeats_the_data_most_urgent_first(data):
    red_flags = data.red_flags
    soon, group = red_flags.tiers[2].flags[0], red_flags.tiers[0].groups[0]
    page = f"<!-- help: {soon.id}, {group.id} -->"
    shown = BeautifulSoup(expand.expand(page, data, str), "html.parser")
    assert [item.get_text() for item in shown.select("li")] == [
        f"{group.name}: {group.in_short}",
        soon.label,
    ]
    assert [paragraph.get_text() for paragraph in shown.select("p")] == [
        f"{red_flags.tiers[number].heading}:" for number in (0, 2)
    ]


PHRASES = {  # how pages express a tier in their own words
    "emergency": re.compile(r"emergency number|ambulance", re.I),
    "urgent": re.compile(r"\b(help|go|dentist|doctor) today\b|today or tomorrow", re.I),
    "soon": re.compile(r"(book|ask for) an appointment", re.I),
}
SENTENCE = re.compile(
    r"[^.?!]+(?:[.?!](?!\s|\*|\[\^|$)[^.?!]*)*(?:[.?!*]+|$)"
    r"(?:\s*\[\^[^\]]+\])*(?:\s*<!-- [a-z-]+: [^>]*-->)*"
)


def _sentences(path):
    """Each sentence of a page, the tiers of its markers, and its line."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n---\n")
    for number, line in enumerate(text.splitlines(), head.count("\n") + 3):
        if not line.startswith(("#", "<!--")):
            for match in SENTENCE.finditer(line):
                yield match[0].strip(), set(re.findall(r"<!-- ([a-z-]+):", match[0])), number


def test_each_sentence_that_says_how_soon_has_a_marker():
    unmarked = []
    for path in sorted((PROJECT / "docs").rglob("*.md")):
        name = path.relative_to(PROJECT).as_posix()
        if name.startswith("docs/about/") or name.endswith("/emergency-numbers.md"):
            continue  # about the site itself, and how to call
        for sentence, marked, number in _sentences(path):
            tiers = {tier for tier, words in PHRASES.items() if words.search(sentence)}
            unmarked += [
                f"{name}:{number}: add <!-- {tier}: flag --> after: {sentence}"
                for tier in tiers - marked
            ]
    assert unmarked == []


def test_reader_test_results_show_the_sheet_and_which_questions_passed(data):
    first, second, *_ = data.reader_tests.questions
    counts = {first: "18", second: "12"}
    answers = tuple(Answer(question=question.id, right=right) for question, right in counts.items())
    day = data.red_flags.version
    hand = {"sheet": data.sheets.sheets[0].id, "version": day, "people": "20"}
    reader_test = ReaderTest(date=day, tester="practice nurse", answers=answers, **hand)
    tested = replace(data, reader_tests=replace(data.reader_tests, tests=(reader_test,)))
    shown = BeautifulSoup(
        expand.expand("<!-- reader-tests: results -->", tested, str), "html.parser"
    )
    assert data.words["test_count"].format(count=20) in text(shown)
    assert data.sheets.sheets[0].title in text(shown.caption)
    assert [[text(cell) for cell in row.select("th, td")] for row in shown.select("tbody tr")] == [
        [first.ask, "18", data.words["test_yes"]],
        [second.ask, "12", data.words["test_no"]],
    ]
