"""The sheet of a shift that is handed over: open requests by priority, and what comes next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from situationroom import legend
from situationroom.exports.files import FilePath
from situationroom.exports.pdf_document import ROOM, Document, write_document
from situationroom.exports.pdf_flow import text_block
from situationroom.exports.pdf_head import Fact, first_head, running_head, signature_lines
from situationroom.exports.pdf_table import Cell, Column, Row, cell, table
from situationroom.exports.pdf_text import ALERT, INK, Ink
from situationroom.exports.words import Words, both, careful, local
from situationroom.models import Incident, Note, Person, Request, Task
from situationroom.models.vocabulary import Priority, RequestStatus
from situationroom.texts import tr

_SMALL = Ink(6.6)
_SIGNS = {Priority.RED: "▲", Priority.ORANGE: "■", Priority.YELLOW: "●"}


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One open request with whom it is about, its last note and its first follow-up."""

    request: Request
    persons: tuple[Person, ...]
    last_note: Note | None = None
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """What is handed over. ``to`` "" means that it waits for somebody to take it."""

    officer: str
    to: str
    note: str
    lines: Sequence[OpenLine]
    at: datetime


def write_shift_pdf(path: FilePath, incident: Incident, shift: Shift) -> None:
    """Write the sheet. Raises StoreError when the disk refuses."""
    title = tr("Shift hand-over: {officer} → {to}", officer=shift.officer,
               to=shift.to or tr("nobody"))  # fmt: skip
    when = local(shift.at, incident.incident_zone)
    head = first_head(incident.name, title, shift.note, _figures(shift, when))
    foot = f"{incident.name} · {title} · {careful()}"
    document = Document(title, incident.drill, shift.at, head, running_head(title, when), foot)
    blocks = list(table(_columns(), _rows(incident, shift), ROOM))
    if not shift.lines:
        blocks.append(text_block(tr("No request is open in this shift."), ROOM, Ink(9)))
    blocks.append(signature_lines([both("Handed over by"), both("Taken over by")]))
    write_document(path, document, blocks)


def _figures(shift: Shift, when: str) -> list[Fact]:
    asked = [line.request for line in shift.lines]
    late = sum(r.status is RequestStatus.NEW and r.due_at < shift.at for r in asked)
    waiting = sum(r.status is RequestStatus.WAITING for r in asked)
    by_priority = " · ".join(
        f"{_SIGNS[p]} {legend.short(p)} {sum(r.priority is p for r in asked)}" for p in Priority
    )
    persons = len({person.id for line in shift.lines for person in line.persons})
    return [
        (both("As of"), when),
        (both("Open requests"), str(len(asked))),
        (both("By priority"), by_priority),
        (both("Persons"), str(persons)),
        (both("Overdue"), str(late)),
        (both("Waiting for an answer"), str(waiting)),
        (both("Follow-ups promised"), str(sum(line.task is not None for line in shift.lines))),
        (both("Without a next time"), str(sum(_next(line) is None for line in shift.lines))),
    ]


def _columns() -> list[Column]:
    titles: list[tuple[Words, float]] = [
        (both("Priority, status"), 84),
        (both("Request"), 56),
        (both("Persons"), 140),
        (both("What is asked"), 150),
        (both("Clock"), 92),
        (both("Last note"), 150),
        (both("What comes next"), 126),
    ]
    return [Column(*words, share) for words, share in titles]


def _rows(incident: Incident, shift: Shift) -> Iterator[Row]:
    for line in shift.lines:
        request, zone = line.request, incident.incident_zone
        colour = ALERT if request.priority is Priority.RED else INK
        urgent = f"{_SIGNS[request.priority]} {legend.short(request.priority)}"
        about = Cell(((urgent, Ink(7.5, bold=True, colour=colour)),
                      (legend.label(request.status), _SMALL)))  # fmt: skip
        yield Row(
            (
                about,
                cell(request.number, legend.label(request.category), bold=True),
                cell(*_people(line)),
                cell(request.description),
                cell(*_clock(request, shift.at, zone)),
                _noted(line.last_note, zone),
                _following(line, zone),
            ),
            mark=ALERT if request.priority is Priority.RED else "",
        )


def _people(line: OpenLine) -> list[str]:
    named = [" ".join(filter(None, (p.native_name, p.latin_name))) for p in line.persons[:4]]
    rest = max(line.request.party, len(line.persons)) - len(named)
    more = [tr("and {n} more", n=rest)] if rest > 0 else []
    phones = [phone.e164 or phone.told for p in line.persons[:1] for phone in p.phones[:2]]
    return [*named, *more, *phones] or [tr("nobody named")]


def _clock(request: Request, now: datetime, zone: str) -> list[str]:
    if request.status is RequestStatus.NEW:
        late = [tr("past its time")] if request.due_at < now else []
        return [tr("due {time}", time=_short(request.due_at, zone)), *late]
    if request.waiting_until is not None:
        late = [tr("past its time")] if request.waiting_until < now else []
        return [tr("waits until {time}", time=_short(request.waiting_until, zone)), *late]
    return [tr("acknowledged {time}", time=_short(request.acknowledged_at, zone))]


def _noted(note: Note | None, zone: str) -> Cell:
    if note is None:
        return Cell()
    return Cell(((note.text, Ink(7)), (f"{_short(note.at, zone)} {note.officer}", _SMALL)))


def _following(line: OpenLine, zone: str) -> Cell:
    request, task = line.request, line.task
    parts = []
    if request.next_action:
        parts.append(f"→ {request.next_action} {_short(request.next_action_at, zone)}".rstrip())
    if task is not None:
        parts.append(f"☐ {task.what} {_short(task.due_at, zone)}")
    return Cell(tuple((part, Ink(7.2)) for part in parts))


def _next(line: OpenLine) -> datetime | None:
    request = line.request
    task = line.task.due_at if line.task else None
    new = request.due_at if request.status is RequestStatus.NEW else None
    return new or request.waiting_until or request.next_action_at or task


def _short(at: datetime | None, zone: str) -> str:
    return local(at, zone)[5:16]
