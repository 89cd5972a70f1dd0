"""What the case card shows of the work on a request: notes with corrections, tasks, links."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from situationroom import legend
from situationroom.commands.followups import finish_task, give_task, move_task
from situationroom.commands.request_links import unrelate
from situationroom.models import Note, Request, RequestLink, Task
from situationroom.models.vocabulary import LinkKind, NoteKind
from situationroom.store.presence import Seen
from situationroom.store.queries.followups import Linked
from situationroom.texts import tr
from situationroom.views import theme, times, widgets
from situationroom.views.ask import ask_text
from situationroom.views.card_parts import LOG_SHOWN, block, said_line
from situationroom.views.frame import Frame
from situationroom.views.icons import icon
from situationroom.views.link_row import LinkRow
from situationroom.views.people_sheets import ActSheet
from situationroom.views.request_sheets import ask_until
from situationroom.views.request_work import correct_note, officer_choice
from situationroom.views.widgets import column

Correct = Callable[[Note], object]


def notes_block(
    notes: Sequence[Note], now: datetime, zone: str, correct: Correct | None = None
) -> QWidget | None:
    """The notes, newest first. What was corrected stands struck below its correction.

    ``correct`` is offered beside each note that has not been corrected.
    """
    if not notes:
        return None
    known = {note.id: note for note in notes}
    corrected = {note.corrects for note in notes if note.corrects}
    shown = [note for note in notes if note.id not in corrected]
    lines: list[QWidget] = []
    for note in shown[:LOG_SHOWN]:
        mend = _mend(note, correct) if correct and note.kind is not NoteKind.IMPORT else None
        lines.append(said_line(note.at, note.officer, _words(note), now, zone, mend))
        lines += [_struck(old, now, zone) for old in _before(note, known)]
    return block(tr("Notes"), *lines)


def _before(note: Note, known: dict[int, Note]) -> list[Note]:
    """What this note corrects, and what that corrected in its turn."""
    found: list[Note] = []
    while note.corrects in known and known[note.corrects] not in found:
        note = known[note.corrects]
        found.append(note)
    return found


def _words(note: Note) -> str:
    kind = "" if note.kind is NoteKind.NOTE else f"{legend.label(note.kind)}: "
    corrects = f"{tr('Correction')}: " if note.corrects else ""
    return corrects + kind + note.text


def _struck(note: Note, now: datetime, zone: str) -> QWidget:
    line = said_line(note.at, note.officer, note.text, now, zone, tone="quiet")
    for said in line.findChildren(QLabel):
        if said.text().endswith(note.text):
            font = said.font()
            font.setStrikeOut(True)
            said.setFont(font)
            said.setAccessibleName(tr("Corrected: {text}", text=note.text))
    return line


def _mend(note: Note, correct: Correct) -> QPushButton:
    made = widgets.button("", "edit", "quiet", on_click=lambda: correct(note))
    made.setFixedSize(theme.px(24), theme.px(22))
    made.setAccessibleName(tr("Correct the note"))
    made.setToolTip(tr("Correct the note"))
    return made


def correcting(frame: Frame, parent: QWidget) -> Correct:
    """Opens the sheet that corrects a note."""
    return partial(correct_note, frame, parent)


def tasks_block(
    frame: Frame, parent: QWidget, tasks: Sequence[Task], now: datetime
) -> QWidget | None:
    """Follow-ups by time; a click says what can be done with one."""
    if not tasks:
        return None
    return block(tr("Follow-ups"), column(*[task_row(frame, parent, t, now) for t in tasks], gap=0))


def task_row(frame: Frame, parent: QWidget, task: Task, now: datetime, more: str = "") -> LinkRow:
    """One follow-up: what, whose, when; ``more`` says on which request."""
    whose = " · ".join(part for part in (more, task.owner or tr("nobody")) if part)
    if not task.is_open:
        how = " · ".join(part for part in (task.done_by, task.result) if part)
        return LinkRow(task.what, how, times.ago(task.done_at, now), "circle", "safe")
    late = task.due_at <= now
    when = tr("overdue {n}", n=times.span(now - task.due_at)) if late else times.until(
        task.due_at, now
    )  # fmt: skip
    row = LinkRow(task.what, whose, when, "ring", "red" if late else "accent",
                  "red" if late else "quiet")  # fmt: skip
    row.clicked.connect(lambda _on=False: _open(task_menu(frame, parent, task)))
    return row


def task_menu(frame: Frame, parent: QWidget, task: Task) -> QMenu:
    """Done, another time, somebody else, the request."""
    menu, desk = QMenu(parent), frame.desk
    acts: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("check", tr("Done"), lambda: desk.run(finish_task, task.id)),
        ("note", tr("Done, and how it went …"), lambda: _done(frame, parent, task)),
        ("clock", tr("Another time …"), lambda: _later(frame, parent, task)),
        ("user", tr("Somebody else …"), lambda: _give(frame, parent, task)),
        ("requests", tr("Show the request"), lambda: frame.select("request", [task.request])),
    )
    for picture, name, do in acts:
        menu.addAction(icon(picture), name).triggered.connect(lambda _on=False, do=do: do())
    return menu


def _open(menu: QMenu) -> None:
    menu.exec(QCursor.pos())
    menu.deleteLater()


def _done(frame: Frame, parent: QWidget, task: Task) -> None:
    result = ask_text(parent, tr("Done"), task.what, tr("What was said, what was agreed"), False)
    if result is not None:
        frame.desk.run(finish_task, task.id, result)


def _later(frame: Frame, parent: QWidget, task: Task) -> None:
    desk = frame.desk
    zone = desk.incident.incident_zone
    if answer := ask_until(parent, task.what, desk.now(), zone, ""):
        desk.run(move_task, task.id, answer[0])


def _give(frame: Frame, parent: QWidget, task: Task) -> None:
    desk = frame.desk
    sheet = ActSheet(parent, tr("Somebody else does it"), task.what, tr("Hand over"))
    to = officer_choice(desk, task.owner)
    sheet.body.addWidget(widgets.form_row(tr("To whom"), to))
    sheet.finish()
    sheet.run = lambda: desk.run(give_task, task.id, to.currentText())
    to.setFocus()
    sheet.exec()
    sheet.deleteLater()


def others_banner(frame: Frame, request: Request) -> QWidget | None:
    """Who else has this request open or writes on it, here or at another workstation."""
    others = frame.desk.attendance.others("request", request.id)
    if not others:
        return None
    said = "\n".join(_presence(seen) for seen in others)
    return widgets.Banner(said, "orange" if others[0].writing else "accent")


def _presence(seen: Seen) -> str:
    who = f"{seen.officer} ({seen.workstation})" if seen.workstation else seen.officer
    if seen.writing:
        return tr("{officer} is writing on this request", officer=who)
    return tr("{officer} has this request open", officer=who)


def links_block(
    frame: Frame, parent: QWidget, links: Sequence[Linked], now: datetime
) -> QWidget | None:
    """Requests that belong to this one, with how; a click leads there."""
    if not links:
        return None
    return block(tr("Linked requests"), column(*[_link(frame, parent, x) for x in links], gap=0))


def _link(frame: Frame, parent: QWidget, linked: Linked) -> QWidget:
    other, mark = linked.request, legend.mark(linked.link.kind)
    said = linked.link.reason or other.description
    line = LinkRow(f"{other.number} {legend.label(linked.link.kind)}", said,
                   legend.label(other.status), mark.shape, mark.tone,
                   on_click=partial(frame.select, "request", [other.id]))  # fmt: skip
    if linked.link.kind is not LinkKind.RELATED:
        return line
    return widgets.row(line, _unlink(frame, linked.link), gap=0)


def _unlink(frame: Frame, link: RequestLink) -> QWidget:
    made = widgets.button("", "close", "quiet", on_click=lambda: frame.desk.run(unrelate, link.id))
    made.setFixedSize(theme.px(24), theme.px(22))
    made.setAccessibleName(tr("End the link"))
    made.setToolTip(tr("End the link"))
    return made
