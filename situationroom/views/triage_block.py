"""The answers of the triage on the case card."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from situationroom import legend
from situationroom.models import Request
from situationroom.models.triage import Answered, proposal
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.card_parts import block, words
from situationroom.views.link_row import LinkRow
from situationroom.views.triage_row import answer_look


def triage_block(request: Request, now: datetime) -> QWidget:
    """Every answer with what it proposes; where the officer decided otherwise, that too."""
    lines: list[QWidget] = [_line(answer, now) for answer in request.triage]
    proposed = proposal(request.triage)
    if proposed is not None and proposed is not request.priority:
        said = tr(
            "The answers propose {proposed}; an officer chose {chosen}.",
            proposed=legend.short(proposed),
            chosen=legend.short(request.priority),
        )
        lines.append(words(said, "orange"))
    return block(tr("Triage"), *lines)


def _line(answer: Answered, now: datetime) -> LinkRow:
    shape, tone = answer_look(answer)
    said = LinkRow(answer.asked, "", legend.short(answer.answer), shape, tone, "text")
    signed = " · ".join(part for part in (answer.officer, times.ago(answer.at, now)) if part)
    said.setToolTip(f"{said.toolTip()}\n{signed}")
    return said
