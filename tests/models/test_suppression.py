"""Whatever is shown beside a total, subtraction tells nothing of a small number."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from situationroom.models.suppression import (
    NOT_SAID,
    Count,
    about,
    alone,
    exactly,
    folded,
    parts_of_total,
    parts_with_rest,
    rest_of,
    within,
)

NUMBERS = st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 20, 400]), min_size=1, max_size=5)
SMALL = st.integers(3, 5)


def still_possible(numbers: list[int], small: int) -> list[set[int]]:
    """What each hidden small number may be, to somebody who knows the total and all that is shown.

    Every assignment is tried, the total is a sum that has to come out.
    """
    shown = parts_of_total(numbers, small)
    hidden = [n for n, count in zip(numbers, shown, strict=True) if not count.exact]
    few = [n for n in hidden if n < small]
    large = len(hidden) - len(few)
    possible: list[set[int]] = [set() for _ in few]
    for tried in product(range(1, small), repeat=len(few)):
        rest = sum(hidden) - sum(tried)
        if rest == 0 if not large else rest >= small * large:
            for place, value in enumerate(tried):
                possible[place].add(value)
    return possible


@given(NUMBERS, SMALL)
def test_that_no_small_part_can_be_worked_out_from_the_total(
    numbers: list[int], small: int
) -> None:
    if NOT_SAID not in parts_of_total(numbers, small):
        every = set(range(1, small))
        assert all(values == every for values in still_possible(numbers, small))


@given(NUMBERS, SMALL)
def test_that_every_count_shown_is_true(numbers: list[int], small: int) -> None:
    for number, count in zip(numbers, parts_of_total(numbers, small), strict=True):
        assert count.low <= number and (count.high is None or number <= count.high)
        assert not (count.exact and 0 < number < small)


@given(NUMBERS, SMALL)
def test_that_folded_parts_add_up_and_none_is_small(numbers: list[int], small: int) -> None:
    kept, together = folded(numbers, small)
    assert sum(kept) + together == sum(numbers)
    assert all(n == 0 or n >= small for n in kept)
    assert together == 0 or together >= small or sum(numbers) < small


@given(st.integers(0, 500), SMALL, st.integers(0, 500))
def test_that_what_is_left_is_as_vague_as_what_is_taken(seats: int, small: int, taken: int) -> None:
    taken = min(taken, seats)
    left = rest_of(seats, alone(taken, small))
    assert left.high is not None and left.low <= seats - taken <= left.high
    assert left.exact or 0 < taken < small or seats < small


def test_that_numbers_are_said_as_a_room_reads_them() -> None:
    said = [alone(3, 5), exactly(0), exactly(12_402), Count(5, None), NOT_SAID, Count(41, 44)]
    assert [str(count) for count in said] == ["<5", "0", "12,402", "≥5", "–", "41–44"]


def test_that_two_overlapping_zones_do_not_tell_who_is_between_them() -> None:
    assert str(about(12, 5)) == "10–14"
    assert about(12, 5) == about(10, 5)
    assert about(0, 5).exact


def test_that_a_second_number_is_hidden_where_one_alone_would_follow() -> None:
    assert [str(c) for c in parts_of_total([2, 40, 300, 0], 5)] == ["<5", "≥5", "300", "0"]


@given(NUMBERS, st.sampled_from([0, 1, 2, 3, 4, 7, 300]), SMALL)
def test_that_no_small_part_nor_a_small_rest_can_be_worked_out(
    numbers: list[int], rest: int, small: int
) -> None:
    total = sum(numbers) + rest
    shown = parts_with_rest(numbers, total, small)
    if NOT_SAID in shown:
        return
    assert all(c.low <= n <= (c.high or n) for n, c in zip(numbers, shown, strict=True))
    least = sum(count.low for count in shown)
    most = sum(count.high if count.high is not None else total for count in shown)
    if 0 < rest < small:
        assert all(least <= total - value <= most for value in range(1, small))
    for number, count in zip(numbers, shown, strict=True):
        if 0 < number < small:
            assert not count.exact
            assert least - count.low + small - 1 <= total


def test_that_all_but_three_are_told_as_a_range_that_is_of_use() -> None:
    assert [str(count) for count in parts_with_rest((703, 0), 706, 5)] == ["702–705", "0"]


@given(st.lists(st.integers(5, 90), min_size=1, max_size=4), st.integers(1, 4))
def test_that_exact_parts_do_not_give_away_a_total_told_as_a_range(
    numbers: list[int], rest: int
) -> None:
    known = sum(numbers)
    total = rest_of(known + rest, Count(1, 4))
    shown = within([exactly(n) for n in numbers], total, known)
    assert sum(count.low for count in shown) == total.low
    assert sum(count.high or 0 for count in shown) == total.high
    assert all(count.low <= n <= (count.high or 0) for n, count in zip(numbers, shown, strict=True))
