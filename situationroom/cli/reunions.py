"""``situationroom reunions``: missing meets found, and who is to be called back."""

import argparse
from collections.abc import Iterable, Sequence
from typing import Any

from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, out, out_json, progress
from situationroom.commands.matches import look, open_pairs
from situationroom.commands.reunions import Meeting, death_warning, meetings, sighting_words
from situationroom.models.case_number import case_number
from situationroom.store.codec import time_text
from situationroom.store.queries.reunions import Asker, Found, Reunion, reunions
from situationroom.store.queries.sightings import Sighting
from situationroom.texts import tr


def list_reunions(arguments: argparse.Namespace) -> int:
    """The three states: pairs to be answered, callers to be called back, searches that are over."""
    with incident(arguments, read_only=True) as file:
        pairs = file.ask(open_pairs, file.ask(look, progress), file.now())
        outstanding = file.ask(meetings, pairs)
        found = file.ask(reunions)
    if arguments.json:
        out_json(_document(outstanding, found))
    else:
        _tell(outstanding, found)
    return DONE


def _document(outstanding: Iterable[Meeting], found: Sequence[Reunion]) -> dict[str, Any]:
    states = ("reconciled", "closed")
    return {
        "outstanding": [_meeting(meeting) for meeting in outstanding],
        **{state: [_reunion(one) for one in found if one.state == state] for state in states},
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "sought": case_number(meeting.sought),
        "seen": case_number(meeting.seen),
        "score": round(meeting.pair.score, 6),
        "verdict": meeting.pair.verdict,
        "death": meeting.death,
        "sightings": [_sighting(sighting) for sighting in meeting.sightings],
    }


def _reunion(reunion: Reunion) -> dict[str, Any]:
    return {
        "request": reunion.request.number,
        "found": [_found(found) for found in reunion.found],
        "missing": [person.case for person in reunion.missing],
        "call_back": [_asker(asker) for asker in reunion.askers],
    }


def _found(found: Found) -> dict[str, Any]:
    return {
        "case": found.person.case,
        "merged": [case_number(gone) for gone in found.merged],
        "told": found.told,
        "death": found.death or None,
        "sightings": [_sighting(sighting) for sighting in found.sightings],
    }


def _sighting(sighting: Sighting) -> dict[str, Any]:
    at = time_text(sighting.at) if sighting.at else None
    return {"kind": sighting.kind, "what": sighting.what, "how": sighting.how, "at": at}


def _asker(asker: Asker) -> dict[str, Any]:
    at = time_text(asker.at) if asker.at else None
    return {"name": asker.name, "phone": asker.phone, "relation": asker.relation, "at": at}


def _tell(outstanding: Iterable[Meeting], found: Iterable[Reunion]) -> None:
    for meeting in outstanding:
        seen = "; ".join(sighting_words(sighting) for sighting in meeting.sightings)
        cases = (case_number(meeting.sought), case_number(meeting.seen))
        out("\t".join((tr("Outstanding"), *cases, f"{meeting.pair.score:.3f}", seen)))
        if meeting.death:
            out(f"\t{death_warning(confirmed=False)}")
    for one in found:
        cases = (", ".join(each.person.case for each in one.found), one.request.number)
        state = tr("To be called back") if one.state == "reconciled" else tr("Closed")
        out("\t".join((state, *cases, "; ".join(_called(asker) for asker in one.askers))))
        for death in sorted({each.death for each in one.found} - {""}):
            out(f"\t{death_warning(death == 'confirmed')}")


def _called(asker: Asker) -> str:
    at = time_text(asker.at) if asker.at else ""
    return " ".join(part for part in (asker.name, asker.relation, asker.phone, at) if part)
