"""The manifest as CSV: one line per traveller, for whoever reads it with a program."""

from collections.abc import Collection

from situationroom.exports.cells import Value
from situationroom.exports.files import FilePath
from situationroom.exports.manifest_xlsx import header, values
from situationroom.exports.tables import write_table
from situationroom.models.incident import Incident
from situationroom.models.transport import Manifest, Movement
from situationroom.texts import tr


def write_manifest_csv(
    path: FilePath,
    incident: Incident,
    movement: Movement,
    manifest: Manifest,
    boarded: Collection[int] = (),
) -> None:
    """Write the lines with movement, version and drill mark in every row (UTF-8 with BOM)."""
    kind = tr("DRILL") if incident.drill else ""
    about: list[Value] = [movement.number, manifest.version, kind]
    headers = [tr("Movement"), tr("Version"), tr("DRILL"), *(words.text for words in header()[:-1])]
    rows = ([*about, *line[:-1]] for line in values(manifest, boarded))
    write_table(path, "csv", headers, rows)
