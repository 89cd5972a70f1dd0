"""Five lists of calls against what a careful clerk reads from them, field by field.

Through the command line only: what ``import`` reads, ``list`` must show. Skipped where the shared
lists are not beside this repository.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from situationroom.cli import main

CALLS = Path(__file__).parents[2].parent / "shared" / "data" / "calls"
LISTS = ("01_hotline_zh.xlsx", "02_registration_en.xlsx", "05_company_camps.xlsx")
RELATIVES, UPDATE = "09_relatives_again.xlsx", "10_hotline_zh_update.xlsx"
RIGHT = 0.99  # of the fields at least
DETAILS = {"passport", "phone", "birth", "sex", "city", "party"}

Told = dict[str, Any]
Command = Callable[..., Any]


@pytest.fixture(scope="module")
def truth() -> dict[str, list[Told]]:
    if not (CALLS / "truth.json").exists():
        pytest.skip("the shared lists are not beside this repository")
    loaded: dict[str, list[Told]] = json.loads((CALLS / "truth.json").read_text("utf-8"))
    return loaded


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Command:
    """One command in this process; its JSON document, or None where it prints none."""

    def run(*words: object) -> Any:
        capfd.readouterr()
        assert main([str(word) for word in words]) in (0, 1)
        out = capfd.readouterr().out
        return json.loads(out) if out.startswith(("{", "[")) else None

    return run


@pytest.fixture
def incident(tmp_path: Path, command: Command) -> Path:
    path = tmp_path / "calls.situation"
    command("new", path, "--name", "Turkey", "--country", "TR", "--kind", "coup",
            "--started", "2016-07-15T22:00+03:00")  # fmt: skip
    return path


def brought(command: Command, incident: Path, name: str) -> Told:
    """The import's own account of a list; every row must be in it."""
    (file,) = command("import", incident, CALLS / name, "--json")["files"]
    counted = sum(file[key] for key in ("new", "updated", "unchanged", "duplicates"))
    assert file["rows"] == counted + len(file["rejected"]) + len(file["skipped"])
    told: Told = file
    return told


def shown(command: Command, incident: Path) -> list[Told]:
    """The persons in the order of the rows, in the truth's words."""
    asked = {q["persons"][0]: q["party"] for q in command("list", "requests", incident)}
    return [
        {
            "native": one["native_name"],
            "surname": one["surname"],
            "given": one["given_names"],
            "sex": one["sex"],
            "birth": one["birth_date"],
            "passport": next((paper["number"] for paper in one["documents"]), None),
            "phone": next(iter(one["phones"]), None),
            "city": one["city"],
            "party": asked.get(one["case"]),
        }
        for one in command("list", "persons", incident)
    ]


@pytest.mark.parametrize("name", LISTS)
def test_that_the_fields_of_a_list_are_read_as_a_careful_clerk_reads_them(
    name: str, truth: dict[str, list[Told]], command: Command, incident: Path
) -> None:
    account = brought(command, incident, name)
    persons = shown(command, incident)
    assert (account["new"], account["duplicates"], account["rejected"]) == (60, 0, [])
    assert len(persons) == len(truth[name]) == 60
    fields = [
        (row, key, value, person[key])
        for row, (told, person) in enumerate(zip(truth[name], persons, strict=True))
        for key, value in told.items()
        if key != "pid"
    ]
    wrong = [field for field in fields if field[2] != field[3]]
    assert len(wrong) <= (1 - RIGHT) * len(fields), wrong


def test_that_the_same_people_told_by_relatives_are_read_and_none_lost(
    truth: dict[str, list[Told]], command: Command, incident: Path
) -> None:
    people = {one["pid"]: one for name in LISTS for one in truth[name]}
    assert brought(command, incident, RELATIVES)["new"] == len(truth[RELATIVES]) == 80
    read = list(zip(truth[RELATIVES], shown(command, incident), strict=True))
    known = [(people[one["pid"]], person) for one, person in read if one["pid"] in people]
    fields = [field for one, person in known for field in _compared(one, person)]
    assert len(known) > 20 and len(fields) > 100
    assert sum(fields) >= RIGHT * len(fields)


def _compared(told: Told, person: Told) -> Iterator[bool]:
    """Whether what the relatives tell fits what others know of the same person.

    They leave out much, tell half of a birth date, mistype the last digit of a passport, and put
    the surname first or last, which 'Wei Zeng' does not show; the clerk writes what they tell.
    """
    for key in ("phone", "native"):
        if person[key] and told.get(key):
            yield person[key] == told[key]
    if person["passport"]:
        yield person["passport"][:-1] == told["passport"][:-1]
    if person["birth"]:
        yield told["birth"].startswith(person["birth"])
    if person["surname"] and told.get("surname"):
        yield {person["surname"], person["given"]} == {told["surname"], told["given"]}


def test_that_four_hours_later_only_the_changed_rows_are_updated(
    truth: dict[str, list[Told]], command: Command, incident: Path
) -> None:
    first = brought(command, incident, LISTS[0])
    before = shown(command, incident)
    later = brought(command, incident, UPDATE)
    assert (later["new"], later["rejected"]) == (len(_added()), [])
    assert later["updated"] + later["unchanged"] == first["new"]
    after = shown(command, incident)[: len(before)]
    blanked = [
        (key, was[key], now[key])
        for was, now in zip(before, after, strict=True)
        for key in DETAILS - {"city", "party"}
        if was[key] and not now[key]
    ]
    assert blanked == []  # a blank never overwrites
    again = brought(command, incident, UPDATE)
    assert (again["new"], again["updated"]) == (0, 0)


def _added() -> set[str]:
    """The list's own numbers that only the later sheet has."""
    return _numbers(UPDATE) - _numbers(LISTS[0])


def _numbers(name: str) -> set[str]:
    sheet = openpyxl.load_workbook(CALLS / name).active
    assert sheet is not None
    return {str(cell) for (cell,) in sheet.iter_rows(5, max_col=1, values_only=True) if cell}
