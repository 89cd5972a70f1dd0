"""Numbers that survive a bad telephone line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.models.case_number import case_number, running_number

RUNNING = st.integers(1, 10**7)


@given(RUNNING)
def test_that_a_number_is_read_as_it_was_given(running: int) -> None:
    spoken = case_number(running)
    assert running_number(spoken) == running
    assert running_number(spoken.replace("-", "")) == running
    assert running_number(f" {spoken.replace('-', ' ')} ") == running


@given(RUNNING, st.data())
def test_that_one_wrong_digit_is_always_noticed(running: int, data: st.DataObject) -> None:
    digits = case_number(running).replace("-", "")
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    assert running_number(digits[:place] + wrong + digits[place + 1 :]) is None


@given(RUNNING, st.data())
def test_that_swapped_neighbours_are_always_noticed(running: int, data: st.DataObject) -> None:
    digits = case_number(running).replace("-", "")
    place = data.draw(st.integers(0, len(digits) - 2))
    one, other = digits[place], digits[place + 1]
    if one != other:
        assert running_number(digits[:place] + other + one + digits[place + 2 :]) is None


@pytest.mark.parametrize("typed", ["", "412", "0412", "0412-4", "O412-3", "٠٤١٢-٣", "0412-3x"])
def test_that_what_is_no_number_is_none(typed: str) -> None:
    assert running_number(typed) is None


def test_that_counting_begins_at_one() -> None:
    with pytest.raises(ValueError, match="0"):
        case_number(0)
