"""What is made of the same values is made once; anything else is made again."""

import pytest

import cache


@pytest.fixture
def made(tmp_path, monkeypatch) -> list:
    """What was asked of a function whose results are kept in an empty folder."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    return []


def test_the_same_values_are_made_once_and_others_again(made):
    @cache.cached
    def twice(text: str, times: int) -> bytes:
        made.append(text)
        return text.encode() * times

    assert [twice("a", 2), twice("a", 2), twice("a", 3), twice("b", 2)] == [
        b"aa",
        b"aa",
        b"aaa",
        b"bb",
    ]
    assert made == ["a", "a", "b"]


def test_a_change_in_hooks_asks_for_everything_again(made, monkeypatch):
    @cache.cached
    def length(text: str) -> int:
        made.append(text)
        return len(text)

    length("a")
    monkeypatch.setattr(cache, "_code", lambda: "changed")
    assert length("a") == 1
    assert made == ["a", "a"]


def test_an_error_is_not_kept(made):
    @cache.cached
    def refuses(text: str):
        made.append(text)
        raise ValueError(text)

    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            refuses("a")
    assert made == ["a", "a"]


@pytest.mark.parametrize("damage", [b"", b"damaged", b"\x80"])
def test_a_damaged_file_is_made_again(made, damage):
    @cache.cached
    def length(text: str) -> int:
        made.append(text)
        return len(text)

    length("a")
    for file in cache.FOLDER.iterdir():
        file.write_bytes(damage)
    assert [length("a"), length("a")] == [1, 1]
    assert made == ["a", "a"]


def test_a_folder_that_cannot_be_written_costs_only_time(made):
    cache.FOLDER.write_text("in the way", encoding="utf-8")

    @cache.cached
    def length(text: str) -> int:
        made.append(text)
        return len(text)

    assert [length("a"), length("a")] == [1, 1]
    assert made == ["a", "a"]
