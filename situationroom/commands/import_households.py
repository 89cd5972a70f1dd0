"""Who is told of together stays together: the persons of one row, and of one household's rows.

Nobody who is in a household already is moved, and nobody whom an officer took out of one is put
back: a list only brings together those of whom nothing was said yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from situationroom.commands.import_conflicts import FieldChange, Source
from situationroom.commands.import_known import Known
from situationroom.commands.import_outcomes import ImportPlan
from situationroom.commands.import_tellings import rows_of
from situationroom.intake.results import FileReading, RowReading, SheetReading
from situationroom.models import Person


def household_label(sheet: SheetReading, row: RowReading) -> str:
    """What the sheet's column of households says in this row."""
    column = _column(sheet)
    if column is None:
        return ""
    cells = row.cells_in_order
    told = row.fixed.get(column, cells[column] if column < len(cells) else "")
    return " ".join(told.split())


def _column(sheet: SheetReading) -> int | None:
    return next((c.index for c in sheet.columns if c.field == "household"), None)


class Families:
    """Who stands under each household's name on the sheets of a batch that have such a column."""

    def __init__(self, known: Known, readings: Sequence[FileReading]) -> None:
        self._known = known
        self._refs: dict[tuple[str, str, str], list[int]] = {}
        self._told: dict[tuple[str, str, str], list[int]] = {}
        grouped = {s.name for r in readings for s in r.sheets if _column(s) is not None}
        for reading, sheet, row in rows_of(readings) if grouped else ():
            label = household_label(sheet, row)
            if label and row.outcome == "read" and not known.is_told(row):
                told = self._told.setdefault((reading.file, sheet.name, label), [])
                told += known.tellings.continued(row)

    def of(self, file: str, sheet: str, label: str, refs: Sequence[int]) -> list[int]:
        """The persons of a row and those under the same name, the unchanged rows' too."""
        key = file, sheet, label
        group = self._refs.setdefault(key, [])
        if told := self._told.pop(key, []):
            group += self._known.told_of(told)
        group += refs
        return group


def keep_together(
    known: Known, plan: ImportPlan, refs: Sequence[int], name: str, source: Source
) -> Iterator[FieldChange]:
    """Bring these persons into one household; gives what changes for those who were known."""
    members = list(dict.fromkeys(refs))
    houses = {known.now[ref].household for ref in members} - {None}
    joining = [ref for ref in members if _may_join(known, ref, source)]
    if len(members) < 2 or len(houses) > 1 or not joining:
        return
    house = next(iter(houses), None)
    if house is None:
        if len(joining) < 2:
            return
        first = known.now[members[0]]
        plan.new_households.append(name or f"{_called(first)} +{len(joining) - 1}")
        house = -len(plan.new_households)
    for ref in joining:
        yield from _join(known, plan, ref, house)


def _join(known: Known, plan: ImportPlan, ref: int, house: int) -> Iterator[FieldChange]:
    person = known.now[ref]
    known.remember(ref, replace(person, household=house))
    if ref > 0:
        known.changed.add(ref)
        told = plan.new_households[-house - 1] if house < 0 else house
        yield person.case, "household", person.household, told


def _may_join(known: Known, ref: int, source: Source) -> bool:
    if known.now[ref].household is not None:
        return False
    if ref < 0:
        return True
    writer = known.authors.of(ref, ("household",))
    untouched = writer is None or writer.revision == known.authors.created(ref)
    return source.earlier is None and untouched


def _called(person: Person) -> str:
    return person.name or next((phone.told or phone.e164 for phone in person.phones), "")
