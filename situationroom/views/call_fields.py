"""The fields of a call form: what every call needs first, the rest folds out below."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from situationroom import legend
from situationroom.models.vocabulary import Category, Need, Priority
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.call_subjects import Subjects
from situationroom.views.call_typed import Subject, TypedCall
from situationroom.views.choice import Choice, choice
from situationroom.views.widgets import Chip, Flow, button


class CallFields(QWidget):
    """``typed()`` reads them all; ``changed()`` at every keystroke and choice."""

    changed = Signal()

    def __init__(self, typed: TypedCall) -> None:
        super().__init__()
        self._make(typed)
        self._lay_out()
        self._listen()

    def typed(self) -> TypedCall:
        """The fields as they are now; the request they are added to is the form's to say."""
        return TypedCall(
            caller=self.caller.text().strip(),
            caller_phone=self.caller_phone.text().strip(),
            relation=self.relation.currentText().strip(),
            subjects=self.subjects.subjects(),
            what=self.what.toPlainText(),
            where=self.where.text().strip(),
            priority=next(str(p) for p, chip in self.priority.items() if chip.isChecked()),
            category=str(self.category.currentData()),
            party=self.party.value(),
            contact=self.contact.text().strip(),
            needs=[str(need) for need, chip in self.needs.items() if chip.isChecked()],
            kin=self.kin.text().strip(),
            kin_phone=self.kin_phone.text().strip(),
            paper=self.paper.text().strip(),
        )

    def add_subject(self) -> None:
        """One more line for a person the call is about."""
        self.subjects.add(Subject())
        self.changed.emit()

    def _make(self, typed: TypedCall) -> None:
        self.caller = _line(typed.caller, tr("Who is calling"))
        self.caller_phone = _line(typed.caller_phone, "138 0013 8000")
        self.relation = _relations(typed)
        self.subjects = Subjects(typed.subjects)
        self.what = QPlainTextEdit(typed.what)
        self.what.setTabChangesFocus(True)
        self.what.setFixedHeight(theme.px(104))
        self.where = _line(typed.where, tr("Place, address, coordinates or a map link"))
        self.place_words = widgets.quiet("", 12)
        self.place_words.setWordWrap(True)
        self.priority = _priorities(self, typed)
        self.category = choice(tuple(Category), Category(typed.category))
        self.party = QSpinBox(minimum=1, maximum=9_999, value=typed.party)
        self.contact = _line(typed.contact, "20 · 3h · 18:30")
        self.needs = {need: Chip(legend.label(need)) for need in Need}
        for need, chip in self.needs.items():
            chip.setChecked(str(need) in typed.needs)
        self.kin = _line(typed.kin, "")
        self.kin_phone = _line(typed.kin_phone, "")
        self.paper = _line(typed.paper, "")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(8))
        add = button(tr("Another person"), "plus", "quiet", "Ctrl+J", self.add_subject)
        urgent = widgets.row(*self.priority.values(), None, gap=6)
        grid.addWidget(widgets.form_row(tr("Caller"), self.caller), 0, 0, 1, 2)
        grid.addWidget(widgets.form_row(tr("Caller's telephone"), self.caller_phone), 0, 2, 1, 2)
        grid.addWidget(widgets.form_row(tr("Relation"), self.relation), 0, 4, 1, 2)
        caption = widgets.row(widgets.quiet(tr("About whom"), 12), None, add)
        grid.addWidget(widgets.column(caption, self.subjects, gap=2), 1, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Situation"), self.what), 3, 0, 1, 6)
        where = widgets.column(self.where, self.place_words, gap=2)
        grid.addWidget(widgets.form_row(tr("Where"), where), 4, 0, 1, 4)
        grid.addWidget(widgets.form_row(tr("Last contact"), self.contact), 4, 4, 1, 2, _TOP)
        grid.addWidget(widgets.form_row(tr("How urgent"), urgent), 5, 0, 1, 3, _TOP)
        grid.addWidget(widgets.form_row(tr("Category"), self.category), 5, 3, 1, 2)
        grid.addWidget(widgets.form_row(tr("Party"), self.party), 5, 5)
        grid.addWidget(widgets.form_row(tr("Needs"), flow_of(self.needs.values())), 6, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Next of kin"), self.kin), 7, 0, 1, 2)
        grid.addWidget(widgets.form_row(tr("Telephone of next of kin"), self.kin_phone), 7, 2, 1, 2)
        grid.addWidget(widgets.form_row(tr("Paper form number"), self.paper), 7, 4, 1, 2)
        grid.setRowStretch(8, 1)
        grid.setContentsMargins(0, 0, theme.px(10), 0)

    def _listen(self) -> None:
        lines = (self.caller, self.caller_phone, self.where, self.contact, self.kin)
        for line in (*lines, self.kin_phone, self.paper):
            line.textEdited.connect(lambda _text: self.changed.emit())
        for box in (self.category, self.relation):
            box.currentIndexChanged.connect(lambda _n: self.changed.emit())
        for chip in (*self.priority.values(), *self.needs.values()):
            chip.clicked.connect(lambda _on: self.changed.emit())
        self.what.textChanged.connect(self.changed)
        self.party.valueChanged.connect(lambda _n: self.changed.emit())
        self.subjects.changed.connect(self.changed)


def flow_of(chips: Iterable[Chip]) -> QWidget:
    """Chips that wrap onto new lines."""
    box = QWidget()
    flow = Flow(box, 5)
    for chip in chips:
        flow.addWidget(chip)
    return box


def _relations(typed: TypedCall) -> Choice:
    box = Choice(editable=True)
    for word in ("", tr("The person"), tr("Spouse"), tr("Parent"), tr("Child"),
                 tr("Colleague"), tr("Tour leader"), tr("Friend")):  # fmt: skip
        box.addItem(word)
    box.setCurrentText(typed.relation)
    return box


def _line(text: str, hint: str) -> QLineEdit:
    made = QLineEdit(text, placeholderText=hint)
    made.setMinimumHeight(theme.px(34))
    made.setMaxLength(10_000)
    return made


def _priorities(owner: QWidget, typed: TypedCall) -> dict[Priority, Chip]:
    group, chips = QButtonGroup(owner), dict[Priority, Chip]()
    for priority in Priority:
        mark = legend.mark(priority)
        chips[priority] = Chip(legend.short(priority), None, mark.shape, mark.tone)
        chips[priority].setChecked(str(priority) == typed.priority)
        group.addButton(chips[priority])
    return chips


_TOP = Qt.AlignmentFlag.AlignTop
