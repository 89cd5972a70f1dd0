"""Where a printed table breaks: never so that a row stands alone."""

import pytest

from situationroom.exports.pdf_flow import Block, pages
from situationroom.exports.pdf_table import Column, Row, cell, table

ROOM, PAGE = 700.0, 400.0


def rows_by_page(count: int, first_room: float) -> list[int]:
    """How many rows of a table with ``count`` rows stand on each page."""
    rows = [Row((cell(f"School {n}"), cell(str(n)))) for n in range(count)]
    blocks = list(table([Column("Shelter"), Column("Persons")], rows, ROOM))
    laid = pages([Block(10, blocks[0].draw), *blocks], first_room, PAGE)
    return [sum(block.header is not None for block in page) for page in laid]


@pytest.mark.parametrize("first_room", [60.0, 75.0, 200.0, PAGE])
def test_that_no_row_of_a_long_table_is_alone_on_a_page(first_room: float) -> None:
    for count in range(7, 90):
        shown = rows_by_page(count, first_room)
        assert sum(shown) == count
        assert 1 not in shown, (count, shown)


def test_that_a_short_table_is_not_broken() -> None:
    assert rows_by_page(6, 75.0) == [0, 6]


def test_that_the_header_stands_above_the_rows_of_every_page() -> None:
    rows = [Row((cell("School"), cell("1"))) for _ in range(80)]
    blocks = list(table([Column("Shelter"), Column("Persons")], rows, ROOM))
    laid = pages(blocks, 100.0, PAGE)
    assert len(laid) > 3
    assert all(page[0] is blocks[0] for page in laid)
