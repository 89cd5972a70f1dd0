"""Acts on a request that open a sheet of their own: follow-up, next, persons, link, split, join.

Each sheet stays open, with all that was typed, until what it asks for is stored.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from situationroom.commands.followups import add_task
from situationroom.commands.request_links import join, relate, split
from situationroom.commands.requests import add_note, resolve, set_next_action
from situationroom.desk import Desk
from situationroom.models import Note, Request
from situationroom.models.errors import RuleError
from situationroom.store.queries.journal_pages import officers
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import requests
from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.buttons import button
from situationroom.views.frame import Frame
from situationroom.views.people_sheets import ActSheet
from situationroom.views.person_picks import PersonPicks
from situationroom.views.request_number import RequestNumber
from situationroom.views.time_field import TimeField

if TYPE_CHECKING:
    from situationroom.views.request_acts import RequestActs

Acts = "RequestActs"


def follow_up(acts: "RequestActs", ids: Sequence[int]) -> None:
    """A task on the first of the requests: what, until when, by whom."""
    frame, parent = acts.over
    sheet = task_sheet(parent, frame.desk, _first(frame, ids))
    _show(sheet)


def task_sheet(parent: QWidget, desk: Desk, request: Request) -> ActSheet:
    """What is promised, until when and by whom."""
    sheet = ActSheet(parent, _title(tr("Follow-up"), request), "", tr("OK"))
    what = _field(tr("Call back, ask the hospital, send the form …"))
    until = TimeField(desk.now(), desk.incident.incident_zone, "2h")
    whose = officer_choice(desk, request.owner or desk.officer)
    _rows(
        sheet, (tr("What is to be done"), what), (tr("Until when"), until), (tr("By whom"), whose)
    )
    _needs(sheet, lambda: bool(what.text().strip()) and until.time() is not None, what, until.field)
    sheet.run = lambda: desk.run(
        add_task, request.id, what.text(), until.time() or desk.now(), whose.currentText()
    )
    what.setFocus()
    return sheet


def next_action(acts: "RequestActs", ids: Sequence[int]) -> None:
    """What comes next on the first of the requests, and when."""
    frame, parent = acts.over
    desk, request = frame.desk, _first(frame, ids)
    sheet = ActSheet(parent, _title(tr("Next action"), request), "", tr("OK"))
    what = _field(tr("What comes next"), request.next_action)
    until = TimeField(desk.now(), desk.incident.incident_zone, "1h")
    _rows(sheet, (tr("Next"), what), (tr("When"), until))
    _needs(sheet, lambda: bool(what.text().strip()) and until.time() is not None, what, until.field)
    sheet.run = lambda: desk.run(set_next_action, request.id, what.text(), until.time())
    what.setFocus()
    _show(sheet)


def resolve_sheet(parent: QWidget, desk: Desk, title: str, ids: Sequence[int]) -> ActSheet:
    """How it ended. When a colleague was first, it says so; the words can be kept as a note."""
    sheet = ActSheet(parent, title, tr("How did it end?"), tr("Resolve"))
    words = _field("")
    words.setAccessibleName(tr("How did it end?"))
    sheet.body.addWidget(words)
    keep = button(tr("Keep as a note"), "note", on_click=lambda: _keep(sheet, desk, ids, words))
    keep.setAutoDefault(False)
    keep.hide()
    sheet.problem_act = keep
    sheet.finish()
    _enabled_while(sheet, lambda: bool(words.text().strip()), words)
    sheet.run = lambda: desk.run(resolve, list(ids), words.text())
    words.setFocus()
    return sheet


def _keep(sheet: ActSheet, desk: Desk, ids: Sequence[int], words: QLineEdit) -> None:
    for request in ids[:-1]:
        desk.run(add_note, request, words.text())
    sheet.run = lambda: desk.run(add_note, ids[-1], words.text())
    sheet.accept()


def correct_note(frame: Frame, parent: QWidget, note: Note) -> None:
    """Say it again as it should have been said; the old words stay, struck."""
    desk = frame.desk
    sheet = ActSheet(parent, tr("Correct the note"), note.text, tr("Correct"))
    words = _field("", note.text)
    sheet.body.addWidget(words)
    sheet.finish()
    _enabled_while(sheet, lambda: words.text().strip() not in ("", note.text), words)
    sheet.run = lambda: desk.run(add_note, note.request or 0, words.text(), note.id)
    words.setFocus()
    _show(sheet)


def about(acts: "RequestActs", ids: Sequence[int]) -> None:
    """Who the first of the requests is about: add by number or name, take out by unticking."""
    from situationroom.views.person_picks import PersonsSheet

    frame, parent = acts.over
    _show(PersonsSheet(parent, frame.desk, _first(frame, ids)))


def link(acts: "RequestActs", ids: Sequence[int]) -> None:
    """Two requests belong together, and why: the two selected, or one and a number."""
    frame, parent = acts.over
    desk, first = frame.desk, _first(frame, ids)
    sheet = ActSheet(parent, _title(tr("Link requests"), first), "", tr("Link"))
    other = RequestNumber(desk, ids[1] if len(ids) > 1 else None)
    reason = _field(tr("Same hotel, same family, same flight …"))
    _rows(sheet, (tr("With request"), other), (tr("How they belong together"), reason))
    _needs(sheet, lambda: bool(other.request() and reason.text().strip()), other.field, reason)
    sheet.run = lambda: desk.run(relate, first.id, other.request() or 0, reason.text())
    (reason if len(ids) > 1 else other.field).setFocus()
    _show(sheet)


def join_two(acts: "RequestActs", ids: Sequence[int]) -> None:
    """Two requests are one: which number stays is chosen, the older by itself."""
    frame, parent = acts.over
    desk = frame.desk
    told = tr(
        "Persons, notes, reports and follow-ups go over; the number that goes finds the other."
    )
    pair = sorted(ids[:2])
    first = _first(frame, pair)
    sheet = ActSheet(parent, _title(tr("Join requests"), first), told, tr("Join"))
    other = RequestNumber(desk, pair[1] if len(pair) > 1 else None)
    stays = QComboBox()
    _rows(sheet, (tr("With request"), other), (tr("Which number stays"), stays))

    def fill() -> None:
        found = [r for r in (first.id, other.request()) if r]
        stays.clear()
        for request in desk.ask(requests, sorted(found)):
            stays.addItem(request.number, request.id)

    other.field.textChanged.connect(fill)
    fill()
    _needs(sheet, lambda: other.request() not in (None, first.id), other.field)

    def both() -> tuple[int, int]:
        kept = int(stays.currentData())
        return kept, (other.request() or 0) if kept == first.id else first.id

    sheet.run = lambda: desk.run(join, *both())
    other.field.setFocus()
    _show(sheet)


def split_off(acts: "RequestActs", ids: Sequence[int]) -> None:
    """Some of the first request's persons get a request of their own."""
    frame, parent = acts.over
    desk, request = frame.desk, _first(frame, ids)
    if len(request.persons) < 2:
        frame.refuse(RuleError("A request about one person cannot be split."))
        return
    hint = tr("Tick who gets a request of their own; clock, owner and words are the same.")
    sheet = ActSheet(parent, _title(tr("Split"), request), hint, tr("Split"))
    picks = PersonPicks(desk.ask(persons, request.persons), ticked=False)
    reason = _field(tr("Only where it helps the next officer"))
    _rows(sheet, (tr("Persons"), picks), (tr("Reason"), reason))

    def some() -> bool:
        return 0 < len(picks.ticked()) < len(request.persons)

    sheet.accept_button.setEnabled(False)
    picks.changed.connect(lambda: sheet.accept_button.setEnabled(some()))
    sheet.run = lambda: desk.run(split, request.id, picks.ticked(), reason.text())
    picks.setFocus()
    _show(sheet)


def officer_choice(desk: Desk, chosen: str, nobody: str = "") -> QComboBox:
    """Everybody who has written into the journal; a new name can be typed."""
    box = QComboBox()
    box.setEditable(True)
    names = [*([nobody] if nobody else []), *desk.ask(officers)]
    box.addItems(list(dict.fromkeys([*names, *([chosen] if chosen else [])])))
    box.setCurrentText(chosen)
    known = QCompleter(names, box)
    known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    known.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(known)
    return box


def _first(frame: Frame, ids: Sequence[int]) -> Request:
    return frame.desk.ask(requests, list(ids[:1]))[0]


def _title(name: str, request: Request) -> str:
    return f"{name} · {request.number}"


def _field(hint: str, text: str = "") -> QLineEdit:
    field = QLineEdit(text, placeholderText=hint)
    field.selectAll()
    return field


def _rows(sheet: ActSheet, *rows: tuple[str, QWidget]) -> None:
    for name, field in rows:
        sheet.body.addWidget(widgets.form_row(name, field))
    sheet.finish()


def _needs(sheet: ActSheet, ready: Callable[[], bool], *fields: QLineEdit) -> None:
    _enabled_while(sheet, ready, *fields)


def _enabled_while(sheet: ActSheet, ready: Callable[[], bool], *fields: QLineEdit) -> None:
    for field in fields:
        field.textChanged.connect(lambda _text: sheet.accept_button.setEnabled(ready()))
    sheet.accept_button.setEnabled(ready())


def _show(sheet: ActSheet) -> None:
    sheet.exec()
    sheet.deleteLater()
