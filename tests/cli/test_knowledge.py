"""Contacts, talking points and checklists without a window."""

import json
from pathlib import Path

import pytest

from situationroom.cli import main
from situationroom.commands.checklists import ItemDraft, start_checklist
from situationroom.commands.talking_points import add_talking_point, withdraw_talking_point
from situationroom.models import TalkingPoint
from situationroom.store.incident_file import open_incident
from tests.cast import OFFICER, START


def test_that_a_directory_is_imported_listed_and_imported_again(
    incident_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.csv"
    book.write_text("Name,City,Telephone\nA Hospital,Bursa,0224 555 01 10\n,Bursa,1\n", "utf-8")
    assert main(["import-contacts", str(incident_path), str(book), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["rejected"]) == (1, 1)
    assert told["entry"]
    assert main(["import-contacts", str(incident_path), str(book), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["unchanged"] == 1
    assert main(["list", "contacts", str(incident_path), "--where", "bursa"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["name"], listed["kind"]) == ("A Hospital", "hospital")
    assert listed["phones"][0]["e164"] == "+902245550110"


def test_that_a_file_that_is_no_directory_is_one_plain_sentence(
    incident_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.csv"
    book.write_text("one,two\n1,2\n", "utf-8")
    assert main(["import-contacts", str(incident_path), str(book)]) == 2
    assert "header of a directory" in capsys.readouterr().err


def test_that_talking_points_and_checklists_are_listed(
    incident_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = open_incident(incident_path, OFFICER)
    point = file.run(add_talking_point, TalkingPoint(0, "Airport", text_en="Closed."))[0]
    file.run(withdraw_talking_point, point.id, "opened")
    file.run(start_checklist, "启动", "Start", [ItemDraft("通知", "Tell", 15)], START)
    file.close()
    assert main(["list", "talking-points", str(incident_path)]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["state"], told["withdrawn_reason"]) == ("withdrawn", "opened")
    assert main(["list", "checklists", str(incident_path)]) == 0
    (begun,) = json.loads(capsys.readouterr().out)
    assert (begun["overdue"], begun["items"][0]["text_en"]) == (1, "Tell")
    assert begun["items"][0]["overdue"] is True
