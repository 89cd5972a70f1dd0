"""The names of one row, from whichever columns hold them, and who else is meant by them."""

from dataclasses import dataclass
from typing import Final

from situationroom.intake import names, words
from situationroom.intake.names import NameReading
from situationroom.intake.people import People, read_people
from situationroom.intake.plain import said
from situationroom.intake.results import Reason
from situationroom.intake.row import Row
from situationroom.models.made_quickly import made_quickly

PARTY_TOLD: Final = Reason(
    "This row stands for {count} persons, {named} of them by name; ask for the others' names."
)
PARTY_DIFFERS: Final = Reason(
    "The name tells of {told} persons, this column of {count}; ask which is right."
)
_ALONE: Final = ("native_name", "latin_name", "name")


@made_quickly
@dataclass(frozen=True, slots=True)
class Named:
    """The names of a row's persons, the first with the row's details, and the party size told."""

    names: tuple[NameReading, ...]
    party: int | None = None


def read_names(row: Row) -> Named:
    """Everybody named in the row; doubts are flagged in the row."""
    _join_middle(row)
    if row.get("surname") and row.get("given_names"):
        return _from_parts(row)
    full, native, latin = row.get("name"), row.get("native_name"), row.get("latin_name")
    if latin and full and not native:
        native = full
    told, source = _main(row, latin, full, native)
    if not told:
        return Named((NameReading(),))
    own = native if native != told else ""
    people = _people(row, told, source)
    owners = read_people(own) if own else None
    _use(row, people)
    heads = owners.names if owners else ("",)
    read = _paired(people.names, heads)
    row.flag("name", people.reason, told, source)
    row.flag("name", read[0].reason, told, source)
    return Named(read, people.party or (owners.party if owners else None))


def _join_middle(row: Row) -> None:
    """A middle name or patronymic follows the given names, as in the passport."""
    middle, given = row.get("middle_name"), row.get("given_names")
    if middle and given:
        row.cells["given_names"] = f"{given} {middle}"
    elif middle:
        row.cells.setdefault("other_names", middle)


def _main(row: Row, latin: str, full: str, native: str) -> tuple[str, str]:
    """The text that names the persons and the field it stands in."""
    for told, source in ((latin, "latin_name"), (full, "name"), (native, "native_name")):
        if told:
            return told, source
    return (
        (row.get("surname"), "surname")
        if row.get("surname")
        else (row.get("given_names"), "given_names")
    )


def _people(row: Row, told: str, source: str) -> People:
    return read_people(told) if source in _ALONE else People((told,))


def _paired(told: tuple[str, ...], heads: tuple[str, ...]) -> tuple[NameReading, ...]:
    """Latin names beside native ones, where both columns name equally many."""
    if len(told) == len(heads) == 1:
        return (names.read_name(told[0], heads[0]),)
    if len(told) == len(heads):
        return tuple(names.read_name(t, h) for t, h in zip(told, heads, strict=True))
    if len(told) == 1:
        return (names.read_name(told[0], heads[0]), *(names.read_name(h) for h in heads[1:]))
    return tuple(names.read_name(t) for t in told)


def _use(row: Row, people: People) -> None:
    """What stood beside the name fills the row's fields that nothing else fills."""
    for name, told in people.beside.items():
        row.cells.setdefault(name, told)


def _from_parts(row: Row) -> Named:
    surname, given = row.get("surname"), row.get("given_names")
    native = row.get("native_name") or row.get("name")
    native = "" if native.isascii() else native
    owners = read_people(native) if native else None
    if latin := row.get("latin_name"):
        read = names.read_name(latin, owners.names[0] if owners else "")
    else:
        read = names.read_parts(surname, given, owners.names[0] if owners else "")
    told = row.layout.names_as_told and read.reason == names.MAYBE_SWAPPED
    row.flag("name", None if told else read.reason, f"{surname} {given}", "surname")
    others = tuple(names.read_name(name) for name in owners.names[1:]) if owners else ()
    return Named((read, *others), owners.party if owners else None)


def check_party(row: Row, told: int | None, named: int) -> None:
    """Flags persons meant but not named where no request counts them, and counts that differ."""
    if told and told > named and not row.layout.asks:
        row.flag("name", said(PARTY_TOLD, count=told, named=named))
    count = words.read_party(row.get("party")) if told and row.get("party") else None
    if told and count and count != told:
        row.flag("party", said(PARTY_DIFFERS, told=told, count=count))
