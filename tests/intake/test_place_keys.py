"""Names kept as sorted bytes answer as a dictionary would."""

from hypothesis import given
from hypothesis import strategies as st

from situationroom.intake.gazetteer import fold
from situationroom.intake.place_keys import Keys, Lines
from situationroom.intake.places import open_gazetteer

NAMES = st.text(st.sampled_from("ab 一二é"), min_size=1, max_size=5)


@given(st.sets(NAMES, min_size=1, max_size=120), st.lists(NAMES, max_size=20))
def test_that_keys_find_what_a_dictionary_finds(names: set[str], asked: list[str]) -> None:
    kept = sorted(names - {" " * n for n in range(6)}) or ["a"]
    keys = Keys("\n".join(kept).encode())
    assert len(keys) == len(kept)
    for name in (*kept, *asked):
        number, more = keys.look(name)
        assert number == (kept.index(name) if name in kept else -1)
        assert more == any(k.startswith(name) and k != name for k in kept)


@given(
    st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])), min_size=1)
)
def test_that_lines_come_back_as_they_were(lines: list[str]) -> None:
    kept = Lines("\n".join(lines).encode())
    assert list(kept) == lines
    assert kept[:2] == lines[:2]


@given(st.text(max_size=20))
def test_that_one_pass_folds_as_the_passes_one_by_one(text: str) -> None:
    index = open_gazetteer().index
    hanzi = {code: to for code, to in index.table.items() if code >= 0x3400 and to}
    assert index.fold(text) == fold(text, hanzi)
