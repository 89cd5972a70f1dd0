"""Which suspected pairs wait in which queue, and what is shown beside a pair."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from situationroom.commands.reunions import Meeting, death_warning, sighting_words
from situationroom.desk import Desk
from situationroom.matching import Pair
from situationroom.store.queries.requests import requests_of
from situationroom.store.queries.reunions import Asker, askers
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.finder import Finder, finder_of
from situationroom.views.widgets import Banner, column, label, quiet, row

SHOWN = 4
"""Sightings and callers told of beside a pair."""


class Queue(Protocol):
    """``name`` is what the table remembers its columns by."""

    name: str

    def heads(self) -> tuple[str, str]:
        """How the two columns of persons are called."""

    def pairs(self) -> list[Pair]:
        """What waits now, the surest first."""

    def sides(self, pair: Pair) -> tuple[int, int]:
        """Who of the pair stands in which column."""

    def beside(self, pair: Pair) -> QWidget | None:
        """What an officer has to know besides."""

    def nobody(self) -> tuple[str, str]:
        """What an empty queue says."""


class Twice:
    """Persons who are probably told of twice; whoever is looked for waits in ``Meetings``."""

    name = "duplicates"

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def heads(self) -> tuple[str, str]:
        return tr("Person"), tr("and")

    def pairs(self) -> list[Pair]:
        met = {(meeting.pair.a, meeting.pair.b) for meeting in self._finder.meetings()}
        return [pair for pair in self._finder.pairs() if (pair.a, pair.b) not in met]

    def sides(self, pair: Pair) -> tuple[int, int]:
        return pair.a, pair.b

    def beside(self, _pair: Pair) -> QWidget | None:
        return None

    def nobody(self) -> tuple[str, str]:
        return (
            tr("Nobody is told of twice"),
            tr("Whoever comes in is compared with everybody; what is probable waits here."),
        )


class Meetings:
    """Somebody looked for who is probably somebody seen."""

    name = "meetings"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._met: dict[tuple[int, int], Meeting] = {}

    def heads(self) -> tuple[str, str]:
        return tr("Sought"), tr("Seen")

    def pairs(self) -> list[Pair]:
        met = finder_of(self._desk).meetings()
        self._met = {(meeting.pair.a, meeting.pair.b): meeting for meeting in met}
        return [meeting.pair for meeting in met]

    def sides(self, pair: Pair) -> tuple[int, int]:
        meeting = self._met.get((pair.a, pair.b))
        return (meeting.sought, meeting.seen) if meeting else (pair.a, pair.b)

    def beside(self, pair: Pair) -> QWidget | None:
        meeting = self._met.get((pair.a, pair.b))
        if meeting is None:
            return None
        parts = [told_lines(tr("Looked for by"), self._callers(meeting))]
        parts.append(told_lines(tr("Seen"), self._sightings(meeting)))
        if meeting.death:
            parts.insert(0, Banner(death_warning(confirmed=False), "red"))
        return column(*(part for part in parts if part is not None), gap=8)

    def _callers(self, meeting: Meeting) -> list[tuple[str, str]]:
        asked = self._desk.ask(requests_of, meeting.sought)
        callers = [asker for request in asked for asker in self._desk.ask(askers, request)]
        now = self._desk.now()
        return [(asker_words(asker), times.ago(asker.at, now)) for asker in callers]

    def _sightings(self, meeting: Meeting) -> list[tuple[str, str]]:
        zone = self._desk.incident.incident_zone
        return [(sighting_words(s), times.stamp(s.at, zone)) for s in meeting.sightings]

    def nobody(self) -> tuple[str, str]:
        return (
            tr("Nobody missing meets somebody found"),
            tr("Whoever is looked for is compared with every list, shelter and hospital."),
        )


def asker_words(asker: Asker) -> str:
    """Who asked: name, relation, telephone."""
    parts = (asker.name, asker.relation, asker.phone)
    return " · ".join(part for part in parts if part)


def told_lines(name: str, lines: list[tuple[str, str]]) -> QWidget | None:
    """What was told under a name, each line with its time."""
    if not lines:
        return None
    head = quiet(name)
    head.setFixedWidth(theme.px(96))
    said = column(*(_line(words, at) for words, at in lines[:SHOWN]), gap=2)
    made = row(head, said, gap=14)
    if (layout := made.layout()) is not None:
        layout.setAlignment(head, Qt.AlignmentFlag.AlignTop)
    return made


def _line(words: str, at: str) -> QWidget:
    text = label(words)
    text.setWordWrap(True)
    return row(text, quiet(at, 12)) if at and at != "—" else text
