"""Beside the call form: who this probably is, what is open about them, what to ask."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.places import resolve_place
from situationroom.models import Person, Report, Request
from situationroom.models.vocabulary import IncidentKind
from situationroom.store.queries.people import PersonFilter, person_ids, persons
from situationroom.store.queries.reports import calls_from
from situationroom.store.queries.requests import requests_of
from situationroom.texts import language, tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import both_names
from situationroom.views.elided import ElidedLabel
from situationroom.views.widgets import button

SHOWN = 5
"""Probable persons offered at once, each with a key."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the cell knows about what stands in the form."""

    serial: int
    people: tuple[Person, ...]
    requests: dict[int, tuple[Request, ...]]
    calls: tuple[Report, ...]
    place: str


def look_up(
    connection: Any, serial: int, texts: tuple[str, ...], caller: str, where: str, country: str
) -> Found:
    """Who may be meant by ``texts`` (names and telephones), who rang from ``caller`` (E.164)."""
    ids: dict[int, None] = {}
    for text in texts:
        ids |= dict.fromkeys(person_ids(connection, PersonFilter(text=text))[:SHOWN])
    people = tuple(persons(connection, list(ids)[:SHOWN]))
    open_ones = {
        p.id: tuple(r for r in requests_of(connection, p.id) if r.is_open)[:3] for p in people
    }
    calls = tuple(calls_from(connection, caller)) if caller else ()
    return Found(serial, people, open_ones, calls, _place_words(where, country))


def _place_words(where: str, country: str) -> str:
    if not where.strip():
        return ""
    place = resolve_place(where, country)
    if place is None:
        return tr("Not found on the map; it is kept as told and listed as not on the map.")
    name = (place.name_zh or place.name_en) if language() == "zh" else place.name_en
    parts = [name, legend.label(place.precision), f"± {place.uncertainty_m:,.0f} m"]
    if place.alternatives:
        parts.append(tr("or {places}", places=", ".join(place.alternatives[:2])))
    return " · ".join(parts)


class HintPanel(QFrame):
    """``attach_asked(person)`` when a probable person is taken; questions below."""

    attach_asked = Signal(int)

    def __init__(self, kind: IncidentKind) -> None:
        super().__init__()
        self.setObjectName("card")
        self.people: list[int] = []
        outer = QVBoxLayout(self)
        space = theme.px(14)
        outer.setContentsMargins(space, space, space, space)
        outer.setSpacing(theme.px(8))
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.px(8))
        outer.addLayout(self._found)
        outer.addWidget(widgets.section(tr("Ask")))
        for question in questions(kind):
            line = widgets.label(f"·  {question}")
            line.setWordWrap(True)
            outer.addWidget(line)
        outer.addStretch(1)

    def show_found(self, found: Found) -> None:
        """Other probable persons; ``people`` are their ids in the order of their keys."""
        widgets.clear(self._found)
        self.people = [person.id for person in found.people]
        if found.calls:
            last = found.calls[0]
            words = tr("Earlier calls from this telephone: {n}, the last by {caller}.",
                       n=len(found.calls), caller=last.caller or "—")  # fmt: skip
            self._found.addWidget(widgets.Banner(words, "yellow"))
        if found.people:
            self._found.addWidget(widgets.section(tr("Probably the same person")))
        for place, person in enumerate(found.people, start=1):
            self._found.addWidget(self._offer(place, person, found.requests.get(person.id, ())))

    def _offer(self, place: int, person: Person, asked: tuple[Request, ...]) -> QWidget:
        attach = button(
            tr("Attach"), None, "plain", f"Ctrl+{place}", lambda: self.attach_asked.emit(person.id)
        )
        attach.setShortcut("")  # the form hears the key; here it is only shown
        name = ElidedLabel(both_names(person), "text")
        name.setToolTip(both_names(person))
        facts = [person.case, city_name(person.city), legend.label(person.safety)]
        facts += [f"{legend.label(r.category)} {r.number}" for r in asked]
        about = widgets.quiet(" · ".join(fact for fact in facts if fact), 12)
        about.setWordWrap(True)
        return widgets.column(widgets.row(name, attach), about, gap=2)


def questions(kind: IncidentKind) -> list[str]:
    """What to ask in every call, and what this kind of incident adds."""
    asked = [
        tr("Name as in the passport; passport number if at hand"),
        tr("Where exactly; what can be seen from there"),
        tr("How many are together; children, elderly, ill"),
        tr("Injuries, medicines for how many days"),
        tr("Last heard when, how, from whom"),
        tr("Battery, another number, who else can be reached"),
    ]
    more = {
        IncidentKind.COUP: tr("Advise: stay indoors, away from squares, bridges and windows"),
        IncidentKind.UNREST: tr("Advise: stay indoors, away from squares, bridges and windows"),
        IncidentKind.WAR: tr("Advise: go to the shelter at alarms, keep documents on the body"),
        IncidentKind.TERROR: tr("Advise: leave the area, obey the police, send no pictures"),
        IncidentKind.EARTHQUAKE: tr("Advise: into the open, beware of aftershocks and gas"),
        IncidentKind.TSUNAMI: tr("Advise: to high ground at once, never back to the shore"),
        IncidentKind.EPIDEMIC: tr("Ask: symptoms, contact with ill persons, masks"),
    }
    return [*asked, *([more[kind]] if kind in more else [])]
