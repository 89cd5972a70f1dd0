"""The journal: everything that was done, in words; event and decision entry; undo of one entry."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from situationroom.desk import Touched
from situationroom.models.journal import Entry
from situationroom.store.queries.journal_pages import EntryFilter, entry_ids, entry_rows, officers
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.field_words import record_name
from situationroom.views.frame import Frame
from situationroom.views.journal_details import JournalDetails
from situationroom.views.table import RecordTable
from situationroom.views.table_column import Column
from situationroom.views.verbs import GROUPS, group_name, group_of
from situationroom.views.widgets import Chip, Flow, button, heading, quiet, row
from situationroom.words import entry_text


class JournalRoom(QWidget):
    """The list on the left, the chosen entry in full beside it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._group = ""
        self._record: tuple[str, int] | None = None
        self._stale = False
        self.table = RecordTable(self._desk, "journal", self._columns(), entry_rows)
        self.table.set_empty(tr("No entries"), tr("No entry is of this kind or by this officer."))
        self.details = JournalDetails(frame, self._undo)
        self.officer = QComboBox()
        self.officer.setAccessibleName(tr("Officer"))
        self._count = quiet("")
        self._lay_out()
        self._fill_officers()
        self.officer.currentIndexChanged.connect(lambda _index: self.reload())
        self.table.picked.connect(self._picked)
        self._desk.changed.connect(self._on_changed)
        self.setFocusProxy(self.table)
        self.reload()

    def show_view(self, view: str) -> None:
        """One kind of acts by its name in ``verbs.GROUPS``, or what changed one record
        ('person:12', 'request:3'); any other name shows all."""
        kind, _, number = view.partition(":")
        self._record = (kind, int(number)) if number.isdecimal() else None
        self._group = view if view in GROUPS else ""
        self._show_record()
        self.chips[self._group].setChecked(True)
        self.reload()

    def select_ids(self, ids: Sequence[int]) -> None:
        """Show these revisions."""
        self.table.select_ids(ids)
        self._picked(list(ids))

    def reload(self) -> None:
        """The revisions of the filter, newest first."""
        which = EntryFilter(
            officer=self.officer.currentData() or "",
            verbs=GROUPS.get(self._group, ()),
            record=self._record,
        )
        found = self._desk.ask(entry_ids, which)
        self.table.set_ids(found)
        self._count.setText(tr("{n} entries", n=f"{len(found):,}"))

    def _lay_out(self) -> None:
        event = button(tr("Event or decision"), "note", "primary", "F3", self._write)
        event.setShortcut("")  # F3 belongs to the window; here it is only shown
        left = QWidget()
        inside = QVBoxLayout(left)
        space = theme.px(20)
        inside.setContentsMargins(space, theme.px(16), space, 0)
        inside.setSpacing(theme.px(12))
        inside.addWidget(
            row(heading(tr("Journal")), self._count, None, self.officer, event, gap=12)
        )
        inside.addWidget(self._chips())
        inside.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.details.setMinimumWidth(theme.px(300))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _chips(self) -> QWidget:
        box = QWidget()
        flow = Flow(box)
        self.about = Chip("")
        self.about.clicked.connect(lambda _on: self._leave_record())
        self.about.hide()
        flow.addWidget(self.about)
        self._kinds = QButtonGroup(self)
        self.chips: dict[str, Chip] = {"": Chip(tr("All"))}
        self.chips |= {group: Chip(group_name(group)) for group in GROUPS}
        for group, chip in self.chips.items():
            self._kinds.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(partial(self._choose, group))
        self.chips[""].setChecked(True)
        return box

    def _show_record(self) -> None:
        """The chip that says whose entries these are, and lets go of them."""
        self.about.setVisible(self._record is not None)
        if self._record is not None:
            kind, number = self._record
            name = record_name(kind, number)
            self.about.setText(tr("Only {record}  ×", record=name))
            self.about.setToolTip(tr("Show every entry again"))
            self.about.setChecked(True)

    def _leave_record(self) -> None:
        self._record = None
        self._show_record()
        self.reload()

    def _choose(self, group: str, *_checked: object) -> None:
        self._group = group
        self.reload()

    def _columns(self) -> list[Column]:
        zone, desk = self._desk.incident.incident_zone, self._desk

        def when(entry: Entry) -> str:
            return times.short_stamp(entry.at, zone, desk.now())

        def exact(entry: Entry) -> str:
            at: datetime = entry.at
            return times.stamp(at, zone)

        return [
            Column("revision", "#", 64, lambda e: str(e.revision), lambda _e: "quiet", "right"),
            Column("at", tr("Time"), 112, when, lambda _e: "quiet", tooltip=exact, least=96),
            Column(
                "act",
                tr("What was done"),
                420,
                entry_text,
                lambda e: "quiet" if e.undoes else "text",
                tooltip=entry_text,
                stretch=True,
                least=200,
            ),
            Column("kind", tr("Kind"), 110, _kind, lambda _e: "quiet", least=80),
            Column("officer", tr("Officer"), 100, lambda e: e.officer, least=70),
            Column("workstation", tr("Workstation"), 110, lambda e: e.workstation, hidden=True),
        ]

    def _fill_officers(self) -> None:
        chosen = self.officer.currentData()
        names = self._desk.ask(officers)
        if [self.officer.itemData(n) for n in range(1, self.officer.count())] == names:
            return
        self.officer.blockSignals(True)
        self.officer.clear()
        self.officer.addItem(tr("Every officer"), "")
        for name in names:
            self.officer.addItem(name, name)
        self.officer.setCurrentIndex(max(0, self.officer.findData(chosen)))
        self.officer.blockSignals(False)

    def _on_changed(self, _touched: Touched) -> None:
        # Nobody looks at a hidden room; it is brought up to date when it is opened.
        self._stale = not self.isVisible()
        if not self._stale:
            self._fill_officers()
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._fill_officers()
            self.reload()

    def _picked(self, revisions: list[int]) -> None:
        if len(revisions) == 1:
            self.details.show_entry(revisions[0])
        else:
            self.details.show_nothing()

    def _undo(self, revision: int) -> None:
        job = self._desk.undo(revision)
        if job is not None:
            job.succeeded.connect(self._undone)

    def _undone(self, _result: object) -> None:
        self._frame.say(tr("Undone."))

    def _write(self) -> None:
        from situationroom.views.event_form import EventForm

        EventForm(self._frame, self).show()


def _kind(entry: Entry) -> str:
    group = group_of(entry.verb)
    return group_name(group or "incident")
