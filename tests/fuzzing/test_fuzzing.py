"""A few hundred broken files in every run; ``make fuzz`` tries them by the hour."""

from pathlib import Path

import pytest

from tests.fuzzing.trial import attempt, context, samples

SEEDS = 25  # files each


@pytest.mark.parametrize("first", range(0, 8 * SEEDS, SEEDS))
def test_that_broken_files_are_read_or_refused_in_a_sentence(first: int, tmp_path: Path) -> None:
    known, where = samples(), context()
    trials = [attempt(seed, known, where, tmp_path) for seed in range(first, first + SEEDS)]
    assert not [(trial.seed, trial.wrong) for trial in trials if trial.wrong]
