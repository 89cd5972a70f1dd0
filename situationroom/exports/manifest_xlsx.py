"""The manifest as a workbook: the same lines, totals and difference, to filter and to print."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from situationroom.exports import manifest_lines as said
from situationroom.exports.cells import Value
from situationroom.exports.files import FilePath
from situationroom.exports.manifest_facts import facts, title_note
from situationroom.exports.words import Words, both
from situationroom.exports.xlsx import (
    HEADER,
    Look,
    add_sheet,
    new_workbook,
    print_setup,
    put,
    save,
    write_head,
    write_rows,
)
from situationroom.models.incident import Incident
from situationroom.models.transport import Manifest, Movement
from situationroom.texts import tr

if TYPE_CHECKING:
    from openpyxl import Workbook


def write_manifest_xlsx(
    path: FilePath,
    incident: Incident,
    movement: Movement,
    manifest: Manifest,
    previous: Manifest | None = None,
    boarded: Collection[int] = (),
) -> None:
    """Write one version of a manifest; parameters as in ``write_manifest_pdf``."""
    book = new_workbook(f"{movement.number} · {manifest.version}", manifest.issued_at)
    _list(book, incident, movement, manifest, previous, boarded)
    if previous is not None:
        _difference(book, incident, manifest, previous)
    save(book, path)


def header() -> list[Words]:
    """The words over the columns of ``values``."""
    return [
        both("No."),
        *(field.words() for field in said.fields()),
        both("Boarded"),
        both("Signature"),
    ]


def values(manifest: Manifest, boarded: Collection[int]) -> list[list[Value]]:
    """Every line as cells: running number, the fields, boarded yes or empty, room to sign."""
    fields = said.fields()
    rows: list[list[Value]] = []
    for number, line in said.in_order(manifest):
        texts = [(field, field.value(line)) for field in fields]
        cells: list[Value] = [int(t) if f.number and t else t for f, t in texts]
        rows.append([number, *cells, tr("yes") if line.person in boarded else "", ""])
    return rows


def _list(
    book: "Workbook",
    incident: Incident,
    movement: Movement,
    manifest: Manifest,
    previous: Manifest | None,
    boarded: Collection[int],
) -> None:
    sheet = add_sheet(book, tr("Manifest"))
    words = header()
    way = f"{movement.number}   {movement.origin} → {movement.destination}"
    version = said.version_words(manifest, said.difference(previous, manifest), previous)
    what = both("Passenger manifest").joined
    note = f"{what} · {incident.name} · {version} · {title_note(manifest)}"
    known = [(label.joined, text) for label, text in facts(incident, movement, manifest) if text]
    top = write_head(sheet, way, note, known, incident.drill, len(words))
    write_rows(sheet, top, [["\n".join(filter(None, pair)) for pair in words]], HEADER)
    row = write_rows(sheet, top + 1, values(manifest, boarded)) + 1
    for label, text in said.totals(manifest, boarded):
        put(sheet, row, 1, label.joined, Look(bold=True, across=True))
        put(sheet, row, 4, text, Look(across=True))
        row += 1
    widths = [5, *(field.chars for field in said.fields()), 9, 18]
    print_setup(sheet, top, widths, incident.drill)


def _difference(
    book: "Workbook", incident: Incident, manifest: Manifest, previous: Manifest
) -> None:
    sheet = add_sheet(book, tr("Changes"))
    changes = said.difference(previous, manifest)
    title = both("Changes since version {version}", version=previous.version).joined
    words = [both("What"), both("Case"), both("Name"), both("Field"), both("Before"), both("Now")]
    top = write_head(sheet, title, incident.name, [], incident.drill, len(words))
    write_rows(sheet, top, [["\n".join(filter(None, pair)) for pair in words]], HEADER)
    write_rows(sheet, top + 1, said.difference_rows(changes))
    print_setup(sheet, top, [12, 12, 36, 22, 34, 34], incident.drill)
