"""The sheet that says to which request a report belongs."""

from PySide6.QtWidgets import QWidget

from situationroom.commands.reports import lead_to
from situationroom.desk import Desk
from situationroom.texts import tr
from situationroom.views.people_sheets import ActSheet
from situationroom.views.request_number import RequestNumber
from situationroom.views.widgets import form_row


def belongs_sheet(parent: QWidget, desk: Desk, report: int) -> None:
    """Ask for the request's number; the report and its persons belong to it then."""
    sheet = ActSheet(parent, tr("Belongs to a request"), "", tr("OK"))
    number = RequestNumber(desk)
    sheet.body.addWidget(form_row(tr("Request"), number))
    sheet.finish()
    sheet.accept_button.setEnabled(False)
    number.field.textChanged.connect(
        lambda _text: sheet.accept_button.setEnabled(number.request() is not None)
    )
    sheet.run = lambda: desk.run(lead_to, [report], number.request() or 0)
    number.field.setFocus()
    sheet.exec()
    sheet.deleteLater()
