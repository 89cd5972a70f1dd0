"""The request a row belongs to, and what it asks otherwise than before."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.commands.import_conflicts import FieldChange, Settled, Source, request_told
from situationroom.commands.import_known import Known
from situationroom.commands.import_outcomes import ImportPlan
from situationroom.intake.results import RowReading
from situationroom.models import Request

_ASKED = frozenset({"description", "category"})


def request_of(
    known: Known, plan: ImportPlan, row: RowReading, refs: Sequence[int], source: Source
) -> int | None:
    """Its earlier request while that is open, one that is open, or a new one (then -n).

    A row that asks something else after its request was resolved asks anew.
    """
    before = known.requests.get(source.earlier.request or 0) if source.earlier else None
    asks_anew = bool(_ASKED & (source.fresh or frozenset()))
    if before is not None and (before.is_open or not asks_anew or row.request is None):
        return before.id
    if row.request is None:
        return None
    for ref in refs:
        for category, request in known.open_requests.get(ref, ()):
            if category == row.request.category:
                return request
    plan.new_requests.append((row.request, tuple(refs)))
    number = -len(plan.new_requests)
    for ref in refs:
        known.open_requests.setdefault(ref, []).append((row.request.category, number))
    return number


def asked_again(
    known: Known, plan: ImportPlan, number: int | None, row: RowReading, source: Source
) -> tuple[Settled | None, list[FieldChange]]:
    """What the same row now asks otherwise, and what that changes."""
    before = known.requests.get(number or 0)
    if before is None or row.request is None or source.earlier is None or not before.is_open:
        return None, []
    settled = request_told(known, before, row.request, source)
    after = settled.record
    assert isinstance(after, Request)  # noqa: S101 - a request was put in
    if after == before:
        return settled, []
    known.requests[before.id] = plan.updated_requests[before.id] = after
    return settled, [
        (before.number, name, getattr(before, name), getattr(after, name))
        for name in ("description", "party", "category", "priority")
        if getattr(before, name) != getattr(after, name)
    ]


def with_persons(
    known: Known, plan: ImportPlan, number: int | None, refs: Sequence[int]
) -> list[FieldChange]:
    """The persons of the row belong to its request; those a known request lacks are added."""
    alone = len(refs) == 1  # whoever is found by their own open request belongs to it
    before = known.requests.get(number or 0) if alone else known.request(number or 0)
    missing = [ref for ref in dict.fromkeys(refs) if before and ref not in before.persons]
    if before is None or not missing or not before.is_open:
        return []
    persons = (*before.persons, *missing)
    after = replace(before, persons=persons, party=max(before.party, len(persons)))
    known.requests[before.id] = plan.updated_requests[before.id] = after
    names = ", ".join(known.now[ref].name for ref in missing)
    return [(before.number, "persons", "", names)]
