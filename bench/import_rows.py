"""Import of a large list beside bare openpyxl, which only iterates over the same cells."""

import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench.measuring import Table, Taken, apart, beside_ticks, peak_mb, ratio, taken
from bench.people import HEADERS, STARTED, person, row

Steps = dict[str, Taken]


def measure(rows: int = 100_000) -> Table:
    """Read, plan, commit, read again, undo; seconds, peak memory, and how smooth it stays."""
    with tempfile.TemporaryDirectory() as scratch:
        sheet, target = Path(scratch) / "calls.xlsx", Path(scratch) / "bench.situation"
        apart(write_sheet, sheet, rows)
        bare, bare_peak = apart(iterate, sheet)
        work = partial(bring_in, sheet, target, rows)
        (gaps, (steps, peak, revision)), _ = apart(beside_ticks, work)
        other = another_list(Path(scratch) / "airline.xlsx", rows)
        steps |= apart(once_more, other, target, rows)[0]
        steps["undone (one entry)"], undo_peak = apart(take_back, target, revision)
    lines = [_line(name, step, bare) for name, step in steps.items()]
    whole = steps["read and understood"] + steps["planned"] + steps["committed"]
    lines.insert(3, tuple(f"**{part}**" for part in _line("import, all three", whole, bare)))
    lines.insert(0, _line("openpyxl, read-only, cells only", bare, bare))
    lines.append(("peak memory, openpyxl", f"{bare_peak:.0f} MB", "1", ""))
    lines.append(("peak memory, import", f"{peak:.0f} MB", ratio(peak, bare_peak), ""))
    lines.append(("peak memory, undo", f"{undo_peak:.0f} MB", ratio(undo_peak, bare_peak), ""))
    lines.append(("window stands still, longest", f"{gaps.longest:.0f} ms", "", ""))
    lines.append(("one tick in a thousand", f"{gaps.one_in_a_thousand:.0f} ms", "", ""))
    return Table(
        f"Import of {rows:,} rows × {len(HEADERS)} columns (XLSX)",
        "openpyxl only hands over the cells. The import reads them, understands names, dates, "
        "telephones and places, recognises persons, and stores persons, requests, reports, search "
        "texts and the journal in one transaction that survives a power cut. It runs on a thread "
        "of its own as in the program, while the window's thread ticks every 5 ms.",
        ("step", "processor time or memory", "of openpyxl", "clock"),
        tuple(lines),
    )


def _line(name: str, step: Taken, bare: Taken) -> tuple[str, ...]:
    part = ratio(step.processor, bare.processor)
    return name, f"{step.processor:.1f} s", part, f"{step.clock:.1f} s"


def write_sheet(path: Path, rows: int) -> None:
    """The list of callers to be read."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("来电")
    sheet.append(HEADERS)
    for number in range(1, rows + 1):
        sheet.append(row(number))
    book.save(path)


def another_list(path: Path, rows: int) -> Path:
    """The same persons as an airline lists them: few other columns, in another order."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Passengers")
    sheet.append(("Passenger", "Passport no", "Nationality", "Seat"))
    for number in range(rows, 0, -1):
        who = person(number)
        name = f"{who.surname.upper()}/{who.given_names.upper()}"
        sheet.append((name, who.documents[0].number, "CHN", f"{number % 40 + 1}C"))
    book.save(path)
    return path


def once_more(sheet: Path, target: Path, rows: int) -> Steps:
    """Another list of everybody who is there already: read, and recognised by their documents.

    Checks that nobody is taken for somebody new.
    """
    from situationroom.commands.imports import plan_import, read_files
    from situationroom.store.incident_file import open_incident
    from situationroom.store.queries.incident import the_incident

    file = open_incident(target, "bench")
    incident, now = file.ask(the_incident), STARTED + timedelta(days=4)
    steps: Steps = {}
    steps["another list of the same persons, read"], readings = taken(
        lambda: read_files(_quiet, [sheet], incident, now)
    )
    steps["another list, planned"], plan = taken(lambda: file.ask(plan_import, _quiet, readings))
    assert not plan.new_persons and len(plan.rows) == rows + 1, plan.counts()
    file.close()
    return steps


def iterate(path: Path) -> Taken:
    """What bare openpyxl takes to touch every cell."""
    from openpyxl import load_workbook

    def cells() -> int:
        book = load_workbook(path, read_only=True)
        return sum(len(line) for line in book.worksheets[0].iter_rows(values_only=True))

    return taken(cells)[0]


def bring_in(sheet: Path, target: Path, rows: int) -> tuple[Steps, float, int]:
    """Each step of the real import, the peak memory in MB, and the revision it made.

    Checks that every row arrived.
    """
    from situationroom.commands.imports import apply_import, plan_import, read_files
    from situationroom.models import Incident
    from situationroom.models.vocabulary import IncidentKind
    from situationroom.store.incident_file import create_incident
    from situationroom.store.queries.incident import the_incident

    draft = Incident(0, "Bench", IncidentKind.COUP, "TR", STARTED, incident_zone="Europe/Istanbul")
    file = create_incident(target, draft, "bench")
    incident, now = file.ask(the_incident), STARTED + timedelta(days=3)
    steps: Steps = {}

    steps["read and understood"], readings = taken(
        lambda: read_files(_quiet, [sheet], incident, now)
    )
    steps["planned"], plan = taken(lambda: file.ask(plan_import, _quiet, readings))
    steps["committed"], done = taken(lambda: file.run(apply_import, _quiet, readings, plan))
    peak = peak_mb()
    steps["planned again (all unchanged)"], again = taken(
        lambda: file.ask(plan_import, _quiet, readings)
    )
    counts = plan.counts()
    assert counts["new"] + counts["updated"] + counts["duplicate"] == rows, counts
    assert again.counts()["unchanged"] == rows, again.counts()
    assert done[1] is not None
    file.close()
    return steps, peak, done[1].revision


def take_back(target: Path, revision: int) -> Taken:
    """What the undo of the import takes, by another run of the program."""
    from situationroom.store.incident_file import open_incident
    from situationroom.store.undo import undo

    file = open_incident(target, "bench")
    step, _ = taken(lambda: file.run(undo, revision))
    file.close()
    return step


def _quiet(_done: int, _total: int, _label: str) -> None:
    """No progress; nobody watches."""
