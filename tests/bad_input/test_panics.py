"""A reader that panics on a damaged workbook says nothing on the officer's terminal."""

from pathlib import Path

import pytest

from situationroom.intake.files import open_tables
from situationroom.models.errors import InputError
from tests.fuzzing.mutants import in_a_part
from tests.fuzzing.trial import CORPUS


def test_that_a_damaged_binary_workbook_is_refused_without_a_word_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from random import Random

    whole = next(CORPUS.glob("*.xlsb")).read_bytes()
    path = tmp_path / "list.xlsb"
    refused = 0
    for seed in range(60):
        path.write_bytes(in_a_part(whole, Random(seed)))  # noqa: S311
        try:
            open_tables(path)
        except InputError:
            refused += 1
    said = capfd.readouterr()
    assert refused > 10
    assert (said.out, said.err) == ("", "")


def test_that_the_terminal_works_again_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    import os

    from situationroom.intake.panics import unprinted

    with unprinted():
        os.write(2, b"innards")
    os.write(2, b"afterwards")
    assert capfd.readouterr().err == "afterwards"
