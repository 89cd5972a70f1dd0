"""Tables of hotels and landmarks: read row by row, taken in as one act, known again later."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from situationroom.commands.imports import context_of, read_files
from situationroom.commands.place_tables import PlacePlan, import_places, plan_places, read_places
from situationroom.commands.placings import own_places
from situationroom.exports.places_workbook import write_places_workbook
from situationroom.intake.contacts import is_contact_table
from situationroom.intake.peek import SMALL
from situationroom.intake.place_tables import PlaceReading, is_place_table
from situationroom.models.errors import InputError, RuleError
from situationroom.models.vocabulary import PlaceKind, Precision
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.places import places
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from situationroom.texts import set_language

HEAD = "Name,Other names,City,Country,Lat,Lon,Kind"
LINES = (
    HEAD,
    "Grand Hyatt,君悦酒店; Hyatt Taksim,Istanbul,TR,41.0392,28.9905,Hotel",
    "Hilton,希尔顿,Ankara,Turkey,39.9088,32.8577,",
    "Çadırkent 4,四号营地,Antakya,TR,36.21,36.17,Work site",
)


def quiet(_done: int, _total: int, _label: str) -> None:
    """No progress is looked at."""


def read(file: IncidentFile, folder: Path, *lines: str) -> PlaceReading:
    """Read a table of these lines as the incident would."""
    path = folder / "hotels.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_places(path, context_of(file.ask(the_incident), file.now()), quiet)


def take(file: IncidentFile, reading: PlaceReading) -> PlacePlan:
    """Import it."""
    return file.run(import_places, quiet, [reading])[0]


def test_that_a_table_becomes_places_and_later_lists_find_them(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    plan = take(incident_file, read(incident_file, tmp_path, *LINES))
    assert (plan.count("new"), plan.count("rejected"), plan.count("skipped")) == (3, 0, 1)
    found = {place.name: place for place in incident_file.ask(places)}
    assert found["Grand Hyatt"].other_names == ("君悦酒店", "Hyatt Taksim")
    assert found["Hilton"].kind is PlaceKind.OTHER
    assert found["Çadırkent 4"].kind is PlaceKind.WORK_SITE
    listed = tmp_path / "callers.csv"
    listed.write_text("Name,Place\nLI YI,君悦酒店 1204\nLI ER,四号营地\n", encoding="utf-8")
    known = incident_file.ask(own_places)
    incident = incident_file.ask(the_incident)
    reading = read_files(quiet, [listed], incident, incident_file.now(), known=known)[0]
    people = [row.persons[0] for row in reading.sheets[0].rows if row.persons]
    assert [(p.lat, p.lon) for p in people] == [(41.0392, 28.9905), (36.21, 36.17)]
    assert people[0].precision is Precision.STREET
    assert incident_file.ask(verify).ok


def test_that_the_same_table_again_changes_nothing(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    reading = read(incident_file, tmp_path, *LINES)
    take(incident_file, reading)
    again = incident_file.ask(plan_places, [reading])
    assert (again.count("new"), again.count("unchanged")) == (0, 3)
    with pytest.raises(RuleError):
        take(incident_file, reading)
    moved = read(incident_file, tmp_path, HEAD, "Hilton,Hilton SA,Ankara,TR,39.91,32.86,Hotel")
    assert take(incident_file, moved).count("updated") == 1
    found = {place.name: place for place in incident_file.ask(places)}
    assert found["Hilton"].other_names == ("希尔顿", "Hilton SA")
    assert found["Hilton"].kind is PlaceKind.HOTEL


def test_that_one_undo_takes_the_table_back(incident_file: IncidentFile, tmp_path: Path) -> None:
    entry = incident_file.run(import_places, quiet, [read(incident_file, tmp_path, *LINES)])[1]
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert incident_file.ask(places) == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (",x,Istanbul,TR,41,29,", "no name"),
        ("Hotel A,,Istanbul,TR,0,0,", "sea off Africa"),
        ("Hotel B,,Istanbul,TR,141,299,", "position"),
        ("Hotel C,,Istanbul,TR,here,there,", "position"),
        ("Hotel D,,Nowhereville,TR,,,", "city is not in the gazetteer"),
    ],
)
def test_that_a_bad_row_says_why(
    incident_file: IncidentFile, tmp_path: Path, line: str, word: str
) -> None:
    reading = read(incident_file, tmp_path, HEAD, line)
    (row,) = (row for _, row in reading.rows if row.outcome == "rejected")
    assert row.row == 2
    assert word in str(row.why)


def test_that_what_is_surprising_is_said(incident_file: IncidentFile, tmp_path: Path) -> None:
    reading = read(
        incident_file, tmp_path, HEAD,
        "Turned,,Istanbul,TR,28.99,41.04,",
        "Elsewhere,,,TR,33.34,44.40,",
        "Only the city,,Ankara,TR,,,",
    )  # fmt: skip
    turned, elsewhere, city = (row for _, row in reading.rows if row.place is not None)
    assert turned.place is not None
    assert (turned.place.lat, len(turned.problems)) == (41.04, 1)
    assert "Iraq" in str(elsewhere.problems[0].reason)
    assert city.place is not None
    assert city.place.uncertainty_m > 5_000
    assert "city" in str(city.problems[0].reason)


def test_that_degrees_put_right_into_another_country_say_both(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    reading = read(incident_file, tmp_path, HEAD, "Sunset Lodge,,Izmir,TR,95.1,27.1,Hotel")
    (row,) = (row for _, row in reading.rows if row.place is not None)
    said = [str(problem.reason) for problem in row.problems]
    assert len(said) == 2
    assert "put right" in said[0]
    assert "India" in said[1]


def test_that_a_file_without_such_a_header_is_refused(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="table of places"):
        read(incident_file, tmp_path, "a,b", "1,2")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_the_workbook_given_out_comes_back(
    incident_file: IncidentFile, tmp_path: Path, language: str
) -> None:
    take(incident_file, read(incident_file, tmp_path, *LINES))
    before = incident_file.ask(places)
    set_language(language)
    path = tmp_path / "places.xlsx"
    write_places_workbook(path, before)
    context = context_of(incident_file.ask(the_incident), incident_file.now())
    plan = incident_file.ask(plan_places, [read_places(path, context, quiet)])
    assert (plan.count("unchanged"), plan.count("rejected")) == (3, 0)


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        ("Name,City,Latitude,Longitude,Kind", True),
        ("酒店名称,别名,城市,纬度,经度", True),
        ("Name,Passport no,Latitude,Longitude,Kind", False),
        ("Name,Phone,Place", False),
        ("姓名,性别,护照号,住址", False),
        ("Shelter,Capacity,Free,Lat,Lon,Type", False),
    ],
)
def test_that_a_dropped_table_of_places_is_known_by_its_header(
    tmp_path: Path, head: str, is_one: bool
) -> None:
    path = tmp_path / "dropped.csv"
    path.write_text(f"{head}\n{','.join('1' for _ in head.split(','))}\n", encoding="utf-8")
    assert is_place_table(path) is is_one


def test_that_what_cannot_be_opened_is_no_table_of_places(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"not a workbook")
    assert not is_place_table(path)
    assert not is_place_table(tmp_path / "missing.csv")


def test_that_a_long_table_of_places_is_known_by_its_first_rows(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = "".join(f"Hotel {n},Antalya,36.9,30.7,hotel\n" for n in range(40_000))
    path.write_text("Name,City,Latitude,Longitude,Kind\n" + rows, encoding="utf-8")
    assert path.stat().st_size > 1 << 20
    assert is_place_table(path)


def test_that_a_long_workbook_of_places_is_known_by_its_first_rows(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("hotels")
    sheet.append(["Name", "City", "Latitude", "Longitude", "Kind"])
    for number in range(12_000):
        sheet.append([f"Hotel {number * 7919}", f"Town {number}", 36.9, 30.7, "hotel"])
    path = tmp_path / "long.xlsx"
    book.save(path)
    assert path.stat().st_size > SMALL
    assert is_place_table(path)
    assert not is_contact_table(path)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("名称,类别,电话,城市\n美国医院,医院,0212 444,伊斯坦布尔\n警察局,警方,155,安卡拉\n", True),
        ("Name,Kind,Telephone,City\nAcibadem,Hospital,444,Izmir\n", True),
        ("姓名,电话,位置,护照号\n李伟,13900000000,安卡拉,E12345678\n", False),
        ("Name,Kind,Telephone\nLi Wei,tourist,139\nWang Fang,student,138\n", False),
        ("名称,类别,电话,容量\n市立医院,医院,444,300\n", False),
    ],
)
def test_that_a_dropped_directory_is_known_where_it_clearly_is_one(
    tmp_path: Path, text: str, is_one: bool
) -> None:
    path = tmp_path / "dropped.csv"
    path.write_text(text, encoding="utf-8")
    assert is_contact_table(path) is is_one
