"""``situationroom places``: tables of places, words nobody could place, decisions about them."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, LOOK, complain, out, out_json, progress
from situationroom.commands.imports import context_of
from situationroom.commands.place_tables import (
    Outcome,
    PlacePlan,
    import_places,
    plan_places,
    read_places,
)
from situationroom.commands.places import TypedPlace, typed_place
from situationroom.commands.placings import (
    doubtful_positions,
    forget_placing,
    own_places,
    place_text,
    unplaced_texts,
)
from situationroom.intake.own_places import OwnPlaces, fineness, place_key
from situationroom.intake.place_candidates import candidates
from situationroom.intake.resolved_place import ResolvedPlace
from situationroom.models import Placing
from situationroom.models.case_number import case_number
from situationroom.models.errors import InputError, RuleError
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.places import places, placings
from situationroom.texts import tr

OUTCOMES: tuple[Outcome, ...] = ("new", "updated", "unchanged", "rejected", "skipped")


def work(arguments: argparse.Namespace) -> int:
    """One act; 1 when rows were rejected or words are still without a place."""
    acts = {"import": _import, "unresolved": _unresolved, "set": _set, "list": _list,
            "resolve": _resolve, "forget": _forget}  # fmt: skip
    return acts[arguments.act](arguments)


def _import(arguments: argparse.Namespace) -> int:
    if not arguments.what:
        raise InputError("Name the tables to import after the incident file.")
    with incident(arguments, read_only=arguments.dry_run) as file:
        context = context_of(file.ask(the_incident), file.now())
        readings = [read_places(Path(path), context, progress) for path in arguments.what]
        plan = file.ask(plan_places, readings)
        revision = None
        if not arguments.dry_run and plan.count("new") + plan.count("updated"):
            entry = file.run(import_places, progress, readings)[1]
            revision = entry.revision if entry else None
    _say_plan(plan, revision, as_json=arguments.json)
    return LOOK if plan.count("rejected") else DONE


def _say_plan(plan: PlacePlan, revision: int | None, *, as_json: bool) -> None:
    for one in plan.rows:
        reasons = [one.row.why] if one.outcome == "rejected" else []
        for why in filter(None, (*reasons, *(p.reason for p in one.row.problems))):
            complain(f"{one.file}, {one.sheet} {one.row.row}: {tr(why.template, **why.values)}")
    counts = {outcome: plan.count(outcome) for outcome in OUTCOMES}
    if as_json:
        out_json({"rows": len(plan.rows), **counts, "entry": revision})
        return
    out(tr("Places: {new} new, {updated} updated, {rejected} rejected", **counts))


def _unresolved(arguments: argparse.Namespace) -> int:
    with incident(arguments, read_only=True) as file:
        found, known, country = file.ask(unplaced_texts), file.ask(own_places), _country(file)
        doubtful = file.ask(doubtful_positions, country)
    texts = [
        {
            "text": one.text,
            "spellings": list(one.spellings),
            "persons": [case_number(id_) for id_ in one.persons],
            "proposals": [_shape(place) for place in candidates(known, one.text, country)],
        }
        for one in found
    ]
    if arguments.json:
        wrong = [
            {"why": one.why, "country": one.country, "persons": [*map(case_number, one.persons)]}
            for one in doubtful
        ]
        out_json({"texts": texts, "positions": wrong})
    else:
        for one in found:
            out(f"{len(one.persons)}\t{one.text}")
        for wrong_at in doubtful:
            out(f"{len(wrong_at.persons)}\t[{wrong_at.why} {wrong_at.country}]")
    return LOOK if found or doubtful else DONE


def _set(arguments: argparse.Namespace) -> int:
    if len(arguments.what) != 1 or not arguments.at:
        raise InputError("Give the words to be placed, and where they are with --at.")
    with incident(arguments) as file:
        country, known = _country(file), file.ask(own_places)
        read = typed_place(arguments.at, country, known)
        if read.place is None:
            raise _nowhere(read, arguments.at)
        draft = placing_of(arguments.what[0], read.place, arguments.name, arguments.radius)
        placed = file.run(place_text, draft)[0]
    if read.doubt is not None:
        complain(tr(read.doubt.template, **read.doubt.values))
    if arguments.json:
        out_json({"text": draft.text, "at": _shape(read.place), "placed": placed})
    else:
        out(tr("{text} placed at {place}: {n} persons", text=draft.text, place=draft.name,
               n=placed))  # fmt: skip
    return LOOK if read.doubt is not None else DONE


def placing_of(text: str, at: ResolvedPlace, name: str, radius: float | None) -> Placing:
    """A decision about words, not stored yet; ``radius`` metres where not the place's own."""
    metres = radius if radius is not None else at.uncertainty_m
    fine = fineness(metres) if radius is not None else at.precision
    return Placing(0, text.strip(), "", name or at.name_zh or at.name_en, at.city_en, at.country,
                   at.lat, at.lon, fine, metres)  # fmt: skip


def _nowhere(read: TypedPlace, told: str) -> RuleError:
    if read.doubt is not None:
        return RuleError(read.doubt.template, **dict(read.doubt.values))
    return RuleError("{place} is not known; give coordinates instead.", place=told)


def _resolve(arguments: argparse.Namespace) -> int:
    with incident(arguments, read_only=True) as file:
        country, known = _country(file), file.ask(own_places)
    found = [(text, typed_place(text, country, known)) for text in arguments.what]
    said = [{"text": text, **_answer(read, known, country)} for text, read in found]
    if arguments.json:
        out_json(said)
    else:
        for one in said:
            out("\t".join(str(one.get(key, "")) for key in ("text", "name", "country", "doubt")))
    return DONE if all(read.place and not read.doubt for _, read in found) else LOOK


def _answer(read: TypedPlace, known: OwnPlaces, country: str) -> Mapping[str, Any]:
    doubt = tr(read.doubt.template, **read.doubt.values) if read.doubt else ""
    shape = _shape(read.place) if read.place else {}
    others = list(read.place.alternatives) if read.place else []
    return {**shape, "doubt": doubt, "alternatives": others}


def _list(arguments: argparse.Namespace) -> int:
    with incident(arguments, read_only=True) as file:
        own, decided = file.ask(places), file.ask(placings)
    if arguments.json:
        out_json({
            "places": [_plain(place) for place in own],
            "decided": [_plain(placing) for placing in decided],
        })  # fmt: skip
        return DONE
    for place in own:
        out(f"{place.name}\t{place.city}\t{place.lat}, {place.lon}")
    for placing in decided:
        out(f"{placing.text} → {placing.name}\t{placing.city}\t{placing.lat}, {placing.lon}")
    return DONE


def _forget(arguments: argparse.Namespace) -> int:
    with incident(arguments) as file:
        keys = {place_key(text) for text in arguments.what}
        found = [one for one in file.ask(placings) if one.key in keys]
        if not found:
            raise RuleError("Nothing was decided about these words.")
        for one in found:
            file.run(forget_placing, one.id)
    return DONE


def _country(file: IncidentFile) -> str:
    return file.ask(the_incident).country


def _plain(record: Any) -> dict[str, Any]:
    fields = asdict(record)
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in fields.items()}


def _shape(place: ResolvedPlace) -> dict[str, Any]:
    return {
        "name": place.name_en, "name_zh": place.name_zh, "city": place.city_en,
        "country": place.country, "lat": place.lat, "lon": place.lon,
        "precision": str(place.precision), "uncertainty_m": place.uncertainty_m,
        "from": place.origin,
    }  # fmt: skip
