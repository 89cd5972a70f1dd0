"""What a key does to the selected requests. The same acts stand in the menu and in the bar.

Another act is another method and another line of ``ACTS``: key, menu and bar follow from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from situationroom import legend
from situationroom.commands import requests as commands
from situationroom.models import Request
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Category, Priority, RequestStatus
from situationroom.store.queries.requests import owners, requests
from situationroom.texts import tr
from situationroom.views import people_sheets, request_work
from situationroom.views.frame import Frame
from situationroom.views.request_sheets import ask_handover, ask_until
from situationroom.views.triage_sheet import TriageSheet
from situationroom.views.widgets import ask_text


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its key, its English name, its icon and what it does."""

    key: str
    name: str
    icon: str
    do: Callable[["RequestActs", Sequence[int]], object]
    sheet: bool = False


class RequestActs:
    """The acts on requests, for one room. Sheets open over ``parent``."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        self._frame, self._desk = frame, frame.desk
        self._parent = parent

    @property
    def over(self) -> tuple[Frame, QWidget]:
        """The frame, and the widget over which sheets open."""
        return self._frame, self._parent

    def acknowledge(self, ids: Sequence[int]) -> None:
        self._desk.run(commands.acknowledge, self._which(ids, _is_new))

    def take(self, ids: Sequence[int]) -> None:
        self._desk.run(commands.take, self._which(ids, _is_open))

    def note(self, ids: Sequence[int]) -> None:
        text = ask_text(self._parent, self._title(tr("Note"), ids), tr("What happened?"))
        if text:
            for request in ids:
                self._desk.run(commands.add_note, request, text)

    def attempt(self, ids: Sequence[int]) -> None:
        title = self._title(tr("Nobody reached"), ids)
        if answer := self._until(title, tr("No answer, line dead, number wrong …")):
            for request in self._which(ids, _is_open):
                self._desk.run(commands.attempt, request, answer[1], answer[0])

    def wait(self, ids: Sequence[int]) -> None:
        title = self._title(tr("Wait for an answer"), ids)
        if answer := self._until(title, tr("From whom, about what")):
            open_ones = self._which(ids, _is_open)
            self._desk.run(commands.wait_until, open_ones, answer[0], answer[1])

    def resolve(self, ids: Sequence[int]) -> None:
        title, which = self._title(tr("Resolve"), ids), self._which(ids, _is_open)
        sheet = request_work.resolve_sheet(self._parent, self._desk, title, which)
        sheet.exec()
        sheet.deleteLater()

    def reopen(self, ids: Sequence[int]) -> None:
        reason = ask_text(self._parent, self._title(tr("Reopen"), ids), tr("Why?"))
        if reason:
            self._desk.run(commands.reopen, self._which(ids, _is_done), reason)

    def close(self, ids: Sequence[int]) -> None:
        self._desk.run(commands.close_requests, self._which(ids, _is_resolved))

    def hand_over(self, ids: Sequence[int]) -> None:
        known = self._desk.ask(owners)
        if answer := ask_handover(self._parent, self._title(tr("Hand over"), ids), known):
            self._desk.run(commands.hand_over, self._which(ids, _is_open), *answer)

    def triage(self, ids: Sequence[int]) -> None:
        """Ask the questions of the incident about the first of them."""
        for request in self._desk.ask(requests, list(ids[:1])):
            sheet = TriageSheet(self._parent, self._desk, request)
            sheet.exec()
            sheet.deleteLater()

    def set_priority(self, ids: Sequence[int], priority: Priority) -> None:
        self._desk.run(commands.set_priority, list(ids), priority)

    def set_category(self, ids: Sequence[int], category: Category) -> None:
        self._desk.run(commands.set_category, list(ids), category)

    def categorise(self, ids: Sequence[int]) -> None:
        """Choose the category from a menu where the mouse is."""
        menu = category_menu(self._parent, lambda chosen: self.set_category(ids, chosen))
        menu.exec(QCursor.pos())
        menu.deleteLater()

    def assign(self, ids: Sequence[int]) -> None:
        """Everybody these requests are about, onto a movement."""
        self._about(people_sheets.movement_sheet, ids)

    def check_in(self, ids: Sequence[int]) -> None:
        """Everybody these requests are about, into a shelter."""
        self._about(people_sheets.shelter_sheet, ids)

    def _about(self, make: Callable[..., people_sheets.ActSheet], ids: Sequence[int]) -> None:
        asked = self._desk.ask(requests, list(ids))
        persons = list(dict.fromkeys(person for one in asked for person in one.persons))
        if not persons:
            self._frame.refuse(RuleError("Nobody is attached to this request; add a person first."))
            return
        sheet = make(self._parent, self._desk, persons)
        sheet.exec()
        sheet.deleteLater()

    def _until(self, title: str, hint: str) -> tuple[datetime, str] | None:
        zone = self._desk.incident.incident_zone
        return ask_until(self._parent, title, self._desk.now(), zone, hint)

    def _which(self, ids: Sequence[int], can: Callable[[Request], bool]) -> list[int]:
        """Those the act can be done to; all of them if none, so that the rule says why."""
        fitting = [request.id for request in self._desk.ask(requests, list(ids)) if can(request)]
        return fitting or list(ids)

    def _title(self, name: str, ids: Sequence[int]) -> str:
        first = self._desk.ask(requests, list(ids[:1]))
        number = first[0].number if first else ""
        return f"{name} · {number}" if len(ids) == 1 else f"{name} · {len(ids)}"


def category_menu(parent: QWidget, choose: Callable[[Category], object]) -> QMenu:
    """A menu of the categories."""
    menu = QMenu(tr("Category"), parent)
    for category in Category:
        entry = menu.addAction(legend.label(category))
        entry.triggered.connect(lambda _on=False, c=category: choose(c))
    return menu


def _is_new(request: Request) -> bool:
    return request.status is RequestStatus.NEW


def _is_open(request: Request) -> bool:
    return request.is_open


def _is_done(request: Request) -> bool:
    return not request.is_open


def _is_resolved(request: Request) -> bool:
    return request.status is RequestStatus.RESOLVED


def _seen(act: Act) -> Act:
    """While its sheet is open, whoever else looks at the request sees that I write on it."""

    def do(acts: RequestActs, ids: Sequence[int]) -> None:
        with acts.over[0].desk.attendance.writing(ids):
            act.do(acts, ids)

    return replace(act, do=do) if act.sheet else act


_ALL: Final = (
    Act("A", "Acknowledge", "check", RequestActs.acknowledge),
    Act("T", "Take", "user", RequestActs.take),
    Act("Q", "Triage", "requests", RequestActs.triage),
    Act("N", "Note", "note", RequestActs.note, sheet=True),
    Act("U", "Not reached", "phone", RequestActs.attempt, sheet=True),
    Act("W", "Wait", "clock", RequestActs.wait, sheet=True),
    Act("R", "Resolve", "flag", RequestActs.resolve, sheet=True),
    Act("O", "Reopen", "undo", RequestActs.reopen, sheet=True),
    Act("H", "Hand over", "handoff", RequestActs.hand_over, sheet=True),
    Act("C", "Close", "lock", RequestActs.close),
    Act("K", "Category", "filter", RequestActs.categorise),
    Act("B", "Assign to a movement", "transport", RequestActs.assign),
    Act("S", "Check in", "shelters", RequestActs.check_in),
    Act("F", "Follow-up", "calendar", request_work.follow_up, sheet=True),
    Act("X", "Next action", "clock", request_work.next_action, sheet=True),
    Act("P", "Persons", "users", request_work.about, sheet=True),
    Act("L", "Link requests", "link", request_work.link, sheet=True),
    Act("D", "Split", "export", request_work.split_off, sheet=True),
    Act("J", "Join requests", "merge", request_work.join_two, sheet=True),
)
ACTS: Final = tuple(map(_seen, _ALL))
PRIORITY_KEYS: Final = {"1": Priority.RED, "2": Priority.ORANGE, "3": Priority.YELLOW}
