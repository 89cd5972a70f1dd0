"""The case card of many persons: how they are, where, the most urgent, and what to do with all."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.models import Person
from situationroom.models.vocabulary import Safety
from situationroom.store.queries.people import person_rows
from situationroom.store.queries.selection import Selection
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.buttons import Button
from situationroom.views.card_parts import block
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.map_colours import SAFETY_ORDER
from situationroom.views.people_columns import people_columns
from situationroom.views.person_acts import PersonActs
from situationroom.views.table_export import export_ids_menu
from situationroom.views.widgets import (
    Flow,
    button,
    column,
    label,
    mark_label,
    quiet,
    row,
)


def selection_view(
    frame: Frame, parent: QWidget, ids: Sequence[int], found: Selection, now: datetime
) -> QWidget:
    """``ids`` are all that were chosen: every act is done with every one of them."""
    states = [_state(safety, found) for safety in SAFETY_ORDER if safety in found.by_safety]
    head = label(tr("{n} persons selected", n=f"{found.total:,}"), size=17, weight=700)
    head.setWordWrap(True)
    where = quiet(_where(found), 12)
    where.setWordWrap(True)
    lines: list[QWidget] = [_line(frame, person, now) for person in found.first]
    rest = found.total - len(lines)
    if rest > 0:
        more = LinkRow(tr("… and {n} more", n=f"{rest:,}"))
        more.clicked.connect(lambda: frame.list_persons(ids))
        lines.append(more)
    return column(
        column(head, where, gap=2),
        _acts(frame, parent, ids),
        block(tr("As it stands"), column(*states, gap=0)),
        block(tr("The most urgent first"), column(*lines, gap=0)),
        gap=10,
    )


def _acts(frame: Frame, parent: QWidget, ids: Sequence[int]) -> QWidget:
    acts = PersonActs(frame, parent)
    export = button(tr("Export"), "export")
    desk = frame.desk
    columns = [c for c in people_columns(desk) if not c.hidden]
    note = tr("{n} chosen persons", n=len(ids))
    export.setMenu(export_ids_menu(export, frame, (columns, person_rows), ids, tr("People"), note))
    more = button(tr("More"))
    menu = acts.more_menu(ids)
    menu.setParent(more, menu.windowFlags())
    more.setMenu(menu)
    buttons: list[Button] = [
        button(tr("Open as list"), "people", "primary", None, lambda: frame.list_persons(ids)),
        button(tr("Write to them"), "mail", on_click=lambda: frame.write_to(ids)),
        button(tr("Assign"), "transport", on_click=lambda: acts.assign(ids)),
        button(tr("Shelter"), "shelters", on_click=lambda: acts.shelter(ids)),
        export,
        button(tr("On the map"), "map", on_click=lambda: frame.show_on_map(ids)),
        more,
    ]
    box = QWidget()
    box.setObjectName("clear")
    flow = Flow(box, gap=6)
    for one in buttons:
        flow.addWidget(one)
    return box


def _state(safety: Safety, found: Selection) -> QWidget:
    mark, count = legend.mark(safety), found.by_safety[safety]
    share = f"{count / found.total:.0%}" if found.total else ""
    return row(
        mark_label(legend.label(safety), mark.shape, mark.tone),
        None,
        quiet(share, 12),
        label(f"{count:,}", weight=600),
    )


def _where(found: Selection) -> str:
    parts = [f"{city_name(city)} {count:,}" for city, count in found.cities]
    others = found.total - sum(count for _, count in found.cities)
    parts += [tr("elsewhere {n}", n=f"{others:,}")] if others and parts else []
    parts += [tr("not on the map {n}", n=f"{found.unplaced:,}")] if found.unplaced else []
    return " · ".join(parts)


def _line(frame: Frame, person: Person, now: datetime) -> LinkRow:
    """How, who, where, and how long ago anybody heard of them."""
    mark = legend.mark(person.safety)
    place = city_name(person.city) or person.place_text
    heard = times.span(now - person.last_contact) if person.last_contact else "—"
    return LinkRow(
        person.name,
        place,
        heard,
        mark.shape,
        mark.tone,
        "quiet",
        lambda: frame.select("person", [person.id]),
    )
