"""Beginning a checklist from a template, and the form of one item."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from situationroom.commands.checklist_templates import Template, templates_for
from situationroom.commands.checklists import (
    EDITABLE,
    add_check_item,
    edit_check_item,
    start_checklist,
)
from situationroom.desk import Desk
from situationroom.models import CheckItem, Checklist
from situationroom.texts import language, tr
from situationroom.views import theme, times
from situationroom.views.choice import Choice
from situationroom.views.record_form import RecordForm
from situationroom.views.widgets import Chip, clear, column, form_row, heading, label, quiet, row
from situationroom.views.zoned_time import ZonedTime


class StartForm(RecordForm):
    """Which template, and from when its times count."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.templates = templates_for(desk.incident.kind)
        self.which = Choice()
        for template in self.templates:
            self.which.addItem(template.name(language()))
        self.which.addItem(tr("Empty list"))
        self.name = QLineEdit()
        self.from_incident = Chip(tr("From the beginning of the incident"))
        self.from_now = Chip(tr("From now"))
        group = QButtonGroup(self)
        for chip in (self.from_incident, self.from_now):
            group.addButton(chip)
            chip.clicked.connect(lambda _on: self._show())
        young = desk.now() - desk.incident.started_at < timedelta(days=1)
        (self.from_incident if young else self.from_now).setChecked(True)
        self._items = QVBoxLayout()
        self._items.setSpacing(theme.px(6))
        self.save.setText(tr("Begin"))
        self._lay_out()
        self.which.currentIndexChanged.connect(lambda _n: self._show())
        self._show()

    @property
    def template(self) -> Template | None:
        """The chosen one; None for an empty list."""
        place = self.which.currentIndex()
        return self.templates[place] if place < len(self.templates) else None

    def store(self) -> None:
        found = self.template
        typed = self.name.text().strip()
        names = (found.name_zh, found.name_en) if found and not typed else (typed, typed)
        start = self._desk.incident.started_at if self.from_incident.isChecked() else None
        items, kind = (found.items, found.kind) if found else ((), None)
        job = self._desk.run(start_checklist, *names, items, start, kind)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(self._saved)

    def _saved(self, begun: Checklist) -> None:
        self.saved.emit(begun.id)

    def _show(self) -> None:
        """What is in the template, and when each would be due."""
        found = self.template
        self.name.setPlaceholderText(found.name(language()) if found else tr("Name of the list"))
        clear(self._items)
        now, zone = self._desk.now(), self._desk.incident.incident_zone
        start = self._desk.incident.started_at if self.from_incident.isChecked() else now
        for item in found.items if found else ():
            due = start + timedelta(minutes=item.minutes or 0)
            text = label(item.zh if language() == "zh" else item.en)
            text.setWordWrap(True)
            at = quiet(times.short_stamp(due, zone, now), 12)
            self._items.addWidget(column(text, at, gap=0))

    def _lay_out(self) -> None:
        shown = QWidget()
        shown.setLayout(self._items)
        self._items.setContentsMargins(0, 0, 0, 0)
        self.lay_out(
            heading(tr("Begin a checklist")),
            form_row(tr("Template"), self.which),
            form_row(tr("Name of the list"), self.name),
            form_row(tr("Times count"), row(self.from_incident, self.from_now, None, gap=6)),
            shown,
        )
        self.setFocusProxy(self.which)


class ItemForm(RecordForm):
    """One item: a new one at the end of a list, or what is changed about one."""

    def __init__(self, desk: Desk, checklist: int, item: CheckItem | None = None) -> None:
        super().__init__()
        self._desk, self._list, self._old = desk, checklist, item
        start = item or CheckItem(0, checklist, 0)
        self.zh, self.en = _text(start.text_zh), _text(start.text_en)
        self.owner = QLineEdit(start.owner)
        self.note = _text(start.note)
        zones = (desk.incident.incident_zone, desk.incident.home_zone, "UTC")
        self.due = ZonedTime(start.due_at or desk.now() + timedelta(hours=1), zones)
        self.timed = QCheckBox(tr("To be done by"))
        self.timed.setChecked(start.due_at is not None or item is None)
        self.due.setEnabled(self.timed.isChecked())
        self.timed.toggled.connect(self.due.setEnabled)
        title = tr("Change the item") if item else tr("New item")
        first, second = (self.zh, self.en) if language() == "zh" else (self.en, self.zh)
        names = {self.zh: tr("What is to be done, in Chinese"),
                 self.en: tr("What is to be done, in English")}  # fmt: skip
        self.lay_out(
            heading(title),
            form_row(names[first], first),
            form_row(names[second], second),
            column(self.timed, self.due, gap=4),
            form_row(tr("Who sees to it"), self.owner),
            form_row(tr("Note"), self.note),
        )
        self.setFocusProxy(first)

    def item(self) -> CheckItem:
        """What the form says."""
        return replace(
            self._old or CheckItem(0, self._list, 0),
            text_zh=self.zh.toPlainText().strip(),
            text_en=self.en.toPlainText().strip(),
            due_at=self.due.at if self.timed.isChecked() else None,
            owner=self.owner.text().strip(),
            note=self.note.toPlainText().strip(),
        )

    def store(self) -> None:
        told = self.item()
        if self._old is None:
            job = self._desk.run(add_check_item, self._list, told)
        else:
            fields = {name: getattr(told, name) for name in EDITABLE}
            job = self._desk.run(edit_check_item, self._old.id, fields)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(lambda _item: self.saved.emit(self._list))


def _text(text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setMaximumHeight(theme.px(72))
    return field
