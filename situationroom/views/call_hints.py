"""Beside the call form: who this probably is, what is open about them, what to ask."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.same_event import Alike, joined, same_event
from situationroom.commands.typed import typed_phones
from situationroom.intake.own_places import OwnPlaces
from situationroom.matching import Pair
from situationroom.models import Incident, Person, Report, Request
from situationroom.store.connection import Connection
from situationroom.store.queries.people import PersonFilter, person_ids, persons
from situationroom.store.queries.reports import calls_from
from situationroom.store.queries.requests import requests, requests_of
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import both_names
from situationroom.views.call_panels import CallPanel
from situationroom.views.call_records import likely_drafts
from situationroom.views.call_typed import TypedCall
from situationroom.views.duplicates_words import LOOKS, reason_text
from situationroom.views.elided import ElidedLabel
from situationroom.views.place_words import place_words
from situationroom.views.widgets import button

SHOWN = 5
"""Probable persons offered at once, each with a key."""
REASONS = 3
"""The weightiest reasons that are told."""
NEAR = 0.1
"""Whoever is a tenth as likely as the likeliest, or less, would only be read in vain."""
UNSURE = 0.05
"""Below this chance a number would say more than is known."""


EVENTS = 4
"""Open requests offered at once, each with a key after those of the persons."""
LOOKED_AT = 20
Calls = Sequence[Report]
Hits = Callable[[Person], Sequence[Pair]]


@dataclass(frozen=True, slots=True)
class Offered:
    """An open request the call may be added to, and why in the officer's words."""

    request: Request
    persons: tuple[Person, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the cell knows about what stands in the form; ``pairs`` are by the person's id."""

    serial: int
    people: tuple[Person, ...]
    pairs: dict[int, Pair]
    requests: dict[int, tuple[Request, ...]]
    calls: tuple[Report, ...]
    place: str
    events: tuple[Offered, ...] = ()


def look_up(
    connection: Connection,
    serial: int,
    typed: TypedCall,
    incident: Incident,
    now: datetime,
    hits: Hits,
    known: OwnPlaces | None = None,
) -> Found:
    """Who may be meant by what is typed, and who rang before from the caller's telephone.

    ``hits`` says who a draft probably is; who only has the same words comes after them.
    """
    phones = typed_phones(typed.caller_phone, incident, at_home=True)
    caller = phones[0].e164 if phones else ""
    attached = {subject.person for subject in typed.subjects}
    drafts = likely_drafts(typed, incident, now)
    pairs = _likely(drafts, hits)
    calls = tuple(calls_from(connection, caller)) if caller else ()
    ids = dict.fromkeys(pairs) | dict.fromkeys(p for call in calls for p in call.persons)
    for words in _texts(typed, drafts, caller):
        ids |= dict.fromkeys(person_ids(connection, PersonFilter(text=words))[:SHOWN])
    wanted = [id_ for id_ in ids if id_ not in attached][:SHOWN]
    people = tuple(persons(connection, wanted))
    open_ones = {
        p.id: tuple(r for r in requests_of(connection, p.id) if r.is_open)[:3] for p in people
    }
    place = place_words(typed.where, incident.country, known)
    events = _events(connection, typed, incident, now, calls)
    return Found(serial, people, pairs, open_ones, calls, place, events)


def _events(
    connection: Connection, typed: TypedCall, incident: Incident, now: datetime, calls: Calls
) -> tuple[Offered, ...]:
    """Open requests of earlier calls from this telephone, then those of the same event."""
    asked = dict.fromkeys(call.request for call in calls if call.request)
    told = [r for r in requests(connection, list(asked)[:LOOKED_AT]) if r.is_open]
    found = {r.id: Offered(r, (), tr("Called from this telephone")) for r in told}
    for one in same_event(connection, typed.what, typed.where, incident.country, now):
        if one.request.id != typed.attach_to:
            found.setdefault(one.request.id, Offered(one.request, one.persons, _alike_words(one)))
    return tuple(found.values())[:EVENTS]


def _alike_words(one: Alike) -> str:
    said = {"place": tr("same place"), "group": tr("same group"), "words": tr("same words")}
    why = [said[name] for name in one.why]
    return " · ".join([*why, *joined(one.words)[:3]])


def _likely(drafts: Iterable[Person], hits: Hits) -> dict[int, Pair]:
    """The pair of whoever is probably meant, the surest first; of each draft the near ones."""
    near = []
    for draft in drafts:
        met = [pair for pair in hits(draft) if any(reason.weight > 0 for reason in pair.reasons)]
        near += [pair for pair in met if pair.score >= met[0].score * NEAR]
    surest = {pair.b: pair for pair in sorted(near, key=lambda pair: pair.score)}
    return dict(reversed(surest.items()))


def _texts(typed: TypedCall, drafts: Iterable[Person], caller: str) -> list[str]:
    """What is looked for word by word: documents, telephones by their last digits, names."""
    papers = [paper.number for draft in drafts for paper in draft.documents]
    free = [s for s in typed.subjects if s.person is None]
    said = [text for s in free for text in (_tail(s.phone), s.name) if len(text) > 1]
    return [*papers, *said, *([_tail(caller)] if caller else [])]


def _tail(phone: str) -> str:
    """The last digits by which a telephone is found: eight, or four of a short one."""
    digits = "".join(ch for ch in phone if ch.isdigit())
    return digits[-8:] if len(digits) >= 8 else digits[-4:] if len(digits) >= 4 else ""


class HintPanel(CallPanel):
    """``attach_asked(person)`` and ``add_asked(request)``; hidden while there is nothing."""

    attach_asked = Signal(int)
    add_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.people: list[int] = []
        self.events: list[Request] = []
        self.hide()

    def show_found(self, found: Found) -> None:
        """Other probable persons; ``people`` are their ids in the order of their keys."""
        widgets.clear(self.body)
        self.people = [person.id for person in found.people]
        if found.calls:
            last = found.calls[0]
            words = tr("Earlier calls from this telephone: {n}, the last by {caller}.",
                       n=len(found.calls), caller=last.caller or "—")  # fmt: skip
            self.body.addWidget(widgets.Banner(words, "yellow"))
        if found.people:
            self.body.addWidget(widgets.section(tr("Who may be meant")))
        for place, person in enumerate(found.people, start=1):
            asked, pair = found.requests.get(person.id, ()), found.pairs.get(person.id)
            self.body.addWidget(self._offer(place, person, asked, pair))
        self._show_events(found.events)
        self.setVisible(bool(found.calls or found.people or found.events))

    def _show_events(self, events: Sequence[Offered]) -> None:
        self.events = [offered.request for offered in events]
        if events:
            self.body.addWidget(widgets.section(tr("Perhaps the same event")))
        for place, offered in enumerate(events, start=SHOWN + 1):
            self.body.addWidget(self._event(place, offered))

    def _event(self, place: int, offered: Offered) -> QWidget:
        request = offered.request
        add = button(
            tr("Add to"), None, "plain", f"Ctrl+{place}", lambda: self.add_asked.emit(request)
        )
        add.setShortcut("")  # the form hears the key; here it is only shown
        mark = legend.mark(request.priority)
        words = f"{request.number} {legend.label(request.category)}"
        names = ", ".join(both_names(person) for person in offered.persons[:2])
        about = widgets.quiet(" · ".join(part for part in (names, request.description) if part), 12)
        about.setWordWrap(True)
        about.setMaximumHeight(theme.px(36))
        why = widgets.quiet(offered.why, 12)
        why.setWordWrap(True)
        head = widgets.row(widgets.mark_label(words, mark.shape, mark.tone), None, add)
        return widgets.column(head, why, about, gap=2)

    def _offer(
        self, place: int, person: Person, asked: tuple[Request, ...], pair: Pair | None
    ) -> QWidget:
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
        why = [_why(pair)] if pair else []
        return widgets.column(widgets.row(name, attach), *why, about, gap=2)


def _why(pair: Pair) -> QWidget:
    """How sure it is that this person is meant, and the weightiest reasons."""
    shape, tone = LOOKS[pair.verdict] if pair.score >= UNSURE else LOOKS["possible"]
    sure = f"{pair.score:.0%}" if pair.score >= UNSURE else tr("perhaps")
    heavy = sorted(pair.reasons, key=lambda reason: -abs(reason.weight))[:REASONS]
    words = widgets.quiet("; ".join(reason_text(reason) for reason in heavy), 12)
    words.setWordWrap(True)
    mark = widgets.mark_label(sure, shape, tone)
    made = widgets.row(mark, words, gap=8)
    if (layout := made.layout()) is not None:
        layout.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return made
