"""The manifest on paper: A4 landscape, to be ticked and signed at the gate."""

from collections.abc import Collection, Iterator

from situationroom.exports import manifest_lines as said
from situationroom.exports.files import FilePath
from situationroom.exports.manifest_facts import facts, title_note
from situationroom.exports.manifest_lines import Difference
from situationroom.exports.pdf_document import ROOM, Document, write_document
from situationroom.exports.pdf_flow import Block, heading, text_block
from situationroom.exports.pdf_head import (
    facts_grid,
    first_head,
    running_head,
    signature_lines,
)
from situationroom.exports.pdf_table import Cell, Column, Row, cell, table
from situationroom.exports.pdf_text import QUIET, Ink
from situationroom.exports.words import both, careful, local
from situationroom.models.incident import Incident
from situationroom.models.transport import Manifest, ManifestLine, Movement
from situationroom.texts import tr

ADDED, REMOVED, CHANGED = "#0f6b43", "#a3151f", "#9a4b00"
GROUP_TINT = "#f6f8fb"
ROW_HEIGHT = 23.0  # room for a signature


def write_manifest_pdf(
    path: FilePath,
    incident: Incident,
    movement: Movement,
    manifest: Manifest,
    previous: Manifest | None = None,
    boarded: Collection[int] = (),
) -> None:
    """Write one version of a manifest; ``boarded`` are the ids of persons to show as ticked.

    With ``previous`` the new lines are marked and the difference is printed in full. Labels are
    in the officer's language with the English beneath. Raises StoreError when the disk refuses.
    """
    changes = said.difference(previous, manifest)
    head, running = _heads(incident, movement, manifest, previous, changes)
    title = f"{tr('Passenger manifest')} {movement.number} · {manifest.version}"
    foot = f"{incident.name} · {movement.number} · {title_note(manifest)} · {careful()}"
    document = Document(title, incident.drill, manifest.issued_at, head, running, foot)
    blocks = [
        *table(_columns(manifest), _rows(manifest, changes, boarded), ROOM, ROW_HEIGHT),
        *_closing(manifest, boarded),
        *_difference(changes, previous),
        signature_lines(
            [
                both("Issued by (name, signature, time)"),
                both("Gate officer (name, signature, time)"),
                both("Carrier or escort (name, signature, time)"),
                both("Received on arrival (name, signature, time)"),
            ]
        ),
    ]
    write_document(path, document, blocks)


def _heads(
    incident: Incident,
    movement: Movement,
    manifest: Manifest,
    previous: Manifest | None,
    changes: Difference,
) -> tuple[Block, Block]:
    qr = said.qr_text(movement, manifest)
    way = f"{movement.origin} → {movement.destination}"
    version = said.version_words(manifest, changes, previous)
    persons = tr("Persons on the list: {count}", count=len(manifest.lines))
    first = first_head(
        f"{both('Passenger manifest').joined} · {incident.name}",
        f"{movement.number}   {way}",
        f"{version} · {persons}",
        facts(incident, movement, manifest),
        qr=qr,
    )
    departs = local(movement.departs_at, movement.departure_zone)
    right = f"{both('Version {version}', version=manifest.version).joined} · {departs}"
    return first, running_head(f"{movement.number}   {way}", right, qr)


def _columns(manifest: Manifest) -> list[Column]:
    shares: list[tuple[tuple[str, str], float]] = [
        (both("No."), 20),
        (both("Case"), 37),
        (both("SURNAME, given names"), 112),
        (both("Native name"), 60),
        (both("Sex"), 24),
        (both("Born (age)"), 52),
        (both("Nat."), 27),
        (both("Travel document, expiry"), 94),
        (both("Code"), 28),
        (both("Household"), 62),
        (both("Needs"), 44),
        (both("Bags"), 24),
        (both("Lap"), 22),
        (both("Seat"), 24),
        (both("Onward contact"), 72),
        (both("Boarded"), 34),
        (both("Signature"), 64),
    ]
    return [Column(text, english, share) for (text, english), share in shares]


def _rows(manifest: Manifest, changes: Difference, boarded: Collection[int]) -> Iterator[Row]:
    added = {line.person for line in changes.added}
    changed = {line.person for line, _ in changes.changed}
    sizes = [line.household for line in manifest.lines]
    for number, line in said.in_order(manifest):
        mark = ADDED if line.person in added else CHANGED if line.person in changed else ""
        family = sizes.count(line.household) > 1 if line.household else False
        yield Row(
            _cells(number, line, line.person in boarded),
            group=line.household,
            tint=GROUP_TINT if family else "",
            mark=mark,
        )


def _cells(number: int, line: ManifestLine, ticked: bool) -> tuple[Cell, ...]:
    name = ", ".join(part for part in (line.surname.upper(), line.given_names) if part)
    age = "" if line.age is None else f"({line.age})"
    issuer = f"{said.document_type(line)} {line.document_issuer}".strip()
    kind = " · ".join(part for part in (issuer, line.document_expiry) if part)
    return (
        cell(str(number)),
        cell(line.case),
        cell(name, size=8, bold=True),
        cell(line.native_name, size=8.4),
        cell(line.sex),
        cell(line.birth_date or age, age if line.birth_date else ""),
        cell(line.nationality),
        cell(line.document_number or "–", kind),
        cell(line.code),
        cell(line.household, size=6.8),
        cell(said.needs_code(line)),
        cell(str(line.bags)),
        cell("●" if line.lap else ""),
        cell(line.seat),
        cell(line.onward_contact, size=6.8),
        Cell(box=ticked),
        Cell(),
    )


def _closing(manifest: Manifest, boarded: Collection[int]) -> Iterator[Block]:
    key = said.needs_key(manifest.lines)
    yield heading(*both("Totals"), ROOM)
    yield from facts_grid(said.totals(manifest, boarded), 4, ROOM)
    if key:
        yield text_block(f"{both('Needs').joined}: {key}", ROOM, Ink(6.8, colour=QUIET), after=4)


def _difference(changes: Difference, previous: Manifest | None) -> Iterator[Block]:
    if previous is None:
        return
    words = both("Changes since version {version}", version=previous.version)
    yield heading(*words, ROOM)
    if not changes:
        yield text_block(both("Nobody and nothing changed.").joined, ROOM, Ink(8))
        return
    columns = [
        Column(*both("What"), 60),
        Column(*both("Case"), 45),
        Column(*both("Name"), 190),
        Column(*both("Field"), 90),
        Column(*both("Before"), 200),
        Column(*both("Now"), 200),
    ]
    yield from table(columns, _change_rows(changes), ROOM)


def _change_rows(changes: Difference) -> Iterator[Row]:
    marks = [ADDED] * len(changes.added) + [REMOVED] * len(changes.removed)
    for number, (what, case, *texts) in enumerate(said.difference_rows(changes)):
        mark = marks[number] if number < len(marks) else CHANGED
        yield Row((cell(what, bold=True), cell(case), *map(cell, texts)), group=case, mark=mark)
