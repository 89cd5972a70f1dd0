"""The small sheet for one seat: number, bags, remarks, priority."""

from PySide6.QtWidgets import QDialog, QLineEdit, QSpinBox, QWidget

from situationroom.commands.bookings import MOST_BAGS, SeatDetails
from situationroom.store.queries.transport import BookingRow
from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.ask import Sheet


def ask_seat(parent: QWidget, row: BookingRow) -> SeatDetails | None:
    """The details as the officer leaves them; None when cancelled."""
    booking = row.booking
    sheet = Sheet(parent, tr("Seat and bags"), row.person.name, tr("OK"), "primary")
    seat, remarks = QLineEdit(booking.seat), QLineEdit(booking.remarks)
    code, reason = QLineEdit(booking.code), QLineEdit(booking.code_reason)
    bags = QSpinBox(maximum=MOST_BAGS, value=booking.bags)
    for name, field in (
        (tr("Seat"), seat),
        (tr("Bags"), bags),
        (tr("Remarks"), remarks),
        (tr("Priority code"), code),
        (tr("Why another code"), reason),
    ):
        field.setAccessibleName(name)
        sheet.body.addWidget(widgets.form_row(name, field))
    sheet.finish()
    seat.setFocus()
    agreed = sheet.exec() == QDialog.DialogCode.Accepted
    told = SeatDetails(seat.text(), bags.value(), remarks.text(), code.text(), reason.text())
    sheet.deleteLater()
    return told if agreed else None
