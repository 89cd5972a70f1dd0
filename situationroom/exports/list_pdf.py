"""Any list on paper: A4 landscape, the header on every page, pages numbered."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from situationroom.exports.files import FilePath
from situationroom.exports.fonts import printable, width
from situationroom.exports.pdf_document import ROOM, Document, write_document
from situationroom.exports.pdf_flow import text_block
from situationroom.exports.pdf_head import first_head, running_head
from situationroom.exports.pdf_table import Column, Row, cell, table
from situationroom.exports.pdf_text import Ink
from situationroom.exports.words import careful, local
from situationroom.models.incident import Incident
from situationroom.texts import tr

NARROWEST, WIDEST = 22.0, 240.0  # points a column may take by itself


def write_list_pdf(
    path: FilePath,
    incident: Incident,
    title: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    made_at: datetime,
    note: str = "",
) -> None:
    """Print ``rows`` under ``headers``; ``note`` says what was filtered. Nothing is cut.

    Columns take room by what stands in them. Raises StoreError when the disk refuses.
    """
    listed = [[str(text) for text in row] for row in rows]
    shares = _shares(headers, listed)
    columns = [Column(text, share=share) for text, share in zip(headers, shares, strict=True)]
    printed = tr("as of {time}", time=local(made_at, incident.incident_zone))
    counted = " · ".join(
        part for part in (tr("Rows: {count}", count=len(listed)), printed, note) if part
    )
    head, running = first_head(incident.name, title, counted, []), running_head(title, printed)
    foot = f"{incident.name} · {title} · {careful()}"
    blocks = list(table(columns, (Row(tuple(map(cell, row))) for row in listed), ROOM))
    if not listed:
        blocks.append(text_block(tr("Nothing is on this list."), ROOM, Ink(9)))
    document = Document(title, incident.drill, made_at, head, running, foot)
    write_document(path, document, blocks)


def _shares(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Room by the longest of the first 200 rows' texts, so that short columns stay narrow."""
    shares = []
    for column, header in enumerate(headers):
        texts = [width(printable(row[column][:80]), 7.5) for row in rows[:200]]
        longest = max([width(printable(header, bold=True), 6.8, bold=True), *texts])
        shares.append(min(max(longest + 8, NARROWEST), WIDEST))
    return shares
