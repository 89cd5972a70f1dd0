"""Who is calling, by their telephone: what earlier calls, persons and families have told."""

from collections.abc import Iterable
from dataclasses import dataclass

from situationroom.commands.typed import typed_phones
from situationroom.models import Incident, Person, Request
from situationroom.store.connection import Connection
from situationroom.store.queries.people import PersonFilter, person_ids, persons
from situationroom.store.queries.reports import calls_from
from situationroom.store.queries.requests import requests_of
from situationroom.texts import tr

FEW = 3
"""Persons that are put into a form at once; more are a list, which the hints show."""
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Caller:
    """``name`` and ``relation`` as last told; the persons and open requests they called about."""

    name: str = ""
    relation: str = ""
    persons: tuple[Person, ...] = ()
    requests: tuple[Request, ...] = ()


def caller_of(connection: Connection, number: str, incident: Incident) -> Caller:
    """What is known of a telephone: earlier calls first, then whose it is or whose kin's."""
    phones = typed_phones(number, incident, at_home=True)
    e164 = phones[0].e164 if phones else ""
    if not e164:
        return Caller()
    calls = calls_from(connection, e164)
    about = dict.fromkeys(person for call in calls for person in call.persons)
    if calls:
        named = next((call for call in calls if call.caller), calls[0])
        return _caller(connection, named.caller, named.caller_relation, list(about))
    return _by_persons(connection, e164)


def _by_persons(connection: Connection, e164: str) -> Caller:
    ids = person_ids(connection, PersonFilter(text=e164[-8:]))[:LOOKED_AT]
    found = persons(connection, ids)
    own = [p for p in found if any(phone.e164 == e164 for phone in p.phones)]
    if own:
        return _caller(connection, own[0].name, tr("The person"), [p.id for p in own])
    theirs = [(p, kin) for p in found for kin in p.kin if kin.phone == e164]
    if not theirs:
        return Caller()
    return _caller(connection, theirs[0][1].name, theirs[0][1].relation, [p.id for p, _ in theirs])


def _caller(connection: Connection, name: str, relation: str, about: Iterable[int]) -> Caller:
    known = persons(connection, list(about)[:LOOKED_AT])
    asked = [r for p in known[:FEW] for r in requests_of(connection, p.id) if r.is_open]
    return Caller(name, relation, tuple(known), tuple(dict.fromkeys(asked)))
