"""Who asked for somebody who has been found: call them back, note it, next."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.reunions import call_back, death_warning, sighting_words
from situationroom.models.case_number import case_number
from situationroom.store.queries.reunions import Found, Reunion, State
from situationroom.texts import tr
from situationroom.views import theme, times, widgets
from situationroom.views.ask import ask_text
from situationroom.views.bidi import both_names, left_to_right
from situationroom.views.duplicates_queues import asker_words, told_lines
from situationroom.views.frame import Frame
from situationroom.views.list_beside import list_beside
from situationroom.views.table import Column, RecordTable
from situationroom.views.widgets import Banner, button, column, label, quiet, row, scrolled

KINDS = ("request", "person", "report", "stay", "booking", "merge", "note")
"""Records whose change may find somebody, or end a search."""


class CallBackPage(QWidget):
    """The searches of one state. ``counted(n)`` when another number of them is there."""

    counted = Signal(int)

    def __init__(self, frame: Frame, state: State) -> None:
        super().__init__()
        self._frame, self._desk, self._state = frame, frame.desk, state
        self._all: dict[int, Reunion] = {}
        self._serial = 0
        self.table = RecordTable(self._desk, f"reunions-{state}", _columns(), self._rows, self)
        self.table.picked.connect(self._picked)
        self.table.picked.connect(lambda ids: frame.select("request", ids))
        self.table.set_keys({"C": lambda _ids: self.call_back()})
        self.problem = Banner("", "red")
        self.problem.hide()
        self._card = QVBoxLayout()
        self._lay_out()
        self.setFocusProxy(self.table)

    def show_reunions(self, found: Sequence[Reunion]) -> None:
        """The searches there are now; the chosen one stays chosen."""
        self._all = {one.request.id: one for one in found if one.state == self._state}
        self.table.records.forget(None)
        self.table.set_ids(list(self._all))
        if self._all and not self.table.selected_ids():
            self.table.select_ids([next(iter(self._all))])
        self._say_empty()
        self._picked(self.table.selected_ids())
        self.counted.emit(len(self._all))

    def call_back(self) -> None:
        """Note what whoever asked was told; the search is resolved when it has found everybody."""
        chosen = self._chosen()
        if chosen is None or self._state == "closed":
            return
        names = ", ".join(both_names(found.person) for found in chosen.found)
        said = ask_text(self, tr("Called back"), tr("What was said about {names}?", names=names))
        if said is None:
            return
        job = self._desk.run(call_back, chosen.request.id, said)
        job.on_refusal = self.problem.say_error
        job.succeeded.connect(self._called)

    def _called(self, over: bool) -> None:
        self._frame.say(
            tr("Called back; the search is resolved.")
            if over
            else tr("Called back; the search goes on for the others.")
        )

    def _chosen(self) -> Reunion | None:
        ids = self.table.selected_ids()
        return self._all.get(ids[0]) if ids else None

    def _rows(self, _connection: Any, ids: Sequence[int]) -> dict[int, Reunion]:
        return {id_: self._all[id_] for id_ in ids if id_ in self._all}

    def _picked(self, ids: list[int]) -> None:
        self.problem.say("")
        widgets.clear(self._card)
        if (chosen := self._all.get(ids[0]) if ids else None) is not None:
            self._card.addWidget(self._told(chosen))
        self._card.addStretch(1)

    # --- the parts -----------------------------------------------------------------------------

    def _told(self, reunion: Reunion) -> QWidget:
        deaths = sorted({found.death for found in reunion.found} - {""})
        parts: list[QWidget] = [Banner(death_warning(d == "confirmed"), "red") for d in deaths]
        if self._state == "reconciled":
            act = button(tr("Called back"), "phone", "primary", "C", self.call_back)
            act.setShortcut("")  # the list hears the key; here it is only shown
            parts.append(row(act, None))
        parts.append(widgets.section(tr("Whoever asked")))
        now, zone = self._desk.now(), self._desk.incident.incident_zone
        parts += [self._asker(asker_words(a), times.ago(a.at, now)) for a in reunion.askers]
        if not reunion.askers:
            parts.append(quiet(tr("Nobody is named; look at the request.")))
        parts.append(widgets.section(tr("Found")))
        parts += [self._found(found, zone) for found in reunion.found]
        if reunion.request.outcome:
            parts += [widgets.section(tr("Outcome")), _wrapped(reunion.request.outcome)]
        if reunion.missing:
            parts.append(widgets.section(tr("Still looked for")))
            parts += [label(f"{p.case} {both_names(p)}") for p in reunion.missing]
        return column(*parts, gap=8)

    def _asker(self, words: str, at: str) -> QWidget:
        name = label(left_to_right(words), "text", 15, 600)
        name.setWordWrap(True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return row(name, quiet(at, 12))

    def _found(self, found: Found, zone: str) -> QWidget:
        person = found.person
        numbers = " · ".join((person.case, *(case_number(gone) for gone in found.merged)))
        name = label(both_names(person) or person.case, "text", 14, 600)
        name.setWordWrap(True)
        mark = legend.mark(person.safety)
        safety = widgets.mark_label(legend.label(person.safety), mark.shape, mark.tone)
        lines = [(sighting_words(s), times.stamp(s.at, zone)) for s in found.sightings]
        seen = told_lines(tr("Seen"), lines)
        head = column(name, row(quiet(numbers, 12), safety, None), gap=2)
        return column(head, *([seen] if seen else []), gap=6)

    def _say_empty(self) -> None:
        if self._state == "closed":
            self.table.set_empty(tr("No search has ended yet"))
        else:
            self.table.set_empty(
                tr("Nobody waits to be called back"),
                tr("Whoever asked stands here as soon as somebody was found."),
            )

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setLayout(self._card)
        self._card.setContentsMargins(*(theme.px(n) for n in (16, 4, 16, 12)))
        list_beside(self, self.table, self.problem, scrolled(inside))


def _wrapped(text: str) -> QWidget:
    made = label(text)
    made.setWordWrap(True)
    return made


def _columns() -> list[Column]:
    def names(reunion: Reunion) -> str:
        return ", ".join(both_names(found.person) for found in reunion.found)

    def callers(reunion: Reunion) -> str:
        return ", ".join(asker.name or asker.phone for asker in reunion.askers)

    return [
        Column("request", tr("Request"), 84, lambda r: r.request.number, least=74, tabular=True,
               shape=lambda r: legend.mark(r.request.priority).shape,
               tone=lambda r: legend.mark(r.request.priority).tone),
        Column("found", tr("Found"), 150, names, least=90, stretch=True, bold=True),
        Column("asked", tr("Whoever asked"), 150, callers, least=90, stretch=True),
    ]  # fmt: skip
