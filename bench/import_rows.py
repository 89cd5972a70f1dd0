"""Import of a large list beside bare openpyxl, which only iterates over the same cells."""

import tempfile
from datetime import timedelta
from pathlib import Path

from bench.measuring import Table, apart, ratio, timed
from bench.people import HEADERS, STARTED, row

Seconds = dict[str, float]


def measure(rows: int = 100_000) -> Table:
    """Read, plan, commit, read again, undo; seconds and peak memory."""
    with tempfile.TemporaryDirectory() as scratch:
        sheet = Path(scratch) / "calls.xlsx"
        apart(write_sheet, sheet, rows)
        bare, bare_peak = apart(iterate, sheet)
        ours, peak = apart(bring_in, sheet, Path(scratch) / "bench.situation", rows)
    lines = [(name, f"{s:.1f} s", ratio(s, bare)) for name, s in ours.items()]
    whole = ours["read and understood"] + ours["planned"] + ours["committed"]
    lines.insert(3, ("**import, all three**", f"**{whole:.1f} s**", f"**{ratio(whole, bare)}**"))
    lines.insert(0, ("openpyxl, read-only, cells only", f"{bare:.1f} s", "1"))
    lines.append(("peak memory, openpyxl", f"{bare_peak:.0f} MB", "1"))
    lines.append(("peak memory, import and undo", f"{peak:.0f} MB", ratio(peak, bare_peak)))
    return Table(
        f"Import of {rows:,} rows × {len(HEADERS)} columns (XLSX)",
        "openpyxl only hands over the cells. The import reads them, understands names, dates, "
        "telephones and places, recognises persons, and stores persons, requests, reports, search "
        "texts and the journal in one transaction that survives a power cut.",
        ("step", "time or memory", "of openpyxl"),
        tuple(lines),
    )


def write_sheet(path: Path, rows: int) -> None:
    """The list of callers to be read."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("来电")
    sheet.append(HEADERS)
    for number in range(1, rows + 1):
        sheet.append(row(number))
    book.save(path)


def iterate(path: Path) -> float:
    """Seconds bare openpyxl needs to touch every cell."""
    from openpyxl import load_workbook

    def cells() -> int:
        book = load_workbook(path, read_only=True)
        return sum(len(line) for line in book.worksheets[0].iter_rows(values_only=True))

    return timed(cells)[0]


def bring_in(sheet: Path, target: Path, rows: int) -> Seconds:
    """Seconds of each step of the real import; checks that every row arrived."""
    from situationroom.commands.imports import apply_import, plan_import, read_files
    from situationroom.models import Incident
    from situationroom.models.vocabulary import IncidentKind
    from situationroom.store.incident_file import create_incident
    from situationroom.store.queries.incident import the_incident
    from situationroom.store.undo import undo

    draft = Incident(0, "Bench", IncidentKind.COUP, "TR", STARTED, incident_zone="Europe/Istanbul")
    file = create_incident(target, draft, "bench")
    incident, now = file.ask(the_incident), STARTED + timedelta(days=3)
    taken: Seconds = {}

    taken["read and understood"], readings = timed(
        lambda: read_files(_quiet, [sheet], incident, now)
    )
    taken["planned"], plan = timed(lambda: file.ask(plan_import, _quiet, readings))
    taken["committed"], done = timed(lambda: file.run(apply_import, _quiet, readings, plan))
    taken["planned again (all unchanged)"], again = timed(
        lambda: file.ask(plan_import, _quiet, readings)
    )
    counts = plan.counts()
    assert counts["new"] + counts["updated"] + counts["duplicate"] == rows, counts
    assert again.counts()["unchanged"] == rows, again.counts()
    assert done[1] is not None
    revision = done[1].revision
    taken["undone (one entry)"], _ = timed(lambda: file.run(undo, revision))
    file.close()
    return taken


def _quiet(_done: int, _total: int, _label: str) -> None:
    """No progress; nobody watches."""
