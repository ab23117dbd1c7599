"""The search index leaves out what nobody looks for, and adds the words that readers type."""

import json

from exports import search_index
from records.search import Given, Same, Search

SEARCH = Search(
    same=(
        Same(ours="als", typed=("mnd", "lou gehrigs")),
        Same(ours="vitamin b12", typed=("b12", "vit b12")),
    ),
    pages=(Given(page="a.md", words=("odd name",)),),
    everywhere=("twitching",),
    ignored=("is", "my"),
)
WRITTEN = {
    "config": {"lang": ["en"], "separator": "-", "pipeline": [], "fields": {}},
    "docs": [
        {"location": "a/", "title": "ALS<sup>1</sup>", "text": "<p>MND, or ALS.<sup>23</sup></p>"},
        {"location": "a/#b", "title": "B", "text": "b12"},
        {"location": "c/", "title": "C", "text": "lead"},
        {"location": "c/#d", "title": "D", "text": "more"},
    ],
}


def adapted() -> dict:
    given = {"a/": ("A page", *SEARCH.of("a.md")), "c/": ()}
    return json.loads(search_index.adapt(json.dumps(WRITTEN), SEARCH, given, {"c/"}))


def test_footnote_numbers_are_left_out():
    first = adapted()["docs"][0]
    assert (first["title"], first["text"]) == ("ALS", "<p>MND, or ALS.</p>")


def test_a_page_may_be_indexed_by_its_lead_alone():
    assert [entry["location"] for entry in adapted()["docs"]] == ["a/", "a/#b", "c/"]


def test_a_page_is_indexed_by_its_menu_title_and_its_extra_words():
    lead, section, other = adapted()["docs"]
    assert lead["words"] == "A page odd name"
    assert "words" not in section
    assert other["words"] == ""
    assert {"title", "words", "text"} == set(adapted()["config"]["fields"])


def test_a_synonym_keeps_the_typed_word_only_if_a_page_has_it():
    words = adapted()["config"]["words"]
    assert words["mnd"] == "als^1 mnd"
    assert words["lou gehrig"] == "als^1"
    assert words["b12"] == "vitamin b12^1"
    assert "vit b12" in words


def test_words_are_stemmed_as_in_the_script():
    config = adapted()["config"]
    assert config["everywhere"] == ["twitch"]
    assert config["ignored"] == ["is", "my"]


def test_the_site_index_leaves_out_footnotes_pictures_and_signs(site, data):
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert "<sup>" not in index
    for picture in data.pictures.values():
        assert not picture.caption or picture.caption not in index
        assert not [label for label in picture.numbers or () if f"<li>{label}</li>" in index]
    docs = json.loads(index)["docs"]
    checklist = [
        entry for entry in docs if entry["location"].startswith("when-to-seek-care/checklist/")
    ]
    assert [entry["location"] for entry in checklist] == ["when-to-seek-care/checklist/"]
    assert all(flag.sign not in checklist[0]["text"] for flag in data.red_flags.flags)
