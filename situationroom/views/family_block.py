"""The family desk on the case card of a person."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from situationroom import legend
from situationroom.store.queries.family import FamilyRow
from situationroom.texts import tr
from situationroom.views.card_parts import block
from situationroom.views.family_acts import FamilyActs
from situationroom.views.family_words import contact_words, due_tone, due_words, scope_of
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.widgets import button, row


def family_block(
    frame: Frame, parent: QWidget, person: int, rows: Sequence[FamilyRow], now: datetime
) -> QWidget:
    """Every contact of the family with what may be told; the desk and a call a click away."""
    acts = FamilyActs(frame, parent)
    lines: list[QWidget] = [_line(frame, person, one, now) for one in rows]
    opened = lambda: frame.open_room("family", f"person {person}")  # noqa: E731
    desk = button(tr("Family desk"), "household", "quiet", on_click=opened)
    if rows and rows[0].contact is not None:
        first = rows[0].contact.id
        call = button(tr("Log a call"), "phone", "quiet", on_click=lambda: acts.call([first]))
    else:
        call = button(
            tr("Family contact"), "plus", "quiet", on_click=lambda: acts.another([-person])
        )
    return block(tr("Family desk"), *lines, row(call, desk, None, gap=2))


def _line(frame: Frame, person: int, shown: FamilyRow, now: datetime) -> LinkRow:
    contact = shown.contact
    assert contact is not None  # noqa: S101 - the card shows contacts only
    mark = legend.mark(scope_of(shown))
    name = f"◆ {contact.name}" if shown.is_point else contact.name
    line = LinkRow(
        name,
        f"{legend.short(scope_of(shown))} · {contact.relation} {contact.phone}",
        due_words(contact, now) if contact.next_at else "",
        mark.shape,
        mark.tone,
        due_tone(contact, now),
        lambda: frame.open_room("family", f"person {person}"),
    )
    line.setToolTip(contact_words(contact))
    return line
