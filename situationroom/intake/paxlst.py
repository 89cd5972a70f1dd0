"""Passenger and crew lists of carriers: UN/EDIFACT PAXLST, D:02B, D:05B and older ones.

The meaning of the segments follows the WCO/IATA/ICAO guidelines for advance passenger
information. Each message becomes a table, each person a row; the segments stand in the last
column as they came, so that what is not understood, or damaged, is kept and can be found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from situationroom.intake.edifact import Segment, segments
from situationroom.intake.paxlst_flight import Flight, flight_of
from situationroom.intake.paxlst_person import COLUMNS, PERSONS, Traveller
from situationroom.intake.results import Reason
from situationroom.intake.tables import Table, table
from situationroom.models.errors import InputError

BROKEN_OFF: Final = Reason("The message breaks off here; ask for the rest of it.")
DAMAGED: Final = Reason(
    "The part {part} of the message is damaged or not known; it is kept as it came."
)
DOUBLED: Final = Reason(
    "Two persons may stand in this part of the message; compare it with its text."
)
ENVELOPE: Final = Reason("The head and the foot of the message.")
ANNOUNCED: Final = Reason(
    "The head and the foot of the message; it announces {announced} persons and holds {found}."
)

_IN_GROUP: Final = frozenset(
    ["NAD", "ATT", "DTM", "MEA", "GEI", "FTX", "LOC", "COM", "EMP", "NAT", "RFF", "DOC", "CPI",
     "QTY", "PDI"]
)  # fmt: skip
_ONCE: Final = frozenset({"ATT+2", "DTM+329"})
_AFTER: Final = frozenset({"CNT", "UNT", "UNE", "UNZ", "AUT"})


@dataclass(slots=True)
class Message:
    """One UNH … UNT: what surrounds the persons, and the persons."""

    around: list[Segment] = field(default_factory=list)
    travellers: list[Traveller] = field(default_factory=list)
    ended: bool = False


def read_paxlst(path: Path) -> tuple[Table, ...]:
    """The messages of the file as tables, row numbers counting the persons from 1.

    Raises InputError where no PAXLST message begins in it.
    """
    found = _messages(segments(path))
    if not found:
        raise InputError(
            "{file} is an EDIFACT message without a passenger list (PAXLST), or was cut off "
            "before it; ask for the message again.",
            file=path.name,
        )
    names: list[str] = []
    tables = []
    for message in found:
        flight = flight_of(message.around)
        name = flight.name or "PAXLST"
        count = names.count(name)
        names.append(name)
        tables.append(_table(f"{name} ({count + 1})" if count else name, message, flight))
    return tuple(tables)


def _messages(parts: Iterator[Segment]) -> list[Message]:
    found: list[Message] = []
    head: list[Segment] = []
    message: Message | None = None
    for part in parts:
        if part.tag == "UNH":
            message = Message([*head, part]) if part.part(2) == "PAXLST" else None
            found += [message] if message else []
        elif message is None:
            head = [part] if part.tag == "UNB" else [*head, part]
        else:
            _take(message, part)
            if part.tag == "UNT":
                message = None
    return found


def _take(message: Message, part: Segment) -> None:
    """Put one segment where it belongs: to the last person, or around them."""
    message.ended = part.tag == "UNT" and part.whole
    if part.tag == "NAD" and part.part(1) in PERSONS:
        message.travellers.append(Traveller([part]))
    elif part.tag in _AFTER or part.tag == "NAD" or not message.travellers:
        message.around.append(part)
    else:
        message.travellers[-1].parts.append(part)


def _table(name: str, message: Message, flight: Flight) -> Table:
    rows = [[tell(one, flight) for _, _, tell in COLUMNS] for one in message.travellers]
    kept = [i for i, _ in enumerate(COLUMNS) if i < 2 or any(row[i] for row in rows)]
    numbered: list[tuple[int, Sequence[str]]] = [
        (n, [row[i] for i in kept]) for n, row in enumerate(rows, start=1)
    ]
    last = len(rows) + 1
    numbered.append((last, ["\n".join(part.raw for part in message.around)]))
    made = table(name, numbered)
    return Table(
        name,
        made.rows,
        remarks=made.remarks,
        row_remarks=dict(_row_remarks(message)),
        set_apart={last: _envelope(message)},
        headers=tuple(COLUMNS[i][0] for i in kept),
        fields=tuple(COLUMNS[i][1] for i in kept),
    )


def _envelope(message: Message) -> Reason:
    told = next((p.part(1, 1) for p in message.around if p.qualifier == "CNT+42"), "")
    if not told.isdigit() or int(told) == len(message.travellers):
        return ENVELOPE
    values = {"announced": int(told), "found": len(message.travellers)}
    return Reason(ANNOUNCED.template, values)


def _row_remarks(message: Message) -> Iterator[tuple[int, tuple[Reason, ...]]]:
    for number, one in enumerate(message.travellers, start=1):
        found = [_damaged(part) for part in one.parts if _is_damaged(part)]
        told = [part.qualifier for part in one.parts]
        if any(told.count(name) > 1 for name in _ONCE):
            found.append(DOUBLED)
        if number == len(message.travellers) and not message.ended:
            found.append(BROKEN_OFF)
        if found:
            yield number, tuple(found)


def _is_damaged(part: Segment) -> bool:
    return part.tag not in _IN_GROUP or not part.whole


def _damaged(part: Segment) -> Reason:
    return Reason(DAMAGED.template, {"part": part.raw[:80]})
