"""The chosen shelter: fill by unit, head count, who is there, who could come."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QMenu, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.shelters import (
    check_out,
    record_head_count,
    set_site_state,
)
from situationroom.desk import Touched
from situationroom.models.vocabulary import ACTIVE_STAYS, SiteState, StayStatus
from situationroom.store.queries.shelters import SiteRow, UnitRow, sites
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.fill_bar import Bar, Bars
from situationroom.views.frame import Frame
from situationroom.views.people_panel import PeoplePanel, with_households
from situationroom.views.shelters_card import (
    alarm_words,
    figures,
    head_count_words,
    whole_bar,
)
from situationroom.views.shelters_stays import StaysTable
from situationroom.views.widgets import (
    Banner,
    Chip,
    button,
    heading,
    inline_error,
    label,
    quiet,
    row,
)
from situationroom.views.with_reasons import keep_places, take_in
from situationroom.views.wrapped import flow


class SiteDetail(QWidget):
    """``door()`` asks for check-in mode."""

    door = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.row: SiteRow | None = None
        self.error = inline_error()
        self.alarm = Banner("", "red")
        self.table = StaysTable(frame.desk)
        self.people = PeoplePanel(
            frame.desk, "guests", [("in", tr("Check in")), ("plan", tr("Keep a place"))]
        )
        self.people.waiting.setText(tr("Not evacuated yet"))
        self.state, self.units = QComboBox(), QComboBox()
        self.counted = QSpinBox()
        self.counted.setRange(0, 99_999)
        self._chips = [Chip(tr("Who stays here")), Chip(tr("Add persons"))]
        self.setMinimumHeight(theme.px(320))
        self._lay_out()
        self._connect()

    def show_row(self, found: SiteRow) -> None:
        """The shelter as it is now."""
        other = self.row is None or self.row.site.id != found.site.id
        self.row = found
        if other:
            self.error.say("")
            self._show(0)
        self._head(found)
        self._fill_units(found)
        names = {unit.unit.id: unit.unit.name for unit in found.units}
        rows = self.table.show_site(found.site.id, names)
        self._chips[0].set_count(sum(r.stay.status in ACTIVE_STAYS for r in rows))
        self._selected()

    def add(self, persons: Sequence[int], key: str = "in") -> None:
        """Check these persons in, or keep places for them, in the chosen unit."""
        if self.row is None:
            return
        self.error.say("")
        act = take_in if key == "in" else keep_places
        act(self, self._frame, int(self.units.currentData()), persons, self.error.say_error)

    def count_heads(self) -> None:
        """Record what somebody on site counted."""
        if self.row is not None:
            self._run(record_head_count, self.row.site.id, self.counted.value(), "")

    def write(self) -> None:
        """A message to everybody who is checked in."""
        if self.row is not None:
            found = self.table.stays.values()
            here = [r.person.id for r in found if r.stay.status is StayStatus.CHECKED_IN]
            self._frame.write_to(here, self.row.site.name)

    def arrived(self) -> None:
        """Check the selected persons in where they are expected."""
        chosen = [self.table.stays[id_] for id_ in self.table.selected_ids()]
        expected = [r for r in chosen if r.stay.status is StayStatus.PLANNED]
        if expected:
            persons = with_households(self._frame.desk, [r.person.id for r in expected])
            unit = expected[0].stay.unit
            take_in(self, self._frame, unit, persons, self.error.say_error)

    def leave(self) -> None:
        """Check the selected persons out."""
        persons = self._active()
        if persons:
            self.error.say("")
            self._run(check_out, persons)

    def move_to(self, unit: int) -> None:
        """Move the selected persons, with their households, to another unit."""
        persons = self._active()
        if persons:
            self.error.say("")
            family = with_households(self._frame.desk, persons)
            take_in(self, self._frame, unit, family, self.error.say_error)

    def refresh(self, touched: Touched) -> None:
        """New entries have come."""
        self.people.refresh(touched)

    def hasHeightForWidth(self) -> bool:
        return False  # lines that wrap inside must not make the whole window taller

    # --- inside --------------------------------------------------------------------------------

    def _run(self, command: Callable[..., object], *args: object) -> None:
        job = self._frame.desk.run(command, *args)
        job.on_refusal = self.error.say_error

    def _active(self) -> list[int]:
        chosen = (self.table.stays[id_] for id_ in self.table.selected_ids())
        return [row.person.id for row in chosen if row.stay.status in ACTIVE_STAYS]

    def _head(self, found: SiteRow) -> None:
        site = found.site
        self._name.setText(site.name)
        more = (
            legend.label(site.kind),
            city_name(site.city),
            site.address,
            site.organisation,
            site.contact,
        )
        self._more.setText(" · ".join(part for part in more if part))
        self._figures.setText(figures(found))
        self._count.setText(head_count_words(found, self._frame.desk.now()))
        self._count.setVisible(bool(self._count.text()))
        self.alarm.say(alarm_words(found))
        self.state.blockSignals(True)
        self.state.setCurrentIndex(list(SiteState).index(site.state))
        self.state.blockSignals(False)
        bars = [_bar(unit) for unit in found.units]
        self._bars.show_bars(bars if len(bars) > 1 else [whole_bar(found)])
        if not self.counted.hasFocus():
            counted = found.head_count.persons if found.head_count else found.checked_in
            self.counted.setValue(counted)

    def _fill_units(self, found: SiteRow) -> None:
        chosen = self.units.currentData()
        self.units.clear()
        for unit in found.units:
            words = f"{unit.unit.name} · {tr('{n} free', n=unit.fill.available)}"
            self.units.addItem(words, unit.unit.id)
        place = self.units.findData(chosen)
        self.units.setCurrentIndex(max(0, place))

    def _set_state(self, place: int) -> None:
        if self.row is not None:
            self._run(set_site_state, self.row.site.id, list(SiteState)[place])

    def _move_menu(self) -> None:
        self._places.clear()
        for row_ in self._frame.desk.ask(sites):
            for unit in row_.units:
                text = f"{row_.site.name} · {unit.unit.name} ({unit.fill.available})"
                act = self._places.addAction(text)
                act.triggered.connect(lambda _on=False, id_=unit.unit.id: self.move_to(id_))

    def _show(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        for number, chip in enumerate(self._chips):
            chip.setChecked(number == page)
        for one in self._acts:
            one.setVisible(page == 0)
        self.units.setVisible(page == 1)

    def _selected(self) -> None:
        chosen = [self.table.stays[i] for i in self.table.selected_ids() if i in self.table.stays]
        states = {found.stay.status for found in chosen}
        self._acts[0].setEnabled(StayStatus.PLANNED in states)
        for act in self._acts[1:]:
            act.setEnabled(bool(states & set(ACTIVE_STAYS)))

    def _connect(self) -> None:
        for number, chip in enumerate(self._chips):
            chip.clicked.connect(lambda _on, number=number: self._show(number))
        self.people.taken.connect(self.add)
        self.table.picked.connect(self._picked)
        self.people.table.picked.connect(lambda ids: self._frame.select("person", ids))
        self.state.activated.connect(self._set_state)
        self._places.aboutToShow.connect(self._move_menu)

    def _picked(self, stays: list[int]) -> None:
        self._selected()
        self._frame.select("person", self.table.people(stays))

    def _lay_out(self) -> None:
        for state in SiteState:
            self.state.addItem(legend.label(state), state)
        self.state.setAccessibleName(tr("State of the shelter"))
        self.units.setAccessibleName(tr("Unit"))
        self.counted.setAccessibleName(tr("Head count"))
        self._name, self._more = heading(""), quiet("")
        self._figures, self._count = label("", size=14, weight=500), quiet("")
        self._bars = Bars(label_width=theme.px(110))
        door = button(tr("Check-in mode"), "scan", "primary", on_click=self.door.emit)
        heads = button(tr("Record head count"), "users", on_click=self.count_heads)
        write = button(tr("Write to them"), "mail", "quiet", on_click=self.write)
        move = button(tr("Move to"), "shelters", "quiet")
        self._places = QMenu(move)
        move.setMenu(self._places)
        self._acts = [
            button(tr("Arrived"), "check", "quiet", on_click=self.arrived),
            move,
            button(tr("Check out"), "export", "quiet", on_click=self.leave),
        ]
        self._stack = QStackedWidget()
        for page in (self.table, self.people):
            self._stack.addWidget(page)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        for words in (self._more, self._figures, self._count):
            words.setWordWrap(True)
        for part in (
            row(self._name, None, self.state),
            self._more,
            self.alarm,
            self._bars,
            self._figures,
            self._count,
            row(door, write, None, self.counted, heads),
            self.error,
            flow(*self._chips, self.units, *self._acts),
        ):
            inside.addWidget(part)
        inside.addWidget(self._stack, 1)


def _bar(unit: UnitRow) -> Bar:
    usable = max(0, unit.fill.capacity - unit.fill.blocked - unit.fill.held)
    text = f"{unit.fill.occupied}/{usable} · {tr('{n} free', n=unit.fill.available)}"
    return Bar(unit.unit.name, unit.checked_in, usable, text, unit.planned)
