"""What is kept of tiles never grows past its limit."""

from hypothesis import given
from hypothesis import strategies as st

from situationroom.map.tile_shelf import Shelf


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 60)), max_size=60))
def test_that_a_shelf_holds_the_newest_and_no_more_than_it_may(
    puts: list[tuple[int, int]],
) -> None:
    shelf: Shelf[int, str] = Shelf(100)
    for key, size in puts:
        shelf.put(key, f"{key}:{size}", size)
        assert shelf.get(key) == f"{key}:{size}"
        assert shelf.size <= 100
    newest = {key: f"{key}:{size}" for key, size in puts}
    assert all(shelf.get(key) in (None, said) for key, said in newest.items())


def test_that_what_is_used_stays_longest() -> None:
    shelf: Shelf[str, int] = Shelf(3)
    for key in "abc":
        shelf.put(key, 1, 1)
    shelf.get("a")
    shelf.put("d", 1, 1)
    assert (shelf.get("a"), shelf.get("b")) == (1, None)
    shelf.clear()
    assert (shelf.size, shelf.get("a")) == (0, None)
