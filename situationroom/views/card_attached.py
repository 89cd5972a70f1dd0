"""Rows that imports attached by themselves, each with its way back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from situationroom.commands.attachments import detach
from situationroom.commands.incidents import percent
from situationroom.models import Person
from situationroom.models.case_number import case_number
from situationroom.store.queries.attachments import AttachedRow
from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.bidi import both_names, left_to_right
from situationroom.views.card_parts import block
from situationroom.views.frame import Frame


def attached_block(frame: Frame, rows: Sequence[AttachedRow]) -> QWidget | None:
    """On a person's card: rows an import took for theirs by itself."""
    if not rows:
        return None
    lines = [attached_line(frame, row) for row in rows]
    return block(tr("Attached by an import"), widgets.column(*lines, gap=2))


def attached_line(frame: Frame, row: AttachedRow, *, named: bool = False) -> QWidget:
    """One of them, as the row alone told of the person, with a way to take it back."""
    made, told = row.attachment, row.attachment.told
    where = tr("{file}, row {row}", file=row.file, row=row.row or "–")
    sure = tr("{n} % certain", n=percent(made.certainty))
    paper = next((document.number for document in told.documents), "")
    whose = case_number(made.person) if named else ""
    parts = (whose, both_names(told), paper, where, sure)
    words = widgets.label(left_to_right(" · ".join(part for part in parts if part)))
    words.setWordWrap(True)
    back = widgets.button(tr("Not the same"), on_click=lambda: _detach(frame, made.id, back))
    return widgets.row(words, back)


def _detach(frame: Frame, attachment: int, pressed: QWidget) -> None:
    def say(own: Person) -> None:
        frame.say(tr("{case} is a person of their own again.", case=own.case))

    pressed.setEnabled(False)
    job = frame.desk.run(detach, attachment)
    job.on_refusal = frame.refuse
    job.succeeded.connect(say)
