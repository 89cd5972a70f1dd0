"""The contact directory: a table that is filtered while typing, and whom to call beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.contacts import remove_contacts, restore_contact
from situationroom.desk import Touched
from situationroom.models import Contact
from situationroom.models.case_number import running_number
from situationroom.models.vocabulary import ContactKind
from situationroom.store.queries.contacts import (
    ContactFilter,
    Position,
    contact,
    contact_cities,
    contact_ids,
    contact_kinds,
    contact_rows,
    distance_of,
)
from situationroom.store.queries.people import PersonFilter, person_ids, persons
from situationroom.texts import tr
from situationroom.views import contacts_words as words
from situationroom.views import theme
from situationroom.views.choice import Choice
from situationroom.views.contacts_detail import ContactDetail
from situationroom.views.contacts_files import files_menu
from situationroom.views.contacts_form import ContactForm
from situationroom.views.contacts_import import ContactsImport
from situationroom.views.filter_field import FilterField
from situationroom.views.frame import Frame
from situationroom.views.icons import icon
from situationroom.views.known_places import known_of
from situationroom.views.table import Column, RecordTable
from situationroom.views.widgets import Chip, button, confirm, empty_state, quiet, row
from situationroom.views.wrapped import flow

TYPING_MS = 120
SHEETS = "*.csv *.tsv *.txt *.xlsx *.xls *.xlsb *.ods"


class ContactsPage(QWidget):
    """Filter, sort, call, copy, change, import. ``near`` is where distances are measured from."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame, self._desk = frame, frame.desk
        self.near: Position | None = None
        self.form: ContactForm | None = None
        self.importing: ContactsImport | None = None
        self._sort = ("name", False)
        self.table = RecordTable(self._desk, "contacts", self._columns(), contact_rows)
        self.detail = ContactDetail(frame, self.edit, self.remove, self.restore)
        self.kinds = {kind: _kind_chip(kind) for kind in ContactKind}
        self.removed = Chip(tr("Removed entries"))
        self.city = Choice()
        self.filter = FilterField(tr("Name, number, city, words"), 240, self.table)
        self.nearby = QLineEdit(placeholderText=tr("Near: case, name or place"))
        self.near_words = quiet("", 12)
        self._soon = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._lay_out()
        self._listen()
        self.load()

    # --- what others ask of it -----------------------------------------------------------------

    def show_part(self, part: str) -> None:
        """'near 12': around person 12; 'new': the form; 'import': choose a table; a kind."""
        what, _, number = part.partition(" ")
        if what == "near":
            self._around_person(int(number))
        elif what == "new":
            self.new()
        elif what == "import":
            self.choose_table()
        elif what in {str(kind) for kind in ContactKind}:
            self._only(ContactKind(what))
            self.load()

    def select_ids(self, ids: Sequence[int]) -> None:
        """Choose an entry, whatever was filtered."""
        self._only(None)
        self.filter.clear()
        self.city.setCurrentIndex(0)
        self.load()
        self.table.select_ids(ids, tell=True)

    def load(self) -> None:
        """The list again, and how many of each kind there are."""
        counts = self._desk.ask(contact_kinds)
        for kind, chip in self.kinds.items():
            chip.set_count(counts.get(kind, 0))
            chip.setVisible(bool(counts.get(kind)) or chip.isChecked())
        self._fill_cities()
        self._look()
        some = bool(counts) or self.removed.isChecked()
        self._stack.setCurrentWidget(self._list if some else self._empty)

    # --- acts ----------------------------------------------------------------------------------

    def new(self) -> None:
        """The form for another entry."""
        self._open_form(None)

    def edit(self) -> None:
        """The form of the chosen entry."""
        if self.detail.contact is not None:
            self._open_form(self.detail.contact)

    def remove(self) -> None:
        """Ask, then take the chosen entries out of the directory."""
        ids = self.table.selected_ids()
        if not ids:
            return
        asked = tr("Remove {n} entries from the directory?", n=len(ids))
        said = tr("They stay in the journal, and a newer table does not bring them back.")
        if confirm(self, asked, said, tr("Remove")):
            self._run(remove_contacts, ids)

    def restore(self) -> None:
        """The removed entry stands in the directory again."""
        if self.detail.contact is not None:
            self._run(restore_contact, self.detail.contact.id)

    def choose_table(self) -> None:
        """Ask for spreadsheets and show what they would change."""
        patterns = tr("Spreadsheets ({patterns})", patterns=SHEETS)
        names, _ = QFileDialog.getOpenFileNames(self, tr("Import a directory"), "", patterns)
        if names:
            self.read_tables(names)

    def read_tables(self, names: Sequence[str], dropped: bool = False) -> None:
        """Show what these spreadsheets would change, over the page; of those that were ``dropped``
        the officer may say that they list persons."""
        self._leave()
        self.importing = ContactsImport(self.frame, names, dropped=dropped)
        self.importing.left.connect(self._leave)
        self.importing.done.connect(self._imported)
        self._stack.addWidget(self.importing)
        self._stack.setCurrentWidget(self.importing)

    # --- near somebody -------------------------------------------------------------------------

    def _around_person(self, person: int) -> None:
        found = self._desk.ask(persons, [person])
        if found:
            self.nearby.setText(found[0].case)
            self._measure()
            self._only(ContactKind.HOSPITAL)
            self.load()

    def _measure(self) -> None:
        """Read what stands in the field: a person of the list, or a place."""
        text = self.nearby.text().strip()
        self.near, said = self._position_of(text) if text else (None, "")
        self.near_words.setText(said)
        self.near_words.setVisible(bool(said))
        self._sort = ("distance", False) if self.near else ("name", False)
        self._show_distance()
        self.table.refresh()
        self._look()
        self.detail.show_contact(self.detail.contact, self.near)

    def _unmeasured(self, text: str) -> None:
        if not text:
            self._measure()

    def _position_of(self, text: str) -> tuple[Position | None, str]:
        from situationroom.commands.places import resolve_place

        case = running_number(text)
        ids = [case] if case else self._desk.ask(person_ids, PersonFilter(text=text))[:1]
        for person in self._desk.ask(persons, ids):
            if person.lat is None or person.lon is None:
                return None, tr("{case} is not on the map.", case=person.case)
            name = person.native_name or person.latin_name or person.case
            return (person.lat, person.lon), tr("Distances from {what}", what=name)
        known = known_of(self._desk).places
        place = resolve_place(text, self._desk.incident.country, known)
        if place is None:
            return None, tr("Nobody and no place is called so.")
        name = place.name_zh or place.name_en
        return (place.lat, place.lon), tr("Distances from {what}", what=name)

    def _show_distance(self) -> None:
        keys = [column.key for column in self.table.records.columns]
        self.table.setColumnHidden(keys.index("distance"), self.near is None)
        self.table.columns.stretch()

    # --- inside --------------------------------------------------------------------------------

    def _look(self) -> None:
        chosen = tuple(kind for kind, chip in self.kinds.items() if chip.isChecked())
        city = str(self.city.currentData() or "")
        which = ContactFilter(self.filter.text(), chosen, city, self.removed.isChecked())
        ids = self._desk.ask(contact_ids, which, *self._sort, self.near)
        self.table.set_ids(ids)
        self._count.setText(tr("{n} entries", n=len(ids)))
        if not self.table.selected_ids():
            self.table.select_ids(ids[:1], tell=True)

    def _picked(self, ids: list[int]) -> None:
        self._leave_form()
        found = self._desk.ask(contact, ids[0]) if ids else None
        self.detail.show_contact(found, self.near)

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("contact"):
            self.table.refresh(touched.ids("contact"))
            self.load()
            self._picked(self.table.selected_ids()) if self.form is None else None

    def _run(self, command: object, *args: object) -> None:
        job = self._desk.run(command, *args)  # type: ignore[arg-type]
        job.on_refusal = self.frame.refuse

    def _only(self, kind: ContactKind | None) -> None:
        for one, chip in self.kinds.items():
            chip.setChecked(one is kind)
        self.removed.setChecked(False)

    def _fill_cities(self) -> None:
        chosen = self.city.currentData()
        found = self._desk.ask(contact_cities)
        self.city.blockSignals(True)
        self.city.clear()
        self.city.addItem(tr("Every city"), "")
        for name, count in found:
            self.city.addItem(f"{city_name(name)}  {count}", name)
        self.city.setCurrentIndex(max(0, self.city.findData(chosen)))
        self.city.blockSignals(False)

    def _open_form(self, found: Contact | None) -> None:
        self._leave()
        self._stack.setCurrentWidget(self._list)
        self.form = ContactForm(self._desk, found)
        self.form.left.connect(self._leave_form)
        self.form.saved.connect(self._saved)
        self._beside.addWidget(self.form)
        self._beside.setCurrentWidget(self.form)
        self.form.setFocus()

    def _saved(self, id_: int) -> None:
        self._leave_form()
        self.select_ids([id_])

    def _leave_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.load()

    def _imported(self) -> None:
        self._leave()
        self._sort = ("name", False)
        self.load()

    def _leave(self) -> None:
        self._leave_form()
        if self.importing is not None:
            self.importing.hide()
            self.importing.deleteLater()
            self.importing = None
            self.load()

    def _sorted(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._look()

    # --- the parts -----------------------------------------------------------------------------

    def _columns(self) -> list[Column]:
        def phone(found: Contact) -> str:
            return words.phone_words(found.phones[0]) if found.phones else ""

        def more(found: Contact) -> str:
            return f"+{len(found.phones) - 1}" if len(found.phones) > 1 else ""

        return [
            Column("kind", tr("Kind"), 110, lambda r: legend.label(r.contact.kind),
                   lambda r: legend.mark(r.contact.kind).tone, sort="kind",
                   shape=lambda r: legend.shape(r.contact.kind), least=90),
            Column("name", tr("Name of the entry"), 280,
                   lambda r: words.name_of(r.contact), sort="name", bold=True, stretch=True,
                   least=160),
            Column("distance", tr("Distance"), 90,
                   lambda r: words.distance_words(distance_of(r.contact, self.near)),
                   align="right", sort="distance", tabular=True),
            Column("phone", tr("Telephone"), 200, lambda r: phone(r.contact), tabular=True,
                   more=lambda r: more(r.contact), least=130,
                   tooltip=lambda r: words.phones_words(r.contact.phones),
                   exact=lambda r: words.phones_words(r.contact.phones)),
            Column("city", tr("City"), 110, lambda r: city_name(r.contact.city), sort="city",
                   least=70),
            Column("organisation", tr("Organisation"), 170, lambda r: r.contact.organisation,
                   lambda _r: "quiet", sort="organisation", least=80),
            Column("contact_person", tr("Contact person"), 120,
                   lambda r: r.contact.contact_person, hidden=True),
            Column("emails", tr("E-mail"), 180, lambda r: ", ".join(r.contact.emails), hidden=True),
            Column("address", tr("Address"), 200, lambda r: r.contact.address, hidden=True),
            Column("languages", tr("Languages"), 110, lambda r: r.contact.languages, hidden=True),
            Column("notes", tr("Remarks"), 200, lambda r: r.contact.notes, hidden=True),
        ]  # fmt: skip

    def _listen(self) -> None:
        self._desk.changed.connect(self._changed)
        self._soon.timeout.connect(self._look)
        self.filter.textChanged.connect(lambda _text: self._soon.start())
        self.city.currentIndexChanged.connect(lambda _n: self._look())
        for chip in (*self.kinds.values(), self.removed):
            chip.clicked.connect(lambda _on: self.load())
        self.nearby.returnPressed.connect(self._measure)
        self.nearby.textChanged.connect(self._unmeasured)
        self.table.picked.connect(self._picked)
        self.table.sort_changed.connect(self._sorted)
        self.table.opened.connect(lambda _id: self.edit())
        self.table.set_keys({
            "C": lambda _ids: self.detail.copy_first(),
            "T": lambda _ids: self.detail.call_first(),
        })  # fmt: skip

    def _lay_out(self) -> None:
        self._count = quiet("", 12)
        self.near_words.hide()
        self.nearby.addAction(icon("pin", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self.nearby.setClearButtonEnabled(True)
        self.nearby.setFixedWidth(theme.px(220))
        self.nearby.setAccessibleName(tr("Near: case, name or place"))
        self.city.setMinimumWidth(theme.px(120))
        self.table.set_empty(tr("Nothing found"), tr("Try fewer words, or another kind or city."))
        add = button(tr("New entry"), "plus", on_click=self.new)
        read = button(tr("Import a table …"), "import", on_click=self.choose_table)
        files = button(tr("Files"), "export")
        files.setMenu(files_menu(self, self.frame, self.table))
        self._list, self._beside = QWidget(), QStackedWidget()
        self._beside.addWidget(self.detail)
        self._beside.setContentsMargins(theme.px(16), 0, 0, 0)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._beside)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([theme.px(720), theme.px(400)])
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(*(theme.px(n) for n in (20, 12, 20, 12)))
        inside.setSpacing(theme.px(8))
        inside.addWidget(row(self.filter, self.city, self.nearby, self.near_words, None, files,
                             read, add))  # fmt: skip
        inside.addWidget(flow(*self.kinds.values(), self.removed))
        inside.addWidget(split, 1)
        inside.addWidget(self._count)
        self._empty = self._nobody()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.setFocusProxy(self.table)
        self._show_distance()

    def _nobody(self) -> QWidget:
        return empty_state(
            "phone",
            tr("The directory is empty"),
            tr("Missions, hospitals, police, carriers, insurers, partners: import a table in any "
               "layout, give out the workbook to be filled in, or type the first entry."),
            button(tr("Import a table …"), "import", "primary", on_click=self.choose_table),
            button(tr("New entry"), "plus", on_click=self.new),
        )  # fmt: skip


def _kind_chip(kind: ContactKind) -> Chip:
    mark = legend.mark(kind)
    return Chip(legend.label(kind), None, mark.shape, mark.tone)
