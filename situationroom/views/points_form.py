"""The form of a talking point: a new one, or the next version of one."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from situationroom import legend
from situationroom.commands.talking_points import add_talking_point, revise_talking_point
from situationroom.desk import Desk
from situationroom.models import TalkingPoint
from situationroom.models.vocabulary import Audience
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.record_form import RecordForm
from situationroom.views.widgets import Chip, column, form_row, heading, quiet, row
from situationroom.views.zoned_time import ZonedTime


class PointForm(RecordForm):
    """A point that is added, or said otherwise."""

    def __init__(self, desk: Desk, point: TalkingPoint | None = None) -> None:
        super().__init__()
        self._desk, self._old = desk, point
        start = point or TalkingPoint(0, "")
        self.topic, self.question = QLineEdit(start.topic), QLineEdit(start.question)
        self.text_zh, self.text_en = _text(start.text_zh), _text(start.text_en)
        self.audiences = {one: Chip(legend.label(one)) for one in Audience}
        for audience, chip in self.audiences.items():
            chip.setChecked(audience in start.audiences)
        zones = (desk.incident.incident_zone, desk.incident.home_zone, "UTC")
        now = desk.now()
        self.begins = ZonedTime(start.valid_from or now, zones)
        self.ends = ZonedTime(start.valid_until or now + timedelta(hours=12), zones)
        self.later = QCheckBox(tr("Only valid from"))
        self.limited = QCheckBox(tr("Valid until"))
        self.later.setChecked(start.valid_from is not None)
        self.limited.setChecked(start.valid_until is not None)
        for box, field in ((self.later, self.begins), (self.limited, self.ends)):
            field.setEnabled(box.isChecked())
            box.toggled.connect(field.setEnabled)
        self._lay_out()

    def point(self) -> TalkingPoint:
        """What the form says."""
        return replace(
            self._old or TalkingPoint(0, ""),
            topic=self.topic.text(),
            question=self.question.text(),
            text_zh=self.text_zh.toPlainText(),
            text_en=self.text_en.toPlainText(),
            audiences=tuple(one for one, chip in self.audiences.items() if chip.isChecked()),
            valid_from=_time(self.later, self.begins),
            valid_until=_time(self.limited, self.ends),
        )

    def store(self) -> None:
        told, old = self.point(), self._old
        if old is None:
            job = self._desk.run(add_talking_point, told)
        else:
            fields = {name: getattr(told, name) for name in TalkingPoint.__slots__}
            job = self._desk.run(revise_talking_point, old.id, fields, old.version)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(self._saved)

    def _saved(self, stored: TalkingPoint) -> None:
        self.saved.emit(stored.id)

    def _lay_out(self) -> None:
        self.topic.setPlaceholderText(tr("Flights, borders, how to register …"))
        self.question.setPlaceholderText(tr("What people ask"))
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        grid.addWidget(form_row(tr("Topic"), self.topic), 0, 0)
        grid.addWidget(form_row(tr("Question"), self.question), 0, 1)
        grid.addWidget(form_row(tr("What to say, in Chinese"), self.text_zh), 1, 0)
        grid.addWidget(form_row(tr("What to say, in English"), self.text_en), 1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(column(self.later, self.begins, gap=4), 2, 0, top)
        grid.addWidget(column(self.limited, self.ends, gap=4), 2, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.lay_out(heading(self._title()), quiet(_how()), grid, self._whom())
        self.setFocusProxy(self.topic)

    def _title(self) -> str:
        if self._old is None:
            return tr("New talking point")
        return tr("New version of “{topic}”", topic=self._old.topic)

    def _whom(self) -> QWidget:
        return form_row(tr("May be said to"), row(*self.audiences.values(), None, gap=6))


def _how() -> str:
    return tr("Everybody on a call sees it at once. Write what can be read out word by word.")


def _text(text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setMinimumHeight(theme.px(150))
    return field


def _time(box: QCheckBox, field: ZonedTime) -> datetime | None:
    return field.at if box.isChecked() else None
