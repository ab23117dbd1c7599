"""The search's index without what no reader looks for, and with the words that they type."""

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


def test_numbers_of_notes_are_left_out():
    first = adapted()["docs"][0]
    assert (first["title"], first["text"]) == ("ALS", "<p>MND, or ALS.</p>")


def test_of_a_page_that_asks_for_it_only_the_lead_is_found():
    assert [one["location"] for one in adapted()["docs"]] == ["a/", "a/#b", "c/"]


def test_a_page_is_found_by_its_title_in_the_menu_and_the_words_given_to_it():
    lead, section, other = adapted()["docs"]
    assert lead["words"] == "A page odd name"
    assert "words" not in section
    assert other["words"] == ""
    assert {"title", "words", "text"} == set(adapted()["config"]["fields"])


def test_what_is_typed_is_kept_beside_our_word_if_a_text_has_it():
    words = adapted()["config"]["words"]
    assert words["mnd"] == "als^1 mnd"
    assert words["lou gehrig"] == "als^1"
    assert words["b12"] == "vitamin b12^1"
    assert "vit b12" in words


def test_endings_are_cut_as_the_script_cuts_them():
    config = adapted()["config"]
    assert config["everywhere"] == ["twitch"]
    assert config["ignored"] == ["is", "my"]


def test_the_site_index_has_no_numbers_no_pictures_no_lists_of_signs(site, data):
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert "<sup>" not in index
    for picture in data.pictures.values():
        assert not picture.caption or picture.caption not in index
        assert not [one for one in picture.numbers or () if f"<li>{one}</li>" in index]
    docs = json.loads(index)["docs"]
    checklist = [one for one in docs if one["location"].startswith("when-to-seek-care/checklist/")]
    assert [one["location"] for one in checklist] == ["when-to-seek-care/checklist/"]
    assert all(flag.sign not in checklist[0]["text"] for flag in data.red_flags.flags)
