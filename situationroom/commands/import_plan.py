"""What an import would do, row by row, before anything is done.

Rows are recognised by their own number in the same list, by document, and by name with birth date
or telephone; within the batch too. Everything is counted: rows = new + updated + unchanged +
duplicates + rejected + skipped. Who resembles somebody known without an exact key is a suspect,
who says otherwise than an officer typed a conflict; ``Decisions`` settle both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from situationroom.collector import collection_paused
from situationroom.commands.import_certain import one_paper
from situationroom.commands.import_conflicts import FieldChange, Source, person_told
from situationroom.commands.import_decisions import (
    Attached,
    Conflict,
    Decisions,
    RowKey,
    Rule,
    Suspect,
)
from situationroom.commands.import_households import Families, household_label, keep_together
from situationroom.commands.import_known import Known, Match
from situationroom.commands.import_matched import Likenesses
from situationroom.commands.import_outcomes import ImportPlan, Outcome, PlannedRow
from situationroom.commands.import_requests import asked_again, request_of, with_persons
from situationroom.commands.import_tellings import rows_of
from situationroom.intake.results import FileReading, Reason, RowReading, SheetReading, Step
from situationroom.models import Person
from situationroom.models.person import is_told_dead
from situationroom.models.telling import differences
from situationroom.store.connection import Connection
from situationroom.store.queries.authors import Writer
from situationroom.store.queries.journal_pages import last_revision

__all__ = ["ImportPlan", "Outcome", "PlannedRow", "plan_import"]

REPORT_EVERY = 500
LEFT_OUT = Reason("Left out: probably somebody who is here already.")


def plan_import(
    connection: Connection,
    step: Step,
    readings: Sequence[FileReading],
    decisions: Decisions | None = None,
    before: ImportPlan | None = None,
) -> ImportPlan:
    """Decide about every row. ``step`` reports and may raise Cancelled; nothing is changed.

    ``before`` is an earlier plan of these lists, from which what was compared is taken over.
    """
    with collection_paused():
        likenesses = before.likenesses if before else None
        return _plan(connection, step, readings, decisions or Decisions(), likenesses)


def _plan(
    connection: Connection,
    step: Step,
    readings: Sequence[FileReading],
    decisions: Decisions,
    likenesses: Likenesses | None,
) -> ImportPlan:
    total = sum(len(sheet.rows) for reading in readings for sheet in reading.sheets)
    step(0, total, readings[0].file if readings else "")
    known = Known(connection, readings, decisions, step, likenesses)
    plan = ImportPlan(last_revision(connection), decisions)
    planner = _Planner(known, plan, Families(known, readings))
    for reading, sheet, row in rows_of(readings):
        if len(plan.rows) % REPORT_EVERY == 0:
            step(len(plan.rows), total, reading.file)
        plan.rows.append(planner.planned(reading.file, sheet, row))
    plan.new_persons, plan.left_out = known.batch, known.left_out
    plan.likenesses = known.suspects.likenesses
    plan.updated = {id_: known.now[id_] for id_ in sorted(known.changed) if id_ > 0}
    step(total, total, "")
    return plan


@dataclass(slots=True)
class _Said:
    """What is found out about one row on the way."""

    persons: list[int] = field(default_factory=list)
    added: bool = False
    left_out: bool = False
    changes: list[FieldChange] = field(default_factory=list)
    suspects: list[Suspect] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)


class _Planner:
    """Goes through the rows in order; ``known`` and ``plan`` grow on the way."""

    def __init__(self, known: Known, plan: ImportPlan, families: Families) -> None:
        self.known, self.plan = known, plan
        self.seen: set[str] = set()
        self.families = families

    def planned(self, file: str, sheet: SheetReading, row: RowReading) -> PlannedRow:
        """What becomes of one row."""
        if row.outcome != "read" or row.report is None:
            outcome: Outcome = "rejected" if row.outcome == "rejected" else "skipped"
            return PlannedRow(file, sheet.name, row, outcome, row.why)
        if not self.known.is_told(row):
            return PlannedRow(file, sheet.name, row, "unchanged")
        mark = row.report.fingerprint
        if mark in self.seen:
            return PlannedRow(file, sheet.name, row, "duplicate")
        self.seen.add(mark)
        return self._told(file, sheet, row)

    def _told(self, file: str, sheet: SheetReading, row: RowReading) -> PlannedRow:
        key = file, sheet.name, row.row
        matches = self._matches(key, row)
        source = self._source(key, sheet, row, matches)
        if source.earlier is not None and source.fresh is None:
            return PlannedRow(file, sheet.name, row, "unchanged")
        said = _Said()
        for draft, match in zip(row.persons, matches, strict=True):
            self._person(said, source, draft, match)
        request = None
        if said.persons:
            request = request_of(self.known, self.plan, row, said.persons, source)
            self._ask(said, source, row, request)
            self._together(said, source, sheet, row)
        return PlannedRow(
            file,
            sheet.name,
            row,
            outcome=_outcome(said, source),
            why=LEFT_OUT if said.left_out and not said.persons else None,
            persons=tuple(said.persons),
            request=request,
            changes=tuple(said.changes),
            suspects=tuple(said.suspects),
            conflicts=tuple(said.conflicts),
            attached=tuple(said.attached),
        )

    def _matches(self, key: RowKey, row: RowReading) -> list[Match]:
        matches: list[Match] = []
        for draft in row.persons:
            taken = [match.person for match in matches if match.person is not None]
            matches.append(self.known.recognise(key, draft, taken))
        return matches

    def _source(
        self, key: RowKey, sheet: SheetReading, row: RowReading, matches: Sequence[Match]
    ) -> Source:
        """The row with what it said before; ``fresh`` is None when it says the same again."""
        assert row.report is not None  # noqa: S101 - planned has looked
        at = row.report.received_at
        earlier = next((match.earlier for match in matches if match.earlier), None)
        if earlier is None:
            return Source(key, at)
        different = self.known.tellings.different(sheet, row, earlier)
        if not different:
            return Source(key, at, earlier)
        fresh = self.known.tellings.fresh(sheet, different)
        unread = {p.field for p in row.problems} & {"priority", "party"}
        return Source(key, at, earlier, fresh - unread)

    def _person(self, said: _Said, source: Source, draft: Person, match: Match) -> None:
        ref = match.person
        if ref is None:
            ref = self._unrecognised(said, source, draft)
            source = Source(source.key, source.at)
        if ref is None:
            said.left_out = True
            return
        said.persons.append(ref)
        if ref < 0 and self.known.now[ref] is draft:
            said.added = True
            return
        self._merge(said, source, ref, draft)

    def _unrecognised(self, said: _Said, source: Source, draft: Person) -> int | None:
        """A new person; or whom an officer says it is; None when the row shall be left out."""
        known = self.known
        found = known.suspects.of(draft, known.now, said.persons)
        said.suspects += found
        for suspect in found:
            if suspect.person > 0:
                self.plan.names[suspect.person] = known.name(suspect.person)
        rule = self._ruled(source.key, found, said.persons)
        if rule == "new" and (sure := self._certain(source.key, draft, found)) is not None:
            rule = sure.person
            told = replace(draft, household=None)
            said.attached.append(Attached(sure.person, sure.certain, told))
        ref = known.add(draft, left_out=rule != "new")
        if rule == "new":
            return ref
        if not isinstance(rule, int):
            return None
        self._meet(rule)
        return rule

    def _ruled(self, key: RowKey, found: Sequence[Suspect], taken: Sequence[int]) -> Rule | int:
        """What officers have decided: a new person, left out, or whom it is."""
        known = self.known
        rule = known.decisions.about(key)
        if isinstance(rule, int):
            named = rule in {suspect.person for suspect in found} or (
                rule > 0 and rule in known.now
            )
            return rule if named and rule not in taken else "new"
        if not found:
            return "new"
        if rule == "attach":
            return found[0].person if self._may_attach(key, found[0]) else "new"
        return rule

    def _certain(self, key: RowKey, draft: Person, found: Sequence[Suspect]) -> Suspect | None:
        """The only one it can be, by a document and above the incident's own certainty."""
        known, least = self.known, self.known.incident.targets.attach_from
        asked = not known.decisions.by_itself or key in known.decisions.duplicate_rows
        if not least or asked or len(found) != 1 or found[0].certain < least:
            return None
        now = known.now.get(found[0].person)
        if now is not None and (is_told_dead(now) or not one_paper(now, draft)):
            return None
        return found[0]

    def _may_attach(self, key: RowKey, suspect: Suspect) -> bool:
        """Nobody of whom a death is told is joined by a rule for all; row by row officers may."""
        known = self.known
        person = known.now.get(suspect.person) or known.suspects.person(suspect.person)
        alone = key in known.decisions.duplicate_rows
        return alone or person is None or not is_told_dead(person)

    def _meet(self, ref: int) -> None:
        """Somebody of the incident whom no exact key found: known from now on."""
        person = self.known.suspects.person(ref)
        if ref not in self.known.now and person is not None:
            self.known.meet(person)

    def _merge(self, said: _Said, source: Source, ref: int, draft: Person) -> None:
        before = self.known.now[ref]
        settled = person_told(self.known, ref, draft, source)
        said.conflicts += settled.conflicts
        after = settled.record
        if after == before:
            return
        assert isinstance(after, Person)  # noqa: S101 - a person was put in
        self.known.remember(ref, after)
        if ref > 0:
            self.known.changed.add(ref)
        label = before.case if before.id else before.name
        for name, old, new in differences(before, after):
            said.changes.append((label, name, old, new))
            self.known.wrote[ref, name] = Writer(0, "", source.at, "apply_import")

    def _ask(self, said: _Said, source: Source, row: RowReading, request: int | None) -> None:
        settled, changes = asked_again(self.known, self.plan, request, row, source)
        said.conflicts += settled.conflicts if settled else ()
        said.changes += changes
        said.changes += with_persons(self.known, self.plan, request, said.persons)

    def _together(self, said: _Said, source: Source, sheet: SheetReading, row: RowReading) -> None:
        label = household_label(sheet, row)
        members = said.persons
        if label:
            members = self.families.of(source.key[0], source.key[1], label, said.persons)
        said.changes += keep_together(self.known, self.plan, members, label, source)


def _outcome(said: _Said, source: Source) -> Outcome:
    if said.added:
        return "new"
    if not said.persons:
        return "skipped"
    if said.changes:
        return "updated"
    return "unchanged" if source.earlier is not None else "duplicate"
