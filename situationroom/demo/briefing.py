"""What the room may read in those days, and the situation reports of the second and third day."""

from collections.abc import Callable

from situationroom.commands.briefing import make_sitrep, release
from situationroom.models.briefing import Releasable
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.briefing import typed_texts

At = Callable[[float, Callable[[], object]], object]
"""``at(hours, act)``: the act happens so many hours after the first call."""


def brief_the_room(file: IncidentFile, at: At) -> None:
    """The names of the incident, of the shelters and the decisions are read by an officer first."""
    at(29.8, lambda: _let_read(file))
    at(30, lambda: file.run(make_sitrep))
    at(54.1, lambda: file.run(make_sitrep))


def _let_read(file: IncidentFile) -> None:
    for kind, record, _text in file.ask(typed_texts):
        if kind is not Releasable.MOVEMENT:
            file.run(release, kind, record)
