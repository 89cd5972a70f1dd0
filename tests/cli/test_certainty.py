"""What imports attach by themselves, from the command line."""

import json
from pathlib import Path

import pytest

from situationroom.cli import main
from tests.commands.lists import row, write
from tests.commands.test_import_attaching import KNOWN, OTHER, SLIP


def test_that_the_certainty_is_set_used_said_and_taken_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "x.situation")
    new = ["new", file, "--name", "Drill", "--country", "TR", "--kind", "coup"]
    assert main([*new, "--started", "2016-07-15T22:00+03:00"]) == 0
    assert main(["import", file, str(write(tmp_path / "a.csv", KNOWN))]) == 0
    assert main(["certainty", file, "98"]) == 3
    assert main(["certainty", file, "sure"]) == 2
    assert main(["certainty", file, "99.9"]) == 0
    again = str(write(tmp_path / "b.csv", [SLIP], OTHER))
    capsys.readouterr()
    main(["import", file, again, "--json"])
    (told,) = json.loads(capsys.readouterr().out)["files"]
    assert told["new"] == 0 and told["attached"][0]["certainty"] >= 0.999
    case = told["attached"][0]["case"]
    assert main(["detach", file, case]) == 0
    assert main(["detach", file, case]) == 3
    assert main(["certainty", file, "off"]) == 0
    capsys.readouterr()
    assert main(["certainty", file]) == 0
    assert "nobody" in capsys.readouterr().out
    assert main(["verify", file]) == 0


def test_that_an_officers_rule_is_stronger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "x.situation")
    new = ["new", file, "--name", "Drill", "--country", "TR", "--kind", "coup"]
    assert main([*new, "--started", "2016-07-15T22:00+03:00"]) == 0
    main(["import", file, str(write(tmp_path / "a.csv", [*KNOWN, row(4, "周五五")]))])
    main(["certainty", file, "99.9"])
    again = str(write(tmp_path / "b.csv", [SLIP], OTHER))
    capsys.readouterr()
    main(["import", file, again, "--json", "--duplicates", "new"])
    (told,) = json.loads(capsys.readouterr().out)["files"]
    assert told["new"] == 1 and told["attached"] == []
