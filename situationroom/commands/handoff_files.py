"""A hand-off's files, and the record of what was in them."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from situationroom.commands.handoffs import content_of, record_files
from situationroom.exports.handoff_pdf import write_handoff_pdf
from situationroom.exports.handoff_xlsx import write_handoff_xlsx
from situationroom.models.handoff import HandoffContent, HandoffFile

LONGEST = 60  # letters of a name in a file's name; hanzi take 3 of the 255 bytes it may have


def write_handoff(
    run: Callable[..., Any], ask: Callable[..., Any], handoff: int, folder: Path
) -> list[Path]:
    """Write XLSX and PDF into ``folder`` and keep their SHA-256; returns the files."""
    paths = write_files(ask(content_of, handoff), folder)
    run(record_files, handoff, files_of(paths))
    return paths


def write_files(content: HandoffContent, folder: Path) -> list[Path]:
    """The XLSX and the PDF of a hand-off. Raises StoreError when the disk refuses."""
    name = "".join(c if c.isalnum() else "-" for c in content.recipient.name[:LONGEST]).strip("-")
    kind = "full" if content.handoff.full else "delta"
    stem = f"handoff-{name}-{content.handoff.number:03d}-{kind}"
    workbook, print_ = folder / f"{stem}.xlsx", folder / f"{stem}.pdf"
    write_handoff_xlsx(workbook, content)
    write_handoff_pdf(print_, content)
    return [workbook, print_]


def files_of(paths: list[Path]) -> tuple[HandoffFile, ...]:
    """Names and SHA-256 of files that were written."""
    return tuple(HandoffFile(path.name, sha256(path.read_bytes()).hexdigest()) for path in paths)
