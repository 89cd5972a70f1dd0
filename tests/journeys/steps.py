"""The first steps of the story in the window: create, import, work the list, look at the map."""

from pathlib import Path

from PySide6.QtCore import QPoint

from situationroom.models.vocabulary import RequestStatus
from situationroom.store.queries.people import PersonFilter, count_persons, person_ids
from situationroom.store.queries.reports import reports_of_request
from situationroom.store.queries.requests import notes_of, requests
from situationroom.store.verify import Verification
from situationroom.views.call_form import CallForm
from situationroom.views.import_view import ImportView
from situationroom.views.journal_room import JournalRoom
from situationroom.views.map_room import MapRoom
from situationroom.views.people_room import PeopleRoom
from situationroom.views.requests_room import RequestsRoom
from tests import samples
from tests.cast import OFFICER, records
from tests.journeys.driver import (
    Seat,
    answering,
    button,
    click,
    click_row,
    drop,
    picture,
    press,
    press_box,
    room,
    type_into,
)


def people(seat: Seat) -> int:
    """How many persons the incident has."""
    return seat.desk.ask(count_persons, PersonFilter())


def create_the_incident(seat: Seat) -> None:
    """1. From the start page to an open drill."""
    page = seat.window.start
    assert page is not None
    form = page.new
    type_into(form.name, "Turkey, July 2016")
    form.kind.setFocus()
    press(seat, "C")  # a closed list is chosen from by its first letter
    assert form.kind.currentData() == "coup"
    form.country.setCurrentIndex(form.country.findData("TR"))
    assert form.zone.currentText() == "Europe/Istanbul"
    press_box(form.drill)
    click(button(form, "Other place…"))
    picture(seat, "1-start")
    click(form.open)
    seat.until(lambda: seat.window.cell is not None and seat.cell.stack.isVisible())
    seat.at_rest()
    incident = seat.desk.incident
    assert (incident.country, incident.drill) == ("TR", True)
    assert (incident.home_zone, incident.incident_zone) == ("Asia/Shanghai", "Europe/Istanbul")
    assert seat.desk.path == seat.folder / "Turkey, July 2016.situation"
    picture(seat, "1-opened")


OUTCOMES = ("new", "updated", "unchanged", "duplicate", "rejected", "skipped")
"""What can become of a row; together they are all rows."""


def import_the_lists(seat: Seat, lists: list[Path]) -> int:
    """2. Drop the lists, read the dry run, press the one button. Returns how many rows are new."""
    before, revision = people(seat), seat.desk.revision
    view = drop(seat, lists)
    plan, chips = view.run.plan, view.preview.chips
    counts = {name: chips[name].count or 0 for name in OUTCOMES if name in chips}
    assert sum(counts.values()) == len(plan.rows)
    assert counts["new"] > 0
    sheets = [sheet for one in view.run.read.lists for sheet in one.sheets]
    assert all(sheet.header_row for sheet in sheets if sheet.kind == "persons")
    assert all(row.why for row in plan.rows if row.outcome in ("rejected", "skipped"))
    assert (people(seat), seat.desk.revision) == (before, revision)
    picture(seat, "2-dry-run")
    click(view.store)
    seat.until(lambda: view.done is not None)
    assert people(seat) == before + len(plan.new_persons)
    assert seat.desk.revision == revision + 1
    picture(seat, "2-imported")
    asked = any(row.request is not None for row in plan.rows)
    click(button(view, "Show the requests" if asked else "Show the persons"))
    seat.until(lambda: seat.window.findChild(ImportView) is None)
    return counts["new"]


def work_the_list(seat: Seat) -> None:
    """3. One request from the top of the list through the hands of two officers."""
    press(seat, "Ctrl+2")
    here = room(seat, "requests", RequestsRoom)
    seat.until(lambda: bool(here.table.ids()))
    assert here.chips["open"].count == len(here.table.ids())
    chosen = here.table.ids()[0]
    click_row(here.table, chosen)
    assert seat.cell.card.shown == ("request", (chosen,))
    told = seat.desk.ask(reports_of_request, chosen)
    assert told and told[0].cells
    _press_until(seat, chosen, "A", RequestStatus.ACKNOWLEDGED)
    press(seat, "T")
    seat.until(lambda: seat.desk.ask(requests, [chosen])[0].owner == OFFICER)
    answering("Called the hotel, they are in the lobby")
    press(seat, "N")
    seat.until(lambda: any("lobby" in n.text for n in seat.desk.ask(notes_of, chosen)))
    answering("Back in the hotel, all well")
    _press_until(seat, chosen, "R", RequestStatus.RESOLVED)
    assert chosen in here.table.ids()
    picture(seat, "3-resolved")
    answering("She called again")
    press(seat, "O")
    seat.until(lambda: seat.desk.ask(requests, [chosen])[0].is_open)
    answering("Wang Min", "Has her number, calls at six")
    press(seat, "H")
    seat.until(lambda: seat.desk.ask(requests, [chosen])[0].owner == "Wang Min")
    assert here.table.selected_ids() == [chosen]
    picture(seat, "3-list")


def _press_until(seat: Seat, request: int, key: str, status: RequestStatus) -> None:
    press(seat, key)
    seat.until(lambda: seat.desk.ask(requests, [request])[0].status is status)


def take_a_call(seat: Seat, name: str, what: str) -> int:
    """F2 anywhere: a call by keyboard alone. Returns the new request."""
    press(seat, "F2")
    form = seat.window.findChild(CallForm)
    assert form is not None
    seat.until(form.isActiveWindow)
    type_into(form.fields.caller, "Mrs Zhao")
    type_into(form.fields.subjects.rows[0].name, name)
    type_into(form.fields.what, what)
    shown = seat.cell.card.shown
    press(seat, "Ctrl+Return")
    seat.until(lambda: seat.window.findChild(CallForm) is None)
    seat.until(lambda: seat.cell.card.shown != shown)
    kind, ids = seat.cell.card.shown
    assert kind == "request"
    return int(ids[0])


def look_at_the_map(seat: Seat) -> None:
    """4. The rings and those beside the map are everybody; the count opens their list."""
    press(seat, "Ctrl+4")
    here = room(seat, "map", MapRoom)
    everybody = set(seat.desk.ask(person_ids, PersonFilter(), "case"))
    seat.until(lambda: len(here.people.columns.id) == len(everybody))
    rings = here.rings()
    missing = here.people.unplaced()
    assert missing > 0
    assert int(rings.count.sum()) + missing == len(everybody)
    assert here.legend.missing.text() == f"Not on the map: {missing}"
    before = here.canvas.view.zoom
    largest = int(rings.count.argmax())
    at = here.canvas.view.to_screen(float(rings.x[largest]), float(rings.y[largest]))
    click(here.canvas.viewport(), QPoint(round(at[0]), round(at[1])))
    seat.until(lambda: here.canvas.view.zoom > before or bool(seat.cell.card.shown[1]))
    picture(seat, "4-map")
    click(here.legend.missing)
    seat.until(lambda: seat.cell.room == "people")
    listed = room(seat, "people", PeopleRoom)
    seat.until(lambda: len(listed.table.ids()) == missing)
    picture(seat, "4-not-on-the-map")


def undo_the_import(seat: Seat) -> None:
    """8. One key takes the last import back; the journal shows both; everything is proven."""
    before, revision = records(seat.desk), seat.desk.revision  # type: ignore[arg-type]
    late = seat.folder / "late.xlsx"
    samples.registration_en(late, 25, seed=31)
    import_the_lists(seat, [late])
    press(seat, "Ctrl+Z")
    seat.until(lambda: seat.desk.revision == revision + 2)
    assert records(seat.desk) == before  # type: ignore[arg-type]
    press(seat, "Ctrl+8")
    here = room(seat, "journal", JournalRoom)
    assert here.table.ids()[:2] == [revision + 2, revision + 1]
    taken_back, done = (here.table.as_lists([n])[1][0] for n in here.table.ids()[:2])
    assert any("Imported late.xlsx" in cell for cell in done)
    assert any(cell.startswith("Undo: Imported late.xlsx") for cell in taken_back)
    picture(seat, "8-journal")
    prove(seat)


def prove(seat: Seat) -> None:
    """The journal's chain holds, and replaying it gives the tables."""
    found: list[Verification] = []
    job = seat.desk.verify()
    job.succeeded.connect(found.append)
    seat.until(lambda: bool(found))
    assert found[0].ok, found[0].faults
