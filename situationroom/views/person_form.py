"""A person on a form: new, or edited. Only what was changed is stored."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from situationroom import legend
from situationroom.commands.people import add_person, edit_person
from situationroom.commands.typed import (
    location_fields,
    typed_birth,
    typed_document,
    typed_name,
    typed_phones,
)
from situationroom.commands.typed_mrz import mrz_trouble, typed_mrz
from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.models.person import Document, Kin
from situationroom.models.vocabulary import Need, Sex, Who, Wish
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import left_to_right
from situationroom.views.choice import choice
from situationroom.views.frame import Frame
from situationroom.views.known_places import known_of
from situationroom.views.place_choices import offer_places
from situationroom.views.place_words import words_of_place
from situationroom.views.scanned import PasteMrz
from situationroom.views.widgets import Chip, Flow, button

SCANNED_INTO = ("native_name", "surname", "given_names", "birth_date", "nationality", "document")
"""Fields that take machine-readable lines, and beside which their problems are said."""


SOON_MS = 250
"""Milliseconds after the last key until the place is looked up."""


class PersonForm(QDialog):
    """A window of its own, not modal; Ctrl+Enter stores, Esc leaves."""

    def __init__(self, frame: Frame, parent: QWidget, person: Person | None = None) -> None:
        super().__init__(parent)
        self._frame, self._desk = frame, frame.desk
        self._before = person or Person(0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = left_to_right(f"{person.case} {person.name}") if person else tr("New person")
        self.setWindowTitle(title)
        self.fields: dict[str, QLineEdit] = {}
        self.notes: dict[str, QLabel] = {}
        self._paper: Document | None = None
        self.problem = widgets.inline_error()
        self.sex = _optional(choice(tuple(Sex), self._before.sex), self._before.sex is None)
        self.who, self.wish = (
            choice(tuple(Who), self._before.who),
            choice(tuple(Wish), self._before.wish),
        )
        self.needs = _need_chips(self._before)
        self.remarks = QPlainTextEdit(self._before.remarks)
        self.remarks.setFixedHeight(theme.px(72))
        self.remarks.setTabChangesFocus(True)
        self.scan = PasteMrz(self._scanned)
        self.scan.unfold.toggled.connect(lambda _on: self._fit())
        self._inside = QWidget()
        self._lay_out()
        self.resize(theme.px(760), theme.px(600))
        self._fit()

    def person(self) -> Person:
        """What stands in the form. Raises RuleError where something cannot be read."""
        old, told = self._before, {name: f.text().strip() for name, f in self.fields.items()}
        changed: dict[str, Any] = {
            "native_name": told["native_name"],
            "surname": told["surname"],
            "given_names": told["given_names"],
            "birth_date": typed_birth(told["birth_date"]),
            "nationality": told["nationality"].upper() or None,
            "emails": _listed(told["emails"]),
            "handles": _listed(told["handles"]),
            "affiliation": told["affiliation"],
            "sex": Sex(self.sex.currentData()) if self.sex.currentData() else None,
            "who": Who(self.who.currentData()),
            "wish": Wish(self.wish.currentData()),
            "needs": tuple(need for need, chip in self.needs.items() if chip.isChecked()),
            "needs_text": told["needs_text"],
            "security_phrase": told["security_phrase"],
            "remarks": self.remarks.toPlainText().strip(),
        }
        for name in ("native_name", "surname", "given_names"):
            typed_name(told[name])  # raises when a story was pasted
        changed |= self._where(told["place_text"])
        changed |= self._numbers(told)
        return replace(old, **changed)

    def _numbers(self, told: dict[str, str]) -> dict[str, Any]:
        old, incident, found = self._before, self._desk.incident, dict[str, Any]()
        if told["phones"] != _phones_text(old):
            found["phones"] = typed_phones(told["phones"], incident)
        if self._paper or told["document"] != _document_text(old):
            found["documents"] = self._documents(told["document"])
        if told["kin"] != _kin_text(old):
            phone = typed_phones(told["kin_phone"], incident, at_home=True)
            found["kin"] = (Kin(told["kin"], "", phone[0].e164 if phone else ""), *old.kin[1:])
        return found

    def _documents(self, told: str) -> tuple[Document, ...]:
        """A number that is typed over replaces the first document; a scanned one joins them."""
        old, scanned = self._before.documents, self._paper
        if scanned is None or scanned.number != told:
            return (*typed_document(told), *old[1:])
        return (scanned, *(paper for paper in old if paper.number != told))

    def _scanned(self, text: str, field: QLineEdit | QPlainTextEdit) -> None:
        """Machine-readable lines put into a field fill the form; what does not fit is said."""
        paper = typed_mrz(text, self._desk.now())
        if paper is None:
            self._say_beside({"document": (mrz_trouble(text),)} if len(text) > 30 else {})
            return
        person, self._paper = paper.person, paper.document
        field.clear()
        told = {"surname": person.surname, "given_names": person.given_names,
                "birth_date": person.birth_date, "nationality": person.nationality,
                "document": paper.document.number}  # fmt: skip
        for name, value in told.items():
            if value:
                self.fields[name].setText(value)
        if person.sex:
            self.sex.setCurrentIndex(self.sex.findData(str(person.sex)))
        self.scan.show_paper(paper)
        self._say_beside(paper.problems)

    def _say_beside(self, sentences: Mapping[str, tuple[str, ...]]) -> None:
        for name, note in self.notes.items():
            note.setText("\n".join(sentences.get(name, ())))
            note.setVisible(bool(note.text()))
        self._fit()

    def _fit(self) -> None:
        """As tall as what stands in it, if the screen is; else its inside scrolls."""
        layout = self._inside.layout()
        if layout is None:
            return
        layout.activate()
        wanted = layout.totalHeightForWidth(self.width() - theme.px(56)) + theme.px(136)
        self.resize(self.width(), min(wanted, self.screen().availableGeometry().height() - 60))

    def _where(self, told: str) -> dict[str, object]:
        if told == self._before.place_text:
            return {}
        known = known_of(self._desk).places
        return location_fields(told, self._desk.incident.country, self._desk.now(), known)

    def store(self) -> None:
        """Store what was changed; the form closes when it is stored."""
        try:
            after = self.person()
        except RuleError as error:
            self.problem.say_error(error)
            return
        if self._before.id:
            fields = _differences(self._before, after)
            if not fields:
                self.close()
                return
            job = self._desk.run(edit_person, self._before.id, fields)
        else:
            job = self._desk.run(add_person, after)
        job.on_refusal = self.problem.say_error
        job.succeeded.connect(self._stored)

    def _stored(self, person: Person) -> None:
        self._frame.select("person", [person.id])
        self.close()

    def _lay_out(self) -> None:
        old, outer, grid = self._before, QVBoxLayout(self), QGridLayout()
        space = theme.px(20)
        outer.setContentsMargins(space, space, space, space)
        outer.setSpacing(theme.px(12))
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(10))
        outer.addWidget(widgets.heading(self.windowTitle()))
        rows: tuple[tuple[tuple[str, str, str] | tuple[str, QWidget], ...], ...] = (
            (("native_name", tr("Native name"), old.native_name),
             ("surname", tr("Surname"), old.surname),
             ("given_names", tr("Given names"), old.given_names)),
            ((tr("Sex"), self.sex), ("birth_date", tr("Date of birth"), old.birth_date or ""),
             ("nationality", tr("Nationality"), old.nationality or self._home())),
            (("document", tr("Document number"), _document_text(old)),
             ("phones", tr("Telephone"), _phones_text(old)),
             ("emails", tr("E-mail"), "; ".join(old.emails))),
            (("place_text", tr("Place"), old.place_text), (tr("In the country as"), self.who),
             ("affiliation", tr("Affiliation"), old.affiliation)),
            ((tr("Wish"), self.wish), ("handles", tr("Handles"), "; ".join(old.handles)),
             ("needs_text", tr("About the needs"), old.needs_text)),
            (("kin", tr("Next of kin"), _kin_text(old)),
             ("kin_phone", tr("Telephone of next of kin"), old.kin[0].phone if old.kin else ""),
             ("security_phrase", tr("Security phrase"), old.security_phrase)),
        )  # fmt: skip
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                grid.addWidget(self._cell(cell), at, place, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.setSpacing(theme.px(12))
        inside.addLayout(grid)
        inside.addWidget(self.scan)
        flow_box = QWidget()
        flow = Flow(flow_box, 6)
        for chip in self.needs.values():
            flow.addWidget(chip)
        inside.addWidget(widgets.form_row(tr("Needs"), flow_box))
        inside.addWidget(widgets.form_row(tr("Remarks"), self.remarks))
        inside.addStretch(1)
        outer.addWidget(widgets.scrolled(self._inside), 1)
        outer.addWidget(self.problem)
        cancel = button(tr("Cancel"), kind="quiet", on_click=self.close)
        cancel.setAutoDefault(False)
        store = button(tr("Store"), "check", "primary", "Ctrl+Return", self.store)
        store.setAutoDefault(False)
        outer.addWidget(widgets.row(None, cancel, store))
        next(iter(self.fields.values())).setFocus()

    def _cell(self, cell: tuple[str, str, str] | tuple[str, QWidget]) -> QWidget:
        if len(cell) == 2:
            return widgets.form_row(cell[0], cell[1])
        name, label, text = cell
        self.fields[name] = QLineEdit(text)
        self.fields[name].setMaxLength(2_000)
        self.fields[name].setCursorPosition(0)  # its beginning is what one looks for
        self.fields[name].setMinimumHeight(theme.px(34))
        if name == "security_phrase":  # nobody behind the officer reads it in passing
            self.fields[name].setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        if name == "place_text":
            return widgets.form_row(label, self._with_words(self.fields[name]))
        if name not in SCANNED_INTO:
            return widgets.form_row(label, self.fields[name])
        field, note = self.fields[name], widgets.label("", "red", 12)
        note.setWordWrap(True)
        note.hide()
        self.notes[name] = note
        field.textEdited.connect(lambda told, of=field: self._scanned(told, of))
        row = widgets.form_row(label, widgets.column(field, note, gap=3))
        field.setAccessibleName(label)
        return row

    def _with_words(self, field: QLineEdit) -> QWidget:
        """The place's field, and what was understood of it a moment after the last key."""
        self._understood = said = widgets.quiet("", 12)
        said.setWordWrap(True)
        said.hide()
        soon = QTimer(self, interval=SOON_MS, singleShot=True)

        def say() -> None:  # asked beside: a name that nobody knows takes a while
            known, country = known_of(self._desk).places, self._desk.incident.country
            self._desk.latest(
                "place-words", self._say_place, words_of_place, field.text(), country, known
            )

        soon.timeout.connect(say)
        field.textEdited.connect(lambda _text: soon.start())
        offer_places(field, self._desk, say)
        return widgets.column(field, said, gap=3)

    def _say_place(self, words: str) -> None:
        self._understood.setText(words)
        self._understood.setVisible(bool(words))
        self._fit()

    def _home(self) -> str:
        return "" if self._before.id else self._desk.incident.home


def _need_chips(person: Person) -> dict[Need, Chip]:
    chips = {need: Chip(legend.label(need)) for need in Need}
    for need, chip in chips.items():
        chip.setChecked(need in person.needs)
    return chips


def _optional(box: Any, empty: bool) -> Any:
    box.insertItem(0, "—", "")
    if empty:
        box.setCurrentIndex(0)
    return box


def _differences(before: Person, after: Person) -> dict[str, object]:
    names = (name for name in Person.__dataclass_fields__ if name != "id")
    return {n: getattr(after, n) for n in names if getattr(after, n) != getattr(before, n)}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("；", ";").split(";") if part.strip())


def _phones_text(person: Person) -> str:
    return "; ".join(phone.e164 or phone.told for phone in person.phones)


def _document_text(person: Person) -> str:
    return person.documents[0].number if person.documents else ""


def _kin_text(person: Person) -> str:
    return person.kin[0].name if person.kin else ""
