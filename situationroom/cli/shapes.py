"""Records as the JSON of the contract: keys stay, times ISO 8601 with zone."""

from collections.abc import Mapping
from typing import Any

from situationroom.models import Person, Record, Request
from situationroom.models.journal import Entry
from situationroom.models.vocabulary import Stage
from situationroom.store.codec import time_text, to_fields
from situationroom.store.queries.listing import Place
from situationroom.store.queries.reports import Told
from situationroom.words import entry_text


def person(row: Person, stage: Stage, household: str, reports: list[Place]) -> dict[str, Any]:
    """``list persons``."""
    fields = to_fields(row)
    same = ("other_names", "sex", "birth_date", "age", "age_on", "nationality", "documents")
    where = ("city", "country", "lat", "lon", "uncertainty_m", "precision", "located_at")
    return {
        "id": row.id,
        "case": row.case,
        "native_name": row.native_name,
        "surname": row.surname,
        "given_names": row.given_names,
        **{name: fields[name] for name in same},
        "phones": [phone.e164 or phone.told for phone in row.phones],
        "affiliation": row.affiliation,
        "household": household or None,
        "needs": fields["needs"],
        "place": row.place_text,
        **{name: fields[name] for name in where},
        "safety": str(row.safety),
        "stage": str(stage),
        "wish": str(row.wish),
        "last_contact": fields["last_contact"],
        "kin": fields["kin"],
        "reports": [place._asdict() for place in reports],
    }


def request(row: Request, persons: list[str], reports: list[Place]) -> dict[str, Any]:
    """``list requests``."""
    return {
        "id": row.id,
        "number": row.number,
        "persons": persons,
        "party": row.party,
        "category": str(row.category),
        "priority": str(row.priority),
        "status": str(row.status),
        "owner": row.owner or None,
        "due": time_text(row.due_at),
        "opened_at": time_text(row.opened_at),
        "acknowledged_at": time_text(row.acknowledged_at) if row.acknowledged_at else None,
        "resolved_at": time_text(row.resolved_at) if row.resolved_at else None,
        "description": row.description,
        "reports": [place._asdict() for place in reports],
    }


def record(row: Record, names: Mapping[str, Mapping[int, str]]) -> dict[str, Any]:
    """Any other noun: its own fields, with the names behind its references beside them."""
    shape: dict[str, Any] = {"id": row.id, **to_fields(row)}
    for field, named in names.items():
        if shape.get(field) is not None:
            shape[f"{field}_name"] = named.get(shape[field], "")
    return shape


def report(row: Told) -> dict[str, Any]:
    """``list reports``: where it stands, and every cell under its header."""
    shape: dict[str, Any] = {"id": row.report.id, **to_fields(row.report)}
    del shape["headers"]
    shape["cells"] = [{"header": cell.header, "text": cell.text} for cell in row.cells]
    sheet = row.sheet
    return {**shape, "file": sheet.file if sheet else "", "sheet": sheet.name if sheet else ""}


def entry(row: Entry) -> dict[str, Any]:
    """``list entries``."""
    return {
        "revision": row.revision,
        "at": time_text(row.at),
        "officer": row.officer,
        "workstation": row.workstation,
        "verb": row.verb,
        "text": entry_text(row),
        "undoes": row.undoes,
        "undoable": row.undoable,
        "hash": row.hash,
    }
