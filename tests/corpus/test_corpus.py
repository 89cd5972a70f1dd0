"""Small files, one trap each, beside what a careful clerk reads from them.

A truth holds ``trap`` (a sentence), ``country``, ``now``, ``outcomes`` (rows by outcome) and what
else matters: ``persons`` and ``requests`` (row and some fields, as ``list persons --format json``
has them; all persons of a row that is named), ``reports`` (some fields), ``problems`` (the whole
set of row and field), ``proposals`` (the whole set of row, field and value), ``columns`` (header
to field), or only ``refused`` (the English sentence before its values are put in). Where a file
has several sheets an entry names its ``sheet``.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from situationroom.cli import shapes
from situationroom.intake.places import open_gazetteer
from situationroom.intake.reading import read_lists
from situationroom.intake.results import Context, FileReading, RowReading
from situationroom.models.errors import InputError
from situationroom.models.person import Person
from situationroom.models.vocabulary import Stage
from situationroom.store.codec import to_fields

HERE = Path(__file__).parent
TRUTHS = sorted(HERE.glob("*.truth.json"))
ZONES = {"TR": "Europe/Istanbul", "TH": "Asia/Bangkok", "US": "America/New_York"}

Told = dict[str, Any]


def quiet(done: int, total: int, label: str) -> None:
    """Nobody watches."""


def context_of(truth: Told) -> Context:
    """The incident a file is read for: in Turkey, three days after its beginning, or as told."""
    country = truth.get("country", "TR")
    now = datetime.fromisoformat(truth.get("now", "2016-07-19T12:00+03:00")).astimezone(UTC)
    return Context(
        country=country,
        home=truth.get("home", "CHN"),
        home_zone="Asia/Shanghai",
        incident_zone=ZONES.get(country, "UTC"),
        started_at=now - timedelta(days=3),
        now=now,
        resolve=open_gazetteer().resolve,
    )


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.removesuffix(".truth.json"))
def test_that_the_file_is_read_as_a_careful_clerk_reads_it(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    file = path.with_name(path.name.removesuffix(".truth.json"))
    if "refused" in truth:
        with pytest.raises(InputError) as refusal:
            read_lists(file, context_of(truth), quiet)
        assert refusal.value.template == truth["refused"]
        return
    reading = read_lists(file, context_of(truth), quiet)
    assert wrong(reading, truth) == []


def test_that_every_file_of_the_corpus_has_its_truth() -> None:
    files = {p.name for p in HERE.iterdir() if p.suffix not in (".py", ".json") and p.is_file()}
    assert {path.name.removesuffix(".truth.json") for path in TRUTHS} == files


def wrong(reading: FileReading, truth: Told) -> list[str]:
    """Every difference between the reading and the truth, in words."""
    found = _outcomes(reading, truth.get("outcomes", {}))
    for told, rows in _by_row(truth.get("persons", []), reading):
        persons = [person for row in rows for person in row.persons]
        found += _compare(told, [_person(person) for person in persons], rows)
    for told, rows in _by_row(truth.get("requests", []), reading):
        asked = [row.request for row in rows if row.request]
        found += _compare(told, [_fields(request) for request in asked], rows)
    for told, rows in _by_row(truth.get("reports", []), reading):
        kept = [row.report for row in rows if row.report]
        found += _compare(told, [_fields(report) for report in kept], rows)
    return found + _sets(reading, truth)


def _outcomes(reading: FileReading, wanted: dict[str, int]) -> list[str]:
    rows = [row for sheet in reading.sheets for row in sheet.rows]
    got = {name: sum(row.outcome == name for row in rows) for name in wanted}
    return [] if got == wanted else [f"outcomes: wanted {wanted}, got {got}"]


def _by_row(told: list[Told], reading: FileReading) -> list[tuple[list[Told], list[RowReading]]]:
    places = list(dict.fromkeys((one.get("sheet"), one["row"]) for one in told))
    return [
        (
            [one for one in told if (one.get("sheet"), one["row"]) == place],
            [
                row
                for sheet in reading.sheets
                for row in sheet.rows
                if row.row == place[1] and place[0] in (None, sheet.name)
            ],
        )
        for place in places
    ]


def _compare(wanted: list[Told], got: list[Told], rows: list[RowReading]) -> list[str]:
    place = f"row {wanted[0]['row']}"
    if len(wanted) != len(got):
        why = ", ".join(str(row.why) for row in rows if row.why)
        return [f"{place}: wanted {len(wanted)}, got {len(got)} ({why})"]
    return [
        f"{place} {name}: wanted {value!r}, got {have.get(name)!r}"
        for want, have in zip(wanted, got, strict=True)
        for name, value in want.items()
        if name not in ("row", "sheet") and not _same(value, have.get(name))
    ]


def _same(wanted: object, got: object) -> bool:
    """Of objects in a list (documents, kin) only the keys the truth names are compared."""
    if isinstance(wanted, list) and isinstance(got, list | tuple):
        return len(wanted) == len(got) and all(map(_same, wanted, got))
    if isinstance(wanted, dict) and isinstance(got, dict):
        return all(_same(value, got.get(name)) for name, value in wanted.items())
    return wanted == got


def _person(person: Person) -> Told:
    return _fields(person) | shapes.person(replace(person, id=1), Stage.IN_AREA, "", [])


def _fields(record: Any) -> Told:
    return json.loads(json.dumps(to_fields(record), default=str))  # type: ignore[no-any-return]


def _sets(reading: FileReading, truth: Told) -> list[str]:
    found = []
    rows = [row for sheet in reading.sheets for row in sheet.rows]
    for name, keys in (("problems", ("field",)), ("proposals", ("field", "value"))):
        if name in truth:
            got = {_key(row, one, keys) for row in rows for one in getattr(row, name)}
            wanted = {tuple(str(one[k]) for k in ("row", *keys)) for one in truth[name]}
            if got != wanted:
                found.append(f"{name}: wanted {sorted(wanted)}, got {sorted(got)}")
    columns = {c.header: c.field for sheet in reading.sheets for c in sheet.columns}
    for header, field in truth.get("columns", {}).items():
        if columns.get(header) != field:
            found.append(f"column {header}: wanted {field}, got {columns.get(header)}")
    return found


def _key(row: RowReading, one: object, keys: tuple[str, ...]) -> tuple[str, ...]:
    return (str(row.row), *(str(getattr(one, key)) for key in keys))
