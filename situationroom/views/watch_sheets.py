"""The small sheets of the watch room. Each stays open until what it asks for is stored."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from situationroom.commands import shifts
from situationroom.jobs import Job
from situationroom.models import Duty, Period, Posting
from situationroom.store.queries.shifts import Post, positions
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.frame import Frame
from situationroom.views.people_sheets import ActSheet
from situationroom.views.request_work import officer_choice
from situationroom.views.widgets import form_row
from situationroom.views.zoned_time import ZonedTime


def new_post(frame: Frame, parent: QWidget) -> None:
    """A post's name."""
    name = QLineEdit(placeholderText=tr("Duty leader, hotline 1, transport …"))
    _ask(parent, tr("Add a post"), ((tr("Name"), name),), tr("Add"),
         lambda: frame.desk.run(shifts.add_position, name.text()))  # fmt: skip


def hand_position(frame: Frame, parent: QWidget, post: Post) -> None:
    """Who is on the post from now on."""
    to, note = officer_choice(frame.desk, ""), QLineEdit()
    note.setPlaceholderText(tr("What the one who comes must know"))
    rows: list[tuple[str, QWidget]] = [(tr("To whom"), to)]
    if post.holder is not None:
        rows.append((tr("Note"), note))
    _ask(parent, post.position.name, tuple(rows), tr("OK"),
         lambda: frame.desk.run(shifts.take_position, post.position.id, to.currentText(),
                                note.text()))  # fmt: skip


def relieve(frame: Frame, parent: QWidget, position: int, held: Posting) -> None:
    """I take a post that somebody holds; what they hand over is noted."""
    note = QLineEdit(placeholderText=tr("What was handed over"))
    title = tr("Take over from {officer}", officer=held.officer)
    _ask(parent, title, ((tr("Note"), note),), tr("Take"),
         lambda: frame.desk.run(shifts.take_position, position, "", note.text()))  # fmt: skip


def leave(frame: Frame, parent: QWidget, post: Post) -> None:
    """The post is empty from now on, or closed when it is empty."""
    if post.holder is None:
        frame.desk.run(shifts.close_position, post.position.id)
        return
    note = QLineEdit(placeholderText=tr("Why nobody follows"))
    _ask(parent, tr("Leave {post}", post=post.position.name), ((tr("Note"), note),), tr("Leave"),
         lambda: frame.desk.run(shifts.leave_position, post.position.id, note.text()))  # fmt: skip


def edit_duty(frame: Frame, parent: QWidget, duty: Duty | None) -> None:
    """Who is on which post, from when to when."""
    desk, post = frame.desk, QComboBox()
    incident = desk.incident
    zones = (incident.incident_zone, incident.home_zone, "UTC")
    begins = duty.starts_at if duty else desk.now()
    who = officer_choice(desk, duty.officer if duty else "")
    for one in desk.ask(positions):
        if not one.closed:
            post.addItem(one.name, one.id)
    if duty:
        post.setCurrentIndex(max(0, post.findData(duty.position)))
    starts = ZonedTime(begins, zones)
    ends = ZonedTime(duty.ends_at if duty else begins + timedelta(hours=8), zones)
    remark = QLineEdit(duty.remark if duty else "")
    rows = ((tr("Officer"), who), (tr("Post"), post), (tr("Begins"), starts), (tr("Ends"), ends),
            (tr("Remarks"), remark))  # fmt: skip

    def store() -> Job:
        line = Duty(duty.id if duty else 0, who.currentText(), int(post.currentData() or 0),
                    starts.at, ends.at, remark.text())  # fmt: skip
        return desk.run(shifts.put_on_roster, line)

    hint = "" if post.count() else tr("Add a post first; a duty is on a post.")
    _ask(parent, tr("Roster"), rows, tr("Save"), store, hint)


def new_period(frame: Frame, parent: QWidget) -> None:
    """A period's name and objectives."""
    name = QLineEdit(placeholderText=tr("Day 3, night watch …"))
    aims = _text("")
    _ask(parent, tr("Open a period"), ((tr("Name"), name), (tr("Objectives"), aims)), tr("Open"),
         lambda: frame.desk.run(shifts.open_period, name.text(), aims.toPlainText()))  # fmt: skip


def objectives(frame: Frame, parent: QWidget, period: Period) -> None:
    """Other objectives."""
    aims = _text(period.objectives)
    _ask(parent, period.name, ((tr("Objectives"), aims),), tr("Save"),
         lambda: frame.desk.run(shifts.set_objectives, period.id, aims.toPlainText()))  # fmt: skip


def close(frame: Frame, parent: QWidget, period: Period) -> None:
    """How the period went; it ends with this."""
    said = _text("")
    title = tr("Close {name}", name=period.name)
    _ask(parent, title, ((tr("Summary"), said),), tr("Close"),
         lambda: frame.desk.run(shifts.close_period, period.id, said.toPlainText()))  # fmt: skip


def _text(text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(theme.px(90))
    return field


def _ask(
    parent: QWidget,
    title: str,
    rows: tuple[tuple[str, QWidget], ...],
    accept: str,
    run: Callable[[], Job],
    hint: str = "",
) -> None:
    sheet = ActSheet(parent, title, hint, accept)
    for name, field in rows:
        sheet.body.addWidget(form_row(name, field))
    sheet.finish()
    sheet.run = run
    rows[0][1].setFocus()
    sheet.exec()
    sheet.deleteLater()
