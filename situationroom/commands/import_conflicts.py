"""What a row says about somebody known: what is taken, what stays, what an officer must choose.

The rules stand in ``models.telling``; here the journal says who wrote what is here: an officer, or
an import, and if an import, whether of this same list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from situationroom.commands.import_decisions import Conflict, RowKey
from situationroom.commands.import_known import Known
from situationroom.models import Person, Report
from situationroom.models.made_quickly import made_quickly
from situationroom.models.request import Request, with_priority
from situationroom.models.telling import EVERYTHING, changed, is_conflict, takes_over, tell
from situationroom.models.told_fields import Contradiction
from situationroom.models.vocabulary import Safety
from situationroom.store.queries.authors import Writer

FieldChange = tuple[str, str, object, object]
"""Case or name, field, before, after."""


@made_quickly
@dataclass(frozen=True, slots=True)
class Settled:
    """A record as the row leaves it, and what the row says against it."""

    record: Person | Request
    conflicts: tuple[Conflict, ...]


@made_quickly
@dataclass(frozen=True, slots=True)
class Source:
    """A row that speaks: ``earlier`` and ``fresh`` when its list told of this before."""

    key: RowKey
    at: datetime
    earlier: Report | None = None
    fresh: frozenset[str] | None = None


def person_told(known: Known, ref: int, draft: Person, source: Source) -> Settled:
    """The person with what the row adds and may change."""
    person = known.now[ref]
    telling = tell(person, draft, EVERYTHING if source.fresh is None else source.fresh)
    changes = dict(telling.added)
    conflicts = []
    for contradiction in telling.contradictions:
        writer = known.writer(ref, tuple(contradiction.changes), source.at)
        same_row = _is_its_own(known, ref, contradiction, writer, source)
        if is_conflict(contradiction, same_row=same_row, typed=writer.typed):
            conflicts.append(_conflict(person, ref, contradiction, writer))
            if known.decisions.side(source.key, contradiction.field) == "list":
                changes |= _decided(contradiction)
        elif takes_over(contradiction, same_row=same_row):
            changes |= contradiction.changes
    return Settled(changed(person, changes), tuple(conflicts))


def _is_its_own(
    known: Known, ref: int, contradiction: Contradiction, writer: Writer, source: Source
) -> bool:
    """Whether the list contradicts only what it said itself; who somebody is, is its own alone."""
    if source.earlier is None:
        return False
    if contradiction.weight != "identity" or writer.typed:
        return True
    return writer.revision > 0 and writer.revision in known.tellings.revisions(ref)


def _decided(contradiction: Contradiction) -> dict[str, object]:
    """No list brings back the dead, whatever was chosen for all conflicts."""
    return {} if contradiction.here is Safety.DECEASED else dict(contradiction.changes)


def _conflict(person: Person, ref: int, against: Contradiction, writer: Writer) -> Conflict:
    label = person.case if person.id else person.name
    return Conflict(
        ref, label, against.field, against.here, against.told, writer.officer, writer.at
    )


def request_told(known: Known, request: Request, draft: Request, source: Source) -> Settled:
    """The request as the same row of its list asks now; status and owner are the officers'."""
    fresh = source.fresh or frozenset()
    after, conflicts = request, []
    for name, told in _asked(request, draft):
        here = getattr(request, name)
        if name not in fresh or told == here:
            continue
        writer = known.request_authors.of(request.id, (name,))
        typed = writer is not None and writer.typed
        if typed and writer is not None:
            at = (writer.officer, writer.at)
            conflicts.append(Conflict(0, request.number, name, here, told, *at))
        if not typed or known.decisions.side(source.key, name) == "list":
            after = _with(known, after, name, told)
    return Settled(after, tuple(conflicts))


def _asked(request: Request, draft: Request) -> Iterator[tuple[str, object]]:
    yield "description", draft.description or request.description
    yield "party", max(draft.party, len(request.persons), 1)
    yield "category", draft.category
    yield "priority", draft.priority


def _with(known: Known, request: Request, name: str, told: object) -> Request:
    if name == "priority":
        return with_priority(request, told, known.incident.targets)  # type: ignore[arg-type]
    return replace(request, **{name: told})  # type: ignore[arg-type]
