"""A hand-off from the decision to the files in a folder, with their SHA-256 on record."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from situationroom.commands.handoffs import make_handoff, record_files
from situationroom.jobs import Job, Step
from situationroom.models import Handoff
from situationroom.models.errors import RuleError
from situationroom.models.handoff import HandoffContent, HandoffFile
from situationroom.store.queries.handoff_content import content_of
from situationroom.texts import tr
from situationroom.views.frame import Frame
from situationroom.views.transport_files import file_name


def make_and_write(
    frame: Frame,
    recipient: int,
    folder: Path,
    *,
    full: bool,
    refused: Callable[[RuleError], object],
    done: Callable[[Handoff], object],
) -> Job:
    """Make the next hand-off of a recipient and write its files; ``done`` after both."""
    job = frame.desk.run(make_handoff, recipient, full)
    job.on_refusal = refused
    job.succeeded.connect(lambda made: write_files(frame, made, folder, done))
    return job


def write_files(
    frame: Frame, made: Handoff, folder: Path, done: Callable[[Handoff], object]
) -> None:
    """Write the workbook and the PDF of a hand-off that was made, and record what they are."""

    def write(content: HandoffContent) -> None:
        title = tr("Hand-off {number} for {name}", number=made.number, name=content.recipient.name)
        job = frame.desk.work(title, lambda step: _written(content, folder, step))
        job.succeeded.connect(record)

    def record(files: list[HandoffFile]) -> None:
        job = frame.desk.run(record_files, made.id, files)
        job.succeeded.connect(lambda _none: done(made))

    frame.desk.fetch(write, content_of, made.id)


def _written(content: HandoffContent, folder: Path, step: Step) -> list[HandoffFile]:
    from situationroom.exports.handoff_pdf import write_handoff_pdf
    from situationroom.exports.handoff_xlsx import write_handoff_xlsx

    kind = "full" if content.handoff.full else "delta"
    stem = file_name(f"{content.recipient.name}_{content.handoff.number:03d}_{kind}")
    files = []
    for count, (end, write) in enumerate(
        (("xlsx", write_handoff_xlsx), ("pdf", write_handoff_pdf))
    ):
        path = folder / f"{stem}.{end}"
        step(count, 2, path.name)
        write(path, content)
        files.append(HandoffFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest()))
    return files
