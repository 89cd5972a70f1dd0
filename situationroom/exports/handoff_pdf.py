"""A hand-off on paper: what is new, changed, resolved and withdrawn, in full."""

from collections.abc import Iterator, Sequence
from datetime import date

from situationroom import legend
from situationroom.exports import handoff_lines as said
from situationroom.exports.files import FilePath
from situationroom.exports.pdf_document import ROOM, Document, write_document
from situationroom.exports.pdf_flow import Block, heading, text_block
from situationroom.exports.pdf_head import first_head, running_head
from situationroom.exports.pdf_table import Cell, Column, Row, cell, table
from situationroom.exports.pdf_text import ALERT, QUIET, Ink
from situationroom.exports.words import Words, both, careful, local
from situationroom.models.handoff import HandoffContent, HandoffItem
from situationroom.models.vocabulary import Priority
from situationroom.texts import tr

NOTES_PRINTED = 3  # the newest; the workbook has all
_SMALL = Ink(6.4, colour=QUIET)
_MARKS = {Priority.RED: "▲", Priority.ORANGE: "■", Priority.YELLOW: "●"}


def write_handoff_pdf(path: FilePath, content: HandoffContent) -> None:
    """Write exactly what ``content`` holds. Raises StoreError when the disk refuses."""
    made, incident = content.handoff, content.incident
    title = said.title(content)
    head = first_head(
        f"{both('Hand-off').joined} · {incident.name}",
        title,
        said.kind(content),
        said.facts(content),
    )
    at = local(made.made_at, incident.incident_zone)
    running = running_head(title, f"{said.kind(content)} · {at}")
    foot = f"{incident.name} · {title} · {at} · {made.made_by} · {careful()}"
    document = Document(title, incident.drill, made.made_at, head, running, foot)
    write_document(path, document, list(_body(content)))


def _body(content: HandoffContent) -> Iterator[Block]:
    if not any(items for _, items in said.sections(content)):
        words = both("Nothing has changed since the last hand-off.")
        if content.handoff.full:
            words = both("There are no open requests for this recipient.")
        yield text_block(words.joined, ROOM, Ink(11, bold=True))
        return
    number = 1
    for words, items in said.sections(content):
        if content.changed and items[:1] == (content.changed[0].item,):
            yield from _changes(content)
        if items:
            yield heading(f"{words.text} ({len(items)})", words.english, ROOM)
            yield from table(_columns(), _rows(content, items, number), ROOM)
            number += len(items)


def _changes(content: HandoffContent) -> Iterator[Block]:
    rows = said.change_rows(content)
    words = both("Changed, field by field")
    yield heading(f"{words.text} ({len(rows)})", words.english, ROOM)
    titles: list[tuple[Words, float]] = [
        (both("Request"), 50),
        (both("About"), 170),
        (both("Field"), 100),
        (both("Before"), 220),
        (both("Now"), 250),
    ]
    columns = [Column(*words, share) for words, share in titles]
    yield from table(
        columns,
        (
            Row((cell(r[0], bold=True), *map(cell, r[1:4]), cell(r[4], bold=True)), group=r[0])
            for r in rows
        ),
        ROOM,
    )


def _columns() -> list[Column]:
    titles: list[tuple[Words, float]] = [
        (both("No."), 22),
        (both("Request"), 54),
        (both("Priority, status"), 78),
        (both("Persons"), 190),
        (both("Telephone"), 84),
        (both("Place"), 104),
        (both("Needs"), 70),
        (both("What is asked"), 130),
        (both("Last notes"), 130),
    ]
    return [Column(*words, share) for words, share in titles]


def _rows(content: HandoffContent, items: Sequence[HandoffItem], first: int) -> Iterator[Row]:
    """One row per person, so that telephone, place and needs stand beside the name."""
    day = content.handoff.made_at.date()
    for number, item in enumerate(items, start=first):
        for nth in range(max(1, len(item.persons))):
            lead = _lead(content, item, number) if nth == 0 else (Cell(), Cell(), Cell())
            tail = _tail(content, item) if nth == 0 else (Cell(), Cell())
            group = item.request.number if len(item.persons) > 1 else ""
            yield Row((*lead, *_person(item, nth, day), *tail), group=group)


def _lead(content: HandoffContent, item: HandoffItem, number: int) -> tuple[Cell, Cell, Cell]:
    request = item.request
    priority = f"{_MARKS[request.priority]} {legend.short(request.priority)}"
    colour = ALERT if request.priority is Priority.RED else "#14202c"
    told = tr("told: {count}", count=request.party)
    about = [
        (priority, Ink(7.5, bold=True, colour=colour)),
        (f"{legend.label(request.category)} · {legend.label(request.status)}", Ink(7)),
        (request.owner, _SMALL),
    ]
    opened = local(request.opened_at, content.incident.incident_zone)[5:16]
    return cell(str(number)), cell(request.number, opened, told, bold=True), Cell(tuple(about))


def _person(item: HandoffItem, nth: int, day: date) -> tuple[Cell, Cell, Cell, Cell]:
    if not item.persons:
        return cell(tr("nobody named")), Cell(), Cell(), Cell()
    person = item.persons[nth]
    kin = f"{tr('Next of kin')}: {said.kin(person)}" if person.kin else ""
    who = Cell(
        (
            *((text, Ink(8, bold=True)) for text in said.names(person)),
            (f"{said.about(person, day)} · {legend.label(person.safety)}", Ink(6.6)),
            (person.affiliation, _SMALL),
            (kin, _SMALL),
        )
    )
    return who, cell(said.phones(person)), cell(said.place(person)), cell(said.needs(person, day))


def _tail(content: HandoffContent, item: HandoffItem) -> tuple[Cell, Cell]:
    request, zone = item.request, content.incident.incident_zone
    due = local(request.next_action_at, zone)[5:16]
    following = f"→ {request.next_action} {due}" if request.next_action else ""
    outcome = f"✓ {request.outcome}" if request.outcome else ""
    asked = [(request.description, Ink(7.2)), (following, Ink(7)), (outcome, Ink(7, bold=True))]
    notes = said.last(item.notes)
    lines = [(said.note(note, zone), Ink(6.8)) for note in notes[:NOTES_PRINTED]]
    earlier = len(notes) - NOTES_PRINTED
    if earlier > 0:
        lines.append((tr("and {count} earlier notes in the workbook", count=earlier), _SMALL))
    return Cell(tuple(asked)), Cell(tuple(lines))
