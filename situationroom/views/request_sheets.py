"""The small sheets behind triage keys: wait until when, not reached, hand over to whom."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialog, QLineEdit, QWidget

from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.ask import Sheet
from situationroom.views.time_field import TimeField


def ask_until(
    parent: QWidget, title: str, now: datetime, zone: str, hint: str
) -> tuple[datetime, str] | None:
    """A time to come and a few optional words; None when cancelled."""
    sheet = Sheet(parent, title, "", tr("OK"), "primary")
    until = TimeField(now, zone)
    words = QLineEdit(placeholderText=hint)
    sheet.body.addWidget(widgets.form_row(tr("Until when"), until))
    sheet.body.addWidget(widgets.form_row(tr("Note"), words))
    sheet.finish()
    until.changed.connect(lambda: sheet.accept_button.setEnabled(until.time() is not None))
    until.field.setFocus()
    agreed = sheet.exec() == QDialog.DialogCode.Accepted
    at, text = until.time(), words.text().strip()
    sheet.deleteLater()
    return (at, text) if agreed and at else None


def ask_handover(parent: QWidget, title: str, known: Sequence[str] = ()) -> tuple[str, str] | None:
    """To whom (``known`` are proposed), and what they should know; None when cancelled."""
    sheet = Sheet(parent, title, "", tr("Hand over"), "primary")
    to, words = QLineEdit(), QLineEdit(placeholderText=tr("What was agreed, what comes next"))
    names = QCompleter(list(known), to)
    names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    names.setFilterMode(Qt.MatchFlag.MatchContains)
    to.setCompleter(names)
    sheet.body.addWidget(widgets.form_row(tr("To whom"), to))
    sheet.body.addWidget(widgets.form_row(tr("Note"), words))
    sheet.finish()
    sheet.accept_button.setEnabled(False)
    to.textChanged.connect(lambda text: sheet.accept_button.setEnabled(bool(text.strip())))
    to.setFocus()
    agreed = sheet.exec() == QDialog.DialogCode.Accepted
    answer = to.text().strip(), words.text().strip()
    sheet.deleteLater()
    return answer if agreed else None
