"""The flight, train or voyage a PAXLST message is about: number, ports and times of each leg."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from situationroom.intake.edifact import Segment

_DEPARTS, _ARRIVES = "125", "87"  # LOC 3227
_WORDS: Final = {"LOC+125": "from", "LOC+87": "to", "DTM+189": "departs", "DTM+232": "arrives"}
# DTM 2379, and by the length where nothing is said
_FORMATS: Final = {
    "101": "%y%m%d", "102": "%Y%m%d", "201": "%y%m%d%H%M", "203": "%Y%m%d%H%M", "602": "%Y",
    "610": "%Y%m",
}  # fmt: skip
_BY_LENGTH: Final = {6: "101", 8: "102", 10: "201", 12: "203"}


@dataclass(frozen=True, slots=True)
class Flight:
    """``name`` is number and day ('CZ8061 2016-07-19'), ``told`` every leg in words.

    ``day`` decides the centuries of birth dates: the day of departure, else of the message.
    """

    name: str
    told: str
    day: date


def flight_of(around: Sequence[Segment]) -> Flight:
    """What the segments around the persons tell; empty texts where they tell nothing."""
    legs: list[dict[str, str]] = []
    for part in around:
        if part.tag == "TDT":
            legs.append({"number": part.part(2) or part.part(8)})
        elif legs and part.qualifier in _WORDS:
            told = part.part(1, 1) if part.tag == "DTM" else part.part(2)
            form = part.part(1, 2) if part.tag == "DTM" else ""
            legs[-1].setdefault(_WORDS[part.qualifier], iso(told, form) or told)
    day = next((leg["departs"][:10] for leg in legs if _is_day(leg.get("departs", ""))), "")
    day = day or next((leg["arrives"][:10] for leg in legs if _is_day(leg.get("arrives", ""))), "")
    number = legs[0]["number"] if legs else ""
    words = "; ".join(filter(None, map(_leg, legs)))
    return Flight(f"{number} {day}".strip(), words, date.fromisoformat(day or _sent(around)))


def _leg(leg: dict[str, str]) -> str:
    start = " ".join(filter(None, (leg.get("from", ""), leg.get("departs", ""))))
    end = " ".join(filter(None, (leg.get("to", ""), leg.get("arrives", ""))))
    return " ".join(filter(None, (leg["number"], " → ".join(filter(None, (start, end))))))


def _sent(around: Sequence[Segment]) -> str:
    """The day the interchange was made; today where even that is damaged."""
    told = next((p.part(4) for p in around if p.tag == "UNB"), "")
    return iso(told, "")[:10] or datetime.now(UTC).date().isoformat()


def _is_day(text: str) -> bool:
    return len(text) >= 10 and text[4:5] == "-"


def iso(told: str, form: str) -> str:
    """A DTM's text as an ISO date, with the clock where it has one; '' where it is no date.

    ``form`` is the format code of DTM 2379; without one the length tells. Two-digit years are
    taken as 1969 to 2068, which is right for journeys; births have their own rule.
    """
    pattern = _FORMATS.get(form) or _FORMATS.get(_BY_LENGTH.get(len(told), ""), "")
    if not (pattern and told.isascii() and told.isdigit()):
        return ""
    try:
        at = datetime.strptime(told, pattern)  # the message names no zone
    except ValueError:
        return ""
    shown = {"%Y": "%Y", "%Y%m": "%Y-%m"}.get(pattern, "%Y-%m-%d")
    return at.strftime(f"{shown} %H:%M" if "%H" in pattern else shown)
