"""What the case card shows of a person, a request, or of many."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QMenu, QWidget

from situationroom import legend
from situationroom.models import Person, Request
from situationroom.models.person import needs_on
from situationroom.models.shelter import Stay
from situationroom.models.vocabulary import ACTIVE_STAYS, SEATED, Priority, RequestStatus, Safety
from situationroom.store.queries.cards import PersonCard, RequestCard
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.bidi import both_names
from situationroom.views.card_attached import attached_block
from situationroom.views.card_identity import (
    checks_block,
    given_block,
    merged_block,
    suspects_block,
)
from situationroom.views.card_messages import messages_block
from situationroom.views.card_parts import (
    block,
    facts,
    history_block,
    person_sub,
    persons_block,
    reports_block,
    request_row,
    tags,
    where_block,
    words,
)
from situationroom.views.card_work import (
    correcting,
    links_block,
    notes_block,
    others_banner,
    tasks_block,
)
from situationroom.views.family_block import family_block
from situationroom.views.frame import Frame
from situationroom.views.icons import icon
from situationroom.views.person_acts import PersonActs
from situationroom.views.request_acts import ACTS, RequestActs
from situationroom.views.triage_block import triage_block
from situationroom.views.widgets import (
    Button,
    Flow,
    button,
    column,
    label,
    mark_label,
    quiet,
    row,
)

Mark = QWidget


def person_view(frame: Frame, card: PersonCard, now: datetime) -> QWidget:
    """Everything the cell knows about one person."""
    person, zone = card.person, frame.desk.incident.incident_zone
    opened = [request for request in card.requests if request.is_open]
    parts = [
        _head(both_names(person), person_sub(person, now), _mark(person.safety)),
        _flow(_person_buttons(frame, person, opened)),
        suspects_block(frame, person),
        where_block(frame, person, now, zone, card.zones),
        block(tr("As it stands"), facts(_state(card, now, zone))),
        block(tr("Contact"), facts(_contact(person, now, zone))),
        checks_block(card.checks, now, zone),
        family_block(frame, frame_widget(frame), person.id, card.family, now),
        persons_block(frame, _household_name(card), card.members, now) if card.members else None,
        _requests_block(frame, card.requests, now),
        notes_block(card.notes, now, zone),
        merged_block(frame, card.merged, now),
        attached_block(frame, card.attached),
        messages_block(frame, card.messages, now),
        given_block(card.given, card.person.id, now),
        reports_block(card.reports, now, zone),
        history_block(frame, ("person", person.id), card.history, now),
    ]
    return column(*[part for part in parts if part is not None], gap=10)


def request_view(frame: Frame, card: RequestCard, now: datetime) -> QWidget:
    """Everything the cell knows about one request."""
    request, zone = card.request, frame.desk.incident.incident_zone
    located = next((p for p in card.persons if p.lat is not None), None)
    first = located or next(iter(card.persons), None)
    sub = " · ".join(
        (request.number, legend.label(request.category), tr("{n} persons", n=request.party))
    )
    parts = [
        _head(_about(request, card.persons), sub, _mark(request.priority)),
        others_banner(frame, request),
        _flow(_request_buttons(frame, request, [p.id for p in card.persons])),
        words(request.description) if request.description else None,
        _because(request) if request.because else None,
        triage_block(request, now) if request.triage else None,
        block(tr("As it stands"), facts(_progress(request, now, zone))),
        where_block(frame, first, now, zone) if first else None,
        tasks_block(frame, frame_widget(frame), card.tasks, now),
        persons_block(frame, tr("Persons"), card.persons, now) if card.persons else None,
        links_block(frame, frame_widget(frame), card.links, now),
        notes_block(card.notes, now, zone, correcting(frame, frame_widget(frame))),
        reports_block(card.reports, now, zone),
        history_block(frame, ("request", request.id), card.history, now),
    ]
    return column(*[part for part in parts if part is not None], gap=10)


def _because(request: Request) -> QWidget:
    """The words that category or priority were proposed from, quietly."""
    told = ", ".join(request.because)
    return words(tr("Proposed because of: {words}", words=told), "quiet")


def requests_view(frame: Frame, requests: Sequence[Request], now: datetime) -> QWidget:
    """Several requests: how urgent, what can be done with all."""
    ids = [request.id for request in requests]
    acts = RequestActs(frame, frame_widget(frame))
    names = ("Acknowledge", "Take", "Resolve", "Hand over")
    buttons = [_act_button(acts, name, ids, primary=name == names[0]) for name in names]
    counted = Counter(r.priority for r in requests)
    states = [_counted(p, counted[p]) for p in Priority if counted[p]]
    lines = [request_row(frame, request, now) for request in requests[:20]]
    return column(
        _head(tr("{n} requests selected", n=len(ids)), "", None),
        _flow(buttons),
        block(tr("Priority"), column(*states, gap=0)),
        block(tr("Requests"), column(*lines, gap=0)),
        gap=10,
    )


def frame_widget(frame: Frame) -> QWidget:
    """The frame as the widget over which sheets open."""
    assert isinstance(frame, QWidget)  # noqa: S101 - every frame of a window is one
    return frame


def _head(name: str, sub: str, mark: QWidget | None) -> QWidget:
    top = label(name, size=17, weight=700)
    top.setWordWrap(True)
    first = column(top, *([row(mark, None)] if mark is not None else []), gap=4)
    return column(first, *([quiet(sub)] if sub else []), gap=2)


def _mark(member: Safety | Priority) -> QWidget:
    mark = legend.mark(member)
    return mark_label(legend.label(member), mark.shape, mark.tone)


def _counted(member: Safety | Priority, count: int) -> QWidget:
    mark = legend.mark(member)
    return row(mark_label(legend.label(member), mark.shape, mark.tone), None, label(str(count)))


def _about(request: Request, persons: Sequence[Person]) -> str:
    if not persons:
        return legend.label(request.category)
    first = both_names(persons[0])
    rest = max(request.party, len(persons)) - 1
    return first if rest < 1 else tr("{name} and {n} more", name=first, n=rest)


def _flow(buttons: Sequence[QWidget]) -> QWidget:
    box = QWidget()
    box.setObjectName("clear")
    flow = Flow(box, gap=6)
    for one in buttons:
        flow.addWidget(one)
    return box


def _key(wanted: str, other: str) -> str:
    """A key that the rolling list does not use for something else."""
    return other if any(act.key == wanted for act in ACTS) else wanted


def _more(menu: QMenu) -> Button:
    made = button(tr("More"))
    menu.setParent(made, menu.windowFlags())
    made.setMenu(menu)
    return made


def _act_button(acts: RequestActs, name: str, ids: list[int], *, primary: bool = False) -> Button:
    act = next(act for act in ACTS if act.name == name)
    kind = "primary" if primary else "plain"
    return button(tr(act.name), act.icon, kind, act.key, lambda: act.do(acts, ids))  # type: ignore[arg-type]


def _request_acts(frame: Frame, request: Request) -> list[Button]:
    if request.is_open:
        names = ["Acknowledge"] if request.status is RequestStatus.NEW else ["Resolve"]
        names += [] if request.owner == frame.desk.officer else ["Take"]
        names += ["Triage", "Note", "Not reached"]
        names += ["Resolve"] if request.status is RequestStatus.NEW else []
        names += ["Hand over", "Follow-up"]
    else:
        names = ["Reopen", "Note"]
    acts = RequestActs(frame, frame_widget(frame))
    return [_act_button(acts, n, [request.id], primary=n == names[0]) for n in names]


def _request_buttons(frame: Frame, request: Request, persons: list[int]) -> list[Button]:
    buttons = _request_acts(frame, request)
    if persons and request.is_open:
        buttons += _place_buttons(frame, persons)
    if request.is_open:
        buttons.append(_more(_rest_menu(frame, request)))
    return buttons


def _rest_menu(frame: Frame, request: Request) -> QMenu:
    """Acts that are wanted more rarely; each has its key in the list, too."""
    parent = frame_widget(frame)
    menu, acts = QMenu(parent), RequestActs(frame, parent)
    names = ("Wait", "Next action", "Persons", "Link requests", "Split", "Join requests")
    for act in (one for name in names for one in ACTS if one.name == name):
        entry = menu.addAction(icon(act.icon), tr(act.name))
        entry.triggered.connect(lambda _on=False, do=act.do: do(acts, [request.id]))
    return menu


def _person_buttons(frame: Frame, person: Person, opened: Sequence[Request]) -> list[Button]:
    buttons = _request_acts(frame, opened[0]) if opened else []
    acts = PersonActs(frame, frame_widget(frame))
    near = [_nearest(frame, person)] if person.lat is not None else []
    return (
        buttons + _place_buttons(frame, [person.id]) + near + [_more(acts.more_menu([person.id]))]
    )


def _nearest(frame: Frame, person: Person) -> Button:
    """The hospitals of the directory, the nearest to this person first."""
    return button(
        tr("Nearest hospitals"),
        "medical",
        on_click=lambda: frame.open_room("knowledge", f"contacts near {person.id}"),
    )


def _place_buttons(frame: Frame, persons: list[int]) -> list[Button]:
    acts = PersonActs(frame, frame_widget(frame))
    return [
        button(tr("Assign"), "transport", "plain", _key("T", "B"), lambda: acts.assign(persons)),
        button(tr("Shelter"), "shelters", "plain", "S", lambda: acts.shelter(persons)),
    ]


def _state(card: PersonCard, now: datetime, zone: str) -> list[tuple[str, QWidget | str]]:
    person = card.person
    told = [legend.label(person.safety)]
    told += [legend.label(person.safety_source)] if person.safety_source else []
    told += [times.ago(person.safety_at, now)] if person.safety_at else []
    stage = legend.mark(card.stage)
    needs = [(legend.label(n), legend.mark(n).tone) for n in needs_on(person, now.date())]
    return [
        (tr("Safety"), " · ".join(told)),
        (tr("Stage"), row(mark_label(legend.label(card.stage), stage.shape, stage.tone), None)),
        (tr("Stay"), _stay(card.stays, now, zone)),
        (tr("Seat"), _booking(card, now)),
        (tr("Wish"), legend.label(person.wish)),
        (tr("Needs"), tags(needs) if needs else ""),
        (tr("Told needs"), person.needs_text),
    ]


def _stay(stays: Sequence[tuple[Stay, object]], now: datetime, zone: str) -> str:
    live = [(stay, site) for stay, site in stays if stay.status in ACTIVE_STAYS]
    return "\n".join(
        " · ".join(
            (
                getattr(site, "name", ""),
                legend.label(stay.status),
                times.short_stamp(stay.checked_in_at or stay.planned_at, zone, now),
            )
        )
        for stay, site in live
    )


def _booking(card: PersonCard, now: datetime) -> str:
    live = [(b, m) for b, m in card.bookings if b.status in SEATED]
    return "\n".join(
        " · ".join(
            (
                movement.number,
                f"{movement.origin} → {movement.destination}",
                times.short_stamp(movement.departs_at, movement.departure_zone, now),
                legend.label(booking.status),
            )
        )
        for booking, movement in live
    )


def _contact(person: Person, now: datetime, zone: str) -> list[tuple[str, QWidget | str]]:
    phones = "\n".join(phone.e164 or phone.told for phone in person.phones)
    documents = "\n".join(
        " ".join(part for part in (doc.type, doc.number, doc.issuer, doc.expiry) if part)
        for doc in person.documents
    )
    kin = "\n".join(
        " · ".join(part for part in (one.name, one.relation, one.phone) if part)
        for one in person.kin
    )
    heard = person.last_contact
    last = f"{times.ago(heard, now)} ({times.short_stamp(heard, zone, now)})" if heard else ""
    return [
        (tr("Telephone"), phones),
        (tr("E-mail"), "\n".join((*person.emails, *person.handles))),
        (tr("Document"), documents),
        (tr("Last heard"), last or tr("never")),
        (tr("Family"), kin),
        (tr("Security phrase"), tr("agreed") if person.security_phrase else ""),
        (tr("With"), person.affiliation),
        (tr("Remarks"), person.remarks),
    ]


def _progress(request: Request, now: datetime, zone: str) -> list[tuple[str, QWidget | str]]:
    status = legend.mark(request.status)
    shown = row(mark_label(legend.label(request.status), status.shape, status.tone), None)
    new = request.status is RequestStatus.NEW
    due = label(times.until(request.due_at, now), "red" if request.due_at < now else "text")
    due.setToolTip(times.stamp(request.due_at, zone))
    owner = " · ".join(
        part for part in (request.owner, times.ago(request.owned_since, now)) if part != "—"
    )
    waiting = request.waiting_until
    next_at = times.short_stamp(request.next_action_at, zone, now)
    return [
        (tr("Status"), shown),
        (tr("Due"), due if new else ""),
        (tr("Waits until"), times.short_stamp(waiting, zone, now) if waiting else ""),
        (tr("Owner"), owner if request.owner else tr("nobody")),
        (tr("Opened"), times.ago(request.opened_at, now)),
        (tr("Next"), f"{request.next_action} · {next_at}" if request.next_action else ""),
        (tr("Done already"), done_words(request)),
        (tr("Outcome"), request.outcome),
    ]


def done_words(request: Request) -> str:
    """Who was turned to before the cell was called, and what was done in words."""
    turned_to = [legend.label(one) for one in request.informed]
    return " · ".join(part for part in (*turned_to, request.done) if part)


def _household_name(card: PersonCard) -> str:
    name = card.household.name if card.household else ""
    return tr("Household {name}", name=name)


def _requests_block(frame: Frame, requests: Sequence[Request], now: datetime) -> QWidget | None:
    if not requests:
        return None
    lines = [request_row(frame, request, now) for request in requests]
    return block(tr("Requests"), column(*lines, gap=0))
