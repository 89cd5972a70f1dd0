"""A call: what was told, who it is about, what is asked."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.commands.people import must_be_somebody
from situationroom.commands.requests import opened
from situationroom.commands.triage import with_triage
from situationroom.models import Note, Person, Report, Request
from situationroom.models.errors import RuleError
from situationroom.models.request import reopened
from situationroom.models.triage import Answered
from situationroom.models.vocabulary import Informed, NoteKind
from situationroom.store.queries.followups import standing
from situationroom.store.transaction import Transaction


def take_call(
    tx: Transaction,
    report: Report,
    persons: Sequence[int],
    new_persons: Sequence[Person],
    request: Request | None,
    attach_to: int | None = None,
    answers: Sequence[Answered] = (),
    informed: Sequence[Informed] = (),
    done: str = "",
) -> Report:
    """Keep a call: its report word for word, its persons, and the request it opens or adds to.

    Drafts have id 0. ``attach_to`` is the request the call is about, which comes back on the list
    when it was resolved: somebody still asks. ``request`` opens a new
    one; ``answers`` of the triage, and who was ``informed`` and what was ``done`` before, are kept
    with either. Raises RuleError when nobody can be
    recognised from what was typed.
    """
    for draft in new_persons:
        must_be_somebody(draft)
    about = [*persons, *(tx.add(draft).id for draft in new_persons)]
    if not about and request is None and attach_to is None:
        raise RuleError("Say who the call is about or what is asked.")
    asked = _request(tx, request, attach_to, about, report)
    if asked and answers:
        asked = with_triage(tx, asked, answers)
    if asked and (informed or done):
        asked = tx.put(_with_done(asked, informed, done))
    kept = tx.add(
        replace(
            report,
            received_at=report.received_at or tx.now,
            officer=tx.officer,
            persons=tuple(about),
            request=asked.id if asked else None,
        )
    )
    caller = report.caller or report.caller_phone
    _describe(tx, caller, asked)
    return kept


def _describe(tx: Transaction, caller: str, asked: Request | None) -> None:
    number = asked.number if asked else ""
    again = asked is not None and asked.reopened_at == tx.now
    if caller and again:
        template = "Call from {caller} brings request {number} back on the list"
        tx.describe(template, caller=caller, number=number)
    elif again:
        tx.describe("Call brings request {number} back on the list", number=number)
    elif caller:
        tx.describe("Call from {caller} on request {number}", caller=caller, number=number)
    else:
        tx.describe("Call on request {number}", number=number)


def _with_done(request: Request, informed: Sequence[Informed], done: str) -> Request:
    """What was done before is added to what was told of it in an earlier call."""
    turned_to = tuple(one for one in Informed if one in (*request.informed, *informed))
    words = "; ".join(dict.fromkeys(part for part in (request.done, done) if part))
    return replace(request, informed=turned_to, done=words)


def _request(
    tx: Transaction,
    draft: Request | None,
    attach_to: int | None,
    about: Sequence[int],
    report: Report,
) -> Request | None:
    if attach_to is not None:
        # A number that was joined into another leads there.
        return _added_to(tx, tx.get(Request, tx.ask(standing, attach_to)), about, report)
    if draft is None:
        return None
    party = max(draft.party, len(about), 1)
    return tx.add(opened(tx, replace(draft, persons=tuple(about), party=party)))


def _added_to(tx: Transaction, request: Request, about: Sequence[int], report: Report) -> Request:
    persons = tuple(dict.fromkeys([*request.persons, *about]))
    told = dict(zip(report.headers, report.cells, strict=False)).get("what", "")
    text = told or report.caller or report.caller_phone
    tx.add(Note(0, tx.now, tx.officer, text, NoteKind.NOTE, request=request.id))
    if not request.is_open:
        request = reopened(request, tx.incident.targets, tx.now)
    return tx.put(replace(request, persons=persons, party=max(request.party, len(persons))))
