"""Persons to tick, and the sheet that says who a request is about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from situationroom.commands.request_links import add_persons, remove_persons
from situationroom.desk import Desk
from situationroom.jobs import Job
from situationroom.models import Person, Request
from situationroom.store.queries.people import persons
from situationroom.store.queries.search import Hit, search
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import both_names
from situationroom.views.people_sheets import ActSheet

_ID = Qt.ItemDataRole.UserRole


class PersonPicks(QListWidget):
    """A line with a box for each person; ``changed`` when a box was ticked or cleared."""

    changed = Signal()

    def __init__(self, people: Sequence[Person], *, ticked: bool) -> None:
        super().__init__()
        self.setAccessibleName(tr("Persons"))
        self.setMinimumHeight(theme.px(120))
        for person in people:
            self.add(person, ticked=ticked)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def add(self, person: Person, *, ticked: bool) -> None:
        """One more line; somebody listed already is ticked again."""
        known = next((i for i in self._items() if i.data(_ID) == person.id), None)
        item = known or QListWidgetItem(f"{person.case}  {both_names(person)}")
        item.setData(_ID, person.id)
        item.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
                      | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        if known is None:
            self.addItem(item)
            self.changed.emit()

    def ticked(self) -> list[int]:
        """The ids of the persons whose box is ticked."""
        return [i.data(_ID) for i in self._items() if i.checkState() is Qt.CheckState.Checked]

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(n) for n in range(self.count())]


class PersonsSheet(ActSheet):
    """Who a request is about: untick to take out, find by number or name to add."""

    def __init__(self, parent: QWidget, desk: Desk, request: Request) -> None:
        name = f"{tr('Persons')} · {request.number}"
        super().__init__(parent, name, "", tr("OK"))
        self._desk, self._request = desk, request
        self.picks = PersonPicks(desk.ask(persons, request.persons), ticked=True)
        self.typed = QLineEdit(placeholderText=tr("Case number, name, telephone …"))
        self.found = QListWidget()
        self.found.setMaximumHeight(theme.px(110))
        self.found.hide()
        self.reason = QLineEdit(placeholderText=tr("Only where somebody is taken out"))
        hint = tr("Untick who it is not about.")
        self.body.addWidget(widgets.form_row(tr("Persons"), self.picks, hint))
        self.body.addWidget(widgets.form_row(tr("Add"), self.typed))
        self.body.addWidget(self.found)
        self.body.addWidget(widgets.form_row(tr("Reason"), self.reason))
        self.finish()
        self.typed.textChanged.connect(self._look)
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self.picks.changed.connect(self._ready)
        self.accept_button.setAutoDefault(False)
        self.run = self._store
        self._ready()
        self.typed.setFocus()

    def _look(self, typed: str) -> None:
        hits = [h for h in self._desk.ask(search, typed, 12) if h.kind == "person"][:6]
        self.found.clear()
        for hit in hits:
            self._offer(hit)
        self.found.setVisible(bool(hits))

    def _offer(self, hit: Hit) -> None:
        item = QListWidgetItem(f"{hit.number}  {hit.title}  {hit.detail}".rstrip())
        item.setData(_ID, hit.id)
        self.found.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        for person in self._desk.ask(persons, [item.data(_ID)]):
            self.picks.add(person, ticked=True)
        self.typed.clear()
        self.typed.setFocus()

    def _changes(self) -> tuple[list[int], list[int]]:
        now, before = self.picks.ticked(), self._request.persons
        return [p for p in now if p not in before], [p for p in before if p not in now]

    def _ready(self) -> None:
        self.accept_button.setEnabled(any(self._changes()))

    def _store(self) -> Job:
        new, gone = self._changes()
        id_, desk = self._request.id, self._desk
        if new and gone:
            desk.run(add_persons, id_, new)
        if gone:
            return desk.run(remove_persons, id_, gone, self.reason.text())
        return desk.run(add_persons, id_, new)
