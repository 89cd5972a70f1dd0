"""Machine-readable lines in the cells of a list: in a column of their own, or pasted anywhere.

What the list tells in its other columns stays; the lines fill what it does not, and say where
they differ.
"""

from dataclasses import replace
from typing import Final

from situationroom.intake import dates
from situationroom.intake.mrz import MrzReading, incomplete, read_mrz
from situationroom.intake.results import Problem, Reason
from situationroom.intake.row import Row
from situationroom.models.person import Person

SHORTEST: Final = 28  # characters of one line in a cell of its own
DIFFERS: Final = Reason("The machine-readable lines say {told}; compare both with the document.")
_NAMES: Final = ("name", "latin_name", "surname", "given_names")


def take_mrz(row: Row) -> MrzReading | None:
    """The machine-readable lines among the row's cells, which then count as no other field.

    A name and a document number that the row lacks are put into it; problems are the row's.
    """
    places = [
        i
        for i, cell in enumerate(row.told)
        if len(cell) >= SHORTEST and ("<<" in cell or "«" in cell)
    ]
    if not places and "mrz" not in row.cells:
        return None
    read = read_mrz("\n".join(row.told[i] for i in places), row.layout.context.now.date())
    column = places[0] if places else row.column("mrz", row.get("mrz"))
    if read is None:
        _say_unread(row, column)
        return None
    lines = {row.told[i].strip() for i in places}
    for name in [name for name, told in row.cells.items() if lines & set(told.split("; "))]:
        del row.cells[name]
    row.cells.pop("mrz", None)
    row.problems += [replace(problem, column=column) for problem in read.problems]
    _fill(row, read)
    return read


def _say_unread(row: Row, column: int | None) -> None:
    told = row.cells.pop("mrz", "") or (row.told[column] if column is not None else "")
    if reason := incomplete(told):
        row.problems.append(Problem("mrz", told[:200], reason, column))


def _fill(row: Row, read: MrzReading) -> None:
    person = read.person
    if not any(row.get(name) for name in _NAMES):
        row.cells["surname"] = person.surname
        if person.given_names:
            row.cells["given_names"] = person.given_names
    if told := row.get("passport"):
        if "".join(filter(str.isalnum, told)).upper() != read.document.number:
            row.flag("passport", Reason(DIFFERS.template, {"told": read.document.number}))
    else:
        row.cells["passport"] = read.document.number
    if told := row.get("birth_date"):
        value = dates.read_date(told, row.layout.orders.get("birth_date")).value
        if value and person.birth_date and not person.birth_date.startswith(value):
            row.flag("birth_date", Reason(DIFFERS.template, {"told": person.birth_date}))


def with_mrz(people: tuple[Person, ...], read: MrzReading | None) -> tuple[Person, ...]:
    """The first person with what only the lines tell: sex, birth, nationality, issuer, expiry."""
    if read is None or not people:
        return people
    first, scanned, paper = people[0], read.person, read.document
    others = tuple(d for d in first.documents if d.number != paper.number)
    told = replace(
        first,
        surname=first.surname or scanned.surname,
        given_names=first.given_names if first.surname else scanned.given_names,
        sex=first.sex or scanned.sex,
        birth_date=first.birth_date or scanned.birth_date,
        nationality=first.nationality or scanned.nationality,
        documents=(*others, paper) if others else (paper,),
    )
    return (told, *people[1:])
