"""The fields of a call form: what every call needs first, the rest folds out below."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from situationroom import legend
from situationroom.commands.typed import LONGEST_NAME
from situationroom.models.vocabulary import Category, Informed, Need, Priority, Wish
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.call_subjects import Subjects
from situationroom.views.call_typed import Subject, TypedCall
from situationroom.views.choice import Choice, choice
from situationroom.views.past_field import PastField
from situationroom.views.widgets import Chip, Flow, button

WISHES = (Wish.LEAVE, Wish.STAY, Wish.UNDECIDED)


class CallFields(QWidget):
    """``typed()`` reads them all; ``changed()`` at every keystroke and choice."""

    unfolded = False
    """Whether the officer had the rest folded out in the last form."""

    changed = Signal()

    def __init__(self, typed: TypedCall, now: Callable[[], datetime], zone: str) -> None:
        super().__init__()
        self._now, self._zone = now, zone
        self._make(typed)
        self._lay_out()
        self._listen()
        self._chain()

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
            informed=[str(one) for one, chip in self.informed.items() if chip.isChecked()],
            done=self.done.text().strip(),
            wish=next((str(w) for w, chip in self.wish.items() if chip.isChecked()), ""),
            phrase=self.phrase.text().strip(),
            called=self.called.text().strip(),
        )

    def add_subject(self) -> None:
        """One more line for a person the call is about."""
        self.subjects.add(Subject())
        self._chain()
        self.changed.emit()

    def _chain(self) -> None:
        """The way of the Tab key: as a call is told, buttons last."""
        chips = (*self.informed.values(), self.done, *self.wish.values(), *self.needs.values())
        people = [field for row in self.subjects.rows for field in (row.name, row.phone)]
        order: list[QWidget] = [
            self.caller, self.caller_phone, self.relation, *people, self.what, self.where,
            self.contact.field, *self.priority.values(), self.category, self.party, self.unfold,
            *chips, self.kin, self.kin_phone, self.phrase, self.paper, self.called.field, self.add,
        ]  # fmt: skip
        for one, then in pairwise(order):
            QWidget.setTabOrder(one, then)

    def _make(self, typed: TypedCall) -> None:
        self.caller = _line(typed.caller, tr("Who is calling"))
        self.caller_phone = _line(typed.caller_phone, "138 0013 8000")
        self.relation = _relations(typed)
        self.subjects = Subjects(typed.subjects)
        self.what = QPlainTextEdit(typed.what)
        self.what.setTabChangesFocus(True)
        self.what.setFixedHeight(theme.px(88))
        self.where = _line(typed.where, tr("Place, address, coordinates or a map link"))
        self.place_words = widgets.quiet("", 12)
        self.place_words.setWordWrap(True)
        self.priority = _priorities(self, typed)
        self.category = choice(tuple(Category), Category(typed.category))
        self.party = QSpinBox(minimum=1, maximum=9_999, value=typed.party)
        self.contact = PastField(typed.contact, self._now, self._zone)
        self.called = PastField(typed.called, self._now, self._zone)
        self.informed = {one: Chip(legend.label(one)) for one in Informed}
        for one, chip in self.informed.items():
            chip.setChecked(str(one) in typed.informed)
        self.done = _line(typed.done, tr("Case number of the police, name of the hospital …"))
        self.wish = {wish: Chip(legend.label(wish)) for wish in WISHES}
        for wish, chip in self.wish.items():
            chip.setChecked(str(wish) == typed.wish)
            chip.clicked.connect(lambda on, of=wish: self._one_wish(of) if on else None)
        self.phrase = _line(typed.phrase, tr("Agreed now, asked for at the next call"))
        self.phrase.setMaxLength(LONGEST_NAME)
        self.phrase.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.needs = {need: Chip(legend.label(need)) for need in Need}
        for need, chip in self.needs.items():
            chip.setChecked(str(need) in typed.needs)
        self.kin = _line(typed.kin, "")
        self.kin_phone = _line(typed.kin_phone, "")
        self.paper = _line(typed.paper, "")

    def _lay_out(self) -> None:
        self._more = widgets.row(self._rest())
        self.unfold = button("", "chevron-right", "quiet", "Ctrl+M", self.fold)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, theme.px(10), 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(self._needed())
        outer.addWidget(widgets.row(self.unfold, None))
        outer.addWidget(self._more)
        outer.addStretch(1)
        self._show_more(CallFields.unfolded or self.filled_below() > 0)

    def fold(self) -> None:
        """Show what not every call needs, or fold it away; the next form opens the same."""
        CallFields.unfolded = self._more.isHidden()
        self._show_more(CallFields.unfolded)
        if CallFields.unfolded:
            next(iter(self.informed.values())).setFocus()

    def filled_below(self) -> int:
        """How many of the fields that fold away say something."""
        typed = self.typed()
        told = (typed.informed or typed.done, typed.wish, typed.needs, typed.kin, typed.kin_phone,
                typed.phrase, typed.paper, typed.called)  # fmt: skip
        return sum(bool(one) for one in told)

    def _show_more(self, on: bool) -> None:
        self._more.setVisible(on)
        self._name_fold()

    def _name_fold(self) -> None:
        filled = self.filled_below()
        said = (
            tr("Less")
            if not self._more.isHidden()
            else tr("More: done already, wish, needs, next of kin, paper form")
        )
        self.unfold.set_icon("chevron-right" if self._more.isHidden() else "chevron-down")
        self.unfold.setText(f"{said} ({filled})" if filled and self._more.isHidden() else said)
        self.unfold.setShortcut("Ctrl+M")  # another text takes the key away
        self.unfold.updateGeometry()

    def _needed(self) -> QWidget:
        """What every call needs."""
        self.add = button(tr("Another person"), "plus", "quiet", "Ctrl+J", self.add_subject)
        urgent = widgets.row(*self.priority.values(), None, gap=6)
        caption = widgets.row(widgets.quiet(tr("About whom"), 12), None, self.add)
        where = widgets.column(self.where, self.place_words, gap=2)
        grid = _grid()
        grid.addWidget(widgets.form_row(tr("Caller"), self.caller), 0, 0, 1, 2)
        grid.addWidget(widgets.form_row(tr("Caller's telephone"), self.caller_phone), 0, 2, 1, 2)
        grid.addWidget(widgets.form_row(tr("Relation"), self.relation), 0, 4, 1, 2)
        grid.addWidget(widgets.column(caption, self.subjects, gap=2), 1, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Situation"), self.what), 2, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Where"), where), 3, 0, 1, 4, _TOP)
        grid.addWidget(widgets.form_row(tr("Last contact"), self.contact), 3, 4, 1, 2, _TOP)
        grid.addWidget(widgets.form_row(tr("How urgent"), urgent), 4, 0, 1, 3, _TOP)
        grid.addWidget(widgets.form_row(tr("Category"), self.category), 4, 3, 1, 2)
        grid.addWidget(widgets.form_row(tr("Party"), self.party), 4, 5)
        return _boxed(grid)

    def _rest(self) -> QWidget:
        """What folds out."""
        done = widgets.column(flow_of(self.informed.values()), self.done, gap=4)
        kin_phone = widgets.form_row(tr("Telephone of next of kin"), self.kin_phone)
        grid = _grid()
        grid.addWidget(widgets.form_row(tr("Done already"), done), 0, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Wish"), flow_of(self.wish.values())), 1, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Needs"), flow_of(self.needs.values())), 2, 0, 1, 6)
        grid.addWidget(widgets.form_row(tr("Next of kin"), self.kin), 3, 0, 1, 2)
        grid.addWidget(kin_phone, 3, 2, 1, 2)
        grid.addWidget(widgets.form_row(tr("Security phrase"), self.phrase), 3, 4, 1, 2)
        grid.addWidget(widgets.form_row(tr("Paper form number"), self.paper), 4, 0, 1, 2, _TOP)
        called = widgets.form_row(tr("Taken down on paper at"), self.called)
        grid.addWidget(called, 4, 2, 1, 2, _TOP)
        return _boxed(grid)

    def _one_wish(self, wish: Wish) -> None:
        for other, chip in self.wish.items():
            chip.setChecked(other is wish)

    def _listen(self) -> None:
        lines = (self.caller, self.caller_phone, self.where, self.kin, self.kin_phone)
        for line in (*lines, self.paper, self.done, self.phrase):
            line.textEdited.connect(lambda _text: self.changed.emit())
        for box in (self.category, self.relation):
            box.currentIndexChanged.connect(lambda _n: self.changed.emit())
        chips = (self.priority, self.needs, self.informed, self.wish)
        for chip in (chip for some in chips for chip in some.values()):
            chip.clicked.connect(lambda _on: self.changed.emit())
        for field in (self.contact, self.called):
            field.edited.connect(self.changed)
        self.changed.connect(self._name_fold)
        self.what.textChanged.connect(self.changed)
        self.party.valueChanged.connect(lambda _n: self.changed.emit())
        self.subjects.changed.connect(self.changed)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(10))
    grid.setVerticalSpacing(theme.px(8))
    grid.setContentsMargins(0, 0, 0, 0)
    for column in range(6):
        grid.setColumnStretch(column, 1)
    return grid


def _boxed(grid: QGridLayout) -> QWidget:
    box = QWidget()
    box.setLayout(grid)
    return box


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
