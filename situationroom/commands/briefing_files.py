"""What is taken along from a briefing: the page, the map's picture, the sitrep; all on record."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from situationroom.commands.briefing import make_sitrep, record_page, record_sitrep_files
from situationroom.exports.files import replacing
from situationroom.exports.sitrep_pdf import Decision, SitrepContent, write_sitrep_pdf
from situationroom.models import Sitrep
from situationroom.models.briefing import Picture, Releasable, SitrepFile
from situationroom.models.errors import RuleError
from situationroom.store.connection import Connection
from situationroom.store.queries.briefing import decisions, page_persons, released_texts

Run = Callable[..., Any]
Ask = Callable[..., Any]
DECISIONS: Final = 60
"""So many of the latest decisions are in a report."""
SHORTEST_PASSWORD: Final = 8


@dataclass(frozen=True, slots=True)
class Taken:
    """What is made: ``map_png`` of the picture, empty where there is none.

    ``persons`` puts everybody on the page, and decisions into the report as they were typed; a
    ``password`` then closes the persons.
    """

    picture: Picture
    map_png: bytes = b""
    persons: bool = False
    password: str = ""


def write_briefing(run: Run, ask: Ask, taken: Taken, folder: Path) -> list[Path]:
    """Make the next sitrep and write page, map and report into ``folder``.

    ``run`` and ``ask`` are those of an incident file. Raises RuleError for a short password and
    StoreError when the disk refuses; a sitrep that was made stays on record without its files.
    """
    check_password(taken.password)
    made: Sitrep = run(make_sitrep)[0]
    page = _write_page(run, ask, taken, folder, made.number)
    report = folder / f"sitrep-{made.number:03}.pdf"
    content = SitrepContent(
        made.number,
        made.made_by,
        taken.picture,
        ask(_decided, taken.persons),
        taken.map_png,
        masked=not taken.persons,
    )
    write_sitrep_pdf(report, content)
    paths = [page, *_write_map(taken, folder, made.number), report]
    files = [SitrepFile(p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in paths]
    run(record_sitrep_files, made.id, files)
    return paths


def check_password(password: str) -> None:
    """Raises RuleError for a password that is tried out in no time; an empty one is none."""
    if password and len(password) < SHORTEST_PASSWORD:
        raise RuleError(
            "The password of a page needs at least {n} characters.", n=SHORTEST_PASSWORD
        )


def _write_page(run: Run, ask: Ask, taken: Taken, folder: Path, number: int) -> Path:
    from situationroom.map.page import PagePerson, briefing_page

    persons = [PagePerson(*row) for row in ask(page_persons)] if taken.persons else None
    end = "-persons" if taken.persons else ""
    path = folder / f"briefing-{number:03}{end}.html"
    html = briefing_page(taken.picture, persons, taken.password)
    with replacing(path) as draft:
        draft.write_text(html, encoding="utf-8")
    if persons is not None:
        run(record_page, path.name, len(persons), bool(taken.password))
    return path


def _write_map(taken: Taken, folder: Path, number: int) -> list[Path]:
    if not taken.map_png:
        return []
    path = folder / f"briefing-{number:03}-map.png"
    with replacing(path) as draft:
        draft.write_bytes(taken.map_png)
    return [path]


def _decided(connection: Connection, every: bool) -> Sequence[Decision]:
    known = released_texts(connection)
    return [
        Decision(
            entry.revision,
            entry.at,
            str(entry.values.get("text", ""))
            if every
            else known.get((Releasable.DECISION, entry.revision)),
        )
        for entry in decisions(connection, DECISIONS)
    ]
