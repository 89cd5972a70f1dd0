"""Threads of the program wait for each other a fraction of a frame."""

import sys

import pytest

from situationroom.__main__ import main
from situationroom.turns import TURN_S


def test_that_the_program_takes_short_turns(capsys: pytest.CaptureFixture[str]) -> None:
    usual = sys.getswitchinterval()
    try:
        assert main(["figures", "nowhere.situation"]) != 0
        assert sys.getswitchinterval() == pytest.approx(TURN_S)
    finally:
        sys.setswitchinterval(usual)
    assert "nowhere.situation" in capsys.readouterr().err
