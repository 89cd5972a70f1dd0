"""How long the hints of a call take: each keystroke's question, as the form asks it."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.measuring import Table, repeated
from bench.people import CITIES, person
from bench.queries import NOW, filled
from situationroom.store.incident_file import IncidentFile

TRIES = 40
WHATS = ("大巴在隧道翻车，多人受伤", "被困机场，航班取消", "The coach overturned in the tunnel", "")


def measure(persons: int) -> Table:
    """Median and slowest twentieth of each part of the hints, with ``persons`` in the incident."""
    with tempfile.TemporaryDirectory() as folder:
        file = filled(Path(folder) / "bench.situation", persons)
        rows = tuple(
            (name, f"{middle:.1f}", f"{slow:.1f}")
            for name, works in _asked(file, persons).items()
            for middle, slow in (repeated(works),)
        )
        file.close()
    note = (
        "Everything a call form asks when a key was pressed: earlier calls from the telephone, who "
        "may be meant by words, number and likeness, open requests of the same event, the place. "
        "The goal is under 50 ms at 100,000 persons."
    )
    header = ("milliseconds of processor", "median", "95th percentile")
    return Table(f"Hints of a call, {persons:,} persons", note, header, rows)


def _asked(file: IncidentFile, persons: int) -> dict[str, list[Callable[[], object]]]:
    from situationroom.commands.callers import caller_of
    from situationroom.commands.matches import look
    from situationroom.commands.same_event import same_event
    from situationroom.store.queries.incident import the_incident
    from situationroom.views.call_hints import look_up
    from situationroom.views.call_typed import Subject, TypedCall

    incident = file.ask(the_incident)
    towns = [city for city, _, _ in CITIES.values()]
    known = [person(1 + n * 997 % persons) for n in range(TRIES)]
    forms = [
        TypedCall(
            caller_phone=f"+8613{n:09}", what=WHATS[n % 4], where=towns[n % len(towns)],
            subjects=[Subject(who.native_name, who.phones[0].e164)],
        )
        for n, who in enumerate(known)
    ]  # fmt: skip
    nobody = [TypedCall(what=form.what, where=form.where) for form in forms]
    likeness = file.ask(look, lambda _done, _total, _label: None)

    def asked(form: TypedCall) -> Callable[[], object]:
        return lambda: file.ask(look_up, 0, form, incident, NOW, likeness.hits)

    return {
        "all hints, name and telephone typed": [asked(form) for form in forms],
        "all hints, only the situation typed": [asked(form) for form in nobody],
        "of these: the same event": [
            partial(file.ask, same_event, form.what, form.where, "TR", NOW) for form in forms
        ],
        "screen pop: who has this telephone": [
            partial(file.ask, caller_of, who.phones[0].e164, incident) for who in known
        ],
    }
