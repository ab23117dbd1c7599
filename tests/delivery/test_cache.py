"""The cache: the same arguments give the stored result, anything else a new one."""

import pytest

import cache


@pytest.fixture
def computed(tmp_path, monkeypatch) -> list:
    """The texts that `length` was computed for; the cache folder is empty."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    return []


@pytest.fixture
def length(computed):
    """A cached function that refuses an empty text."""

    @cache.cached
    def length(text: str, times: int = 1) -> int:
        computed.append(text)
        if not text:
            raise ValueError("empty")
        return len(text) * times

    return length


def test_a_result_is_computed_once_for_each_set_of_arguments(computed, length):
    assert [length("a", 2), length("a", 2), length("a", 3), length("b", 2)] == [2, 2, 3, 2]
    assert computed == ["a", "a", "b"]


def test_a_change_in_hooks_invalidates_the_cache(computed, length, monkeypatch):
    length("a")
    monkeypatch.setattr(cache, "_code_hash", lambda: "changed")
    assert length("a") == 1
    assert computed == ["a", "a"]


def test_an_error_is_not_cached(computed, length):
    for _ in range(2):
        with pytest.raises(ValueError, match="empty"):
            length("")
    assert computed == ["", ""]


@pytest.mark.parametrize("damage", [b"", b"damaged", b"\x80"])
def test_a_damaged_cache_file_is_replaced(computed, length, damage):
    length("a")
    for file in cache.FOLDER.iterdir():
        file.write_bytes(damage)
    assert [length("a"), length("a")] == [1, 1]
    assert computed == ["a", "a"]


def test_an_unwritable_cache_folder_only_costs_time(computed, length):
    cache.FOLDER.write_text("in the way")
    assert [length("a"), length("a")] == [1, 1]
    assert computed == ["a", "a"]
