"""Replies: kept word for word, understood only where they can mean one thing.

A reply from somebody's own telephone is their own word, as new as its time. It never writes over
what is newer, over a death or an injury, nor over what an officer, a hospital or an authority has
said otherwise: that, and everything unclear, is for an officer to decide.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from situationroom.commands.people import called
from situationroom.commands.reply_reading import Line, ReplyFile, address_of
from situationroom.commands.requests import opened
from situationroom.messaging.meaning import meaning_of
from situationroom.models import Delivery, Message, Note, Person, Reply, Report, Request, Sheet
from situationroom.models.errors import RuleError
from situationroom.models.message import Meaning, ReplyState
from situationroom.models.person import is_told_dead
from situationroom.models.vocabulary import Category, Priority, Safety, Source
from situationroom.store.queries.messages import last_deliveries
from situationroom.store.queries.replies import (
    deliveries_to,
    known_fingerprints,
    persons_at,
    reply_requests,
    searched,
)
from situationroom.store.transaction import Transaction
from situationroom.texts import tr

UNKNOWN_SENDER = "Nobody here has this number or mailbox."
SEVERAL = "Several persons have this number or mailbox; who is meant?"
UNCLEAR = "What this says has to be read by somebody."
DEAD = "This person was told dead, or reported so."
NEWER = "Something newer is known about this person."
OTHERWISE = "An officer, a hospital or an authority has said otherwise."
SHEET = "Replies"
REPORT_EVERY = 100
Step = Callable[[int, int, str], None]
_WEIGHTY = (Source.OFFICER, Source.HOSPITAL, Source.AUTHORITY)
_SAFETY = {Meaning.SAFE: Safety.SAFE, Meaning.NEEDS_HELP: Safety.NEEDS_HELP}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file of replies came to. ``rows`` = new + same; new = safe + needs_help + to_decide.

    ``unknown`` of those to decide are from nobody we know; ``requests`` were opened.
    """

    rows: int = 0
    same: int = 0
    safe: int = 0
    needs_help: int = 0
    to_decide: int = 0
    unknown: int = 0
    requests: int = 0


def take_replies(tx: Transaction, step: Step, told: ReplyFile) -> Taken:
    """Keep these replies and do what they clearly say. The same lines again change nothing.

    Raises Cancelled when ``step`` does: then nothing of it was taken in.
    """
    known = tx.ask(known_fingerprints, [line.fingerprint for line in told.lines])
    new = {line.fingerprint: line for line in told.lines if line.fingerprint not in known}
    lines = sorted(new.values(), key=lambda line: (line.at or tx.now, line.row))
    if not lines:
        return Taken(len(told.lines), len(told.lines))
    sheet = tx.add(
        Sheet(0, tx.now, told.name, SHEET, headers=told.headers,
              fields=("",) * len(told.headers), sha256=told.sha256)
    )  # fmt: skip
    senders = {line.fingerprint: address_of(line.sender, tx.incident) for line in lines}
    last = tx.ask(last_deliveries, [address for address in senders.values() if address])
    others = tx.ask(persons_at, [a for a in senders.values() if a and a not in last])
    _read_ahead(tx, last, others)
    kept = []
    for done, line in enumerate(lines):
        if done % REPORT_EVERY == 0:
            step(done, len(lines), told.name)
        kept.append(_keep(tx, line, sheet, senders[line.fingerprint], last, others))
    taken = _tally(kept, len(told.lines))
    tx.describe("Replies from {file}: {safe} safe, {help} need help, {decide} to decide",
                file=told.name, safe=taken.safe, help=taken.needs_help,
                decide=taken.to_decide)  # fmt: skip
    return taken


def decide_reply(
    tx: Transaction, reply: int, meaning: Meaning, persons: Sequence[int], note: str = ""
) -> Reply:
    """What an officer has read: who is meant and how they are. OTHER only keeps it as answered.

    Raises RuleError for a reply that was decided before, for somebody told dead, or without
    anybody for whom it should count.
    """
    asked = tx.get(Reply, reply)
    if asked.state is not ReplyState.OPEN:
        raise RuleError("This reply was decided before.")
    if meaning is not Meaning.OTHER and not persons:
        raise RuleError("Choose the person this reply is from.")
    people = tx.get_all(Person, persons)
    for person in people:
        if is_told_dead(person) and meaning is not Meaning.OTHER:
            raise RuleError(
                "{person} was told dead, or reported so; clear that on the card first.",
                person=called(person),
            )
        _says(tx, person, meaning, asked.at)
        if note.strip():
            tx.add(Note(0, tx.now, tx.officer, note.strip(), person=person.id))
    request = asked.request
    if meaning is Meaning.NEEDS_HELP and request is None:
        request = _ask_for_help(tx, [p.id for p in people], asked.text, asked.sender)
    settled = tr("Replied: safe") if meaning is Meaning.SAFE else tr("Read; nothing to do")
    _told_of(tx, asked.report, persons, request, note.strip() or settled)
    if asked.delivery is not None:
        message = tx.get(Delivery, asked.delivery).message
        _answered(tx, tx.ask(deliveries_to, persons, message), meaning, asked.at)
    said = {
        Meaning.SAFE: "Reply from {sender}: decided as safe",
        Meaning.NEEDS_HELP: "Reply from {sender}: decided as a call for help",
        Meaning.OTHER: "Reply from {sender}: read",
    }
    tx.describe(said[meaning], sender=asked.sender)
    return tx.put(
        replace(asked, state=ReplyState.DECIDED, meaning=meaning, persons=tuple(persons),
                request=request, decided_by=tx.officer, decided_at=tx.now)
    )  # fmt: skip


def search_for_silent(tx: Transaction, deliveries: Sequence[int]) -> int:
    """A request to search for everybody who has not answered; gives how many were opened.

    Nobody is searched for twice. Raises RuleError when somebody searches for all of them already.
    """
    copies = tx.get_all(Delivery, deliveries)
    already = tx.ask(searched, [copy.person for copy in copies])
    groups: dict[int, list[Delivery]] = {}
    for copy in copies:
        if copy.person not in already:
            groups.setdefault(copy.carried_by or copy.id, []).append(copy)
    for group in groups.values():
        number = tx.get(Message, group[0].message).number
        persons = tuple(dict.fromkeys(copy.person for copy in group))
        draft = Request(
            0, tx.now, tx.now, persons, max(1, len(persons)), Category.SEARCH, Priority.ORANGE,
            f"{number}: —", next_action="",
        )  # fmt: skip
        tx.add(opened(tx, replace(draft, description=_no_answer(number, group[0]))))
    if not groups:
        raise RuleError("Everybody chosen is being searched for already.")
    tx.describe("Requests for {n} who have not answered", n=len(groups))
    return len(groups)


def _no_answer(number: str, copy: Delivery) -> str:
    at = copy.handed_at or copy.tried_at
    return f"{number}: no answer 未回复 · {copy.address}" + (
        f" · {at:%Y-%m-%d %H:%MZ}" if at else ""
    )


def _read_ahead(
    tx: Transaction, last: Mapping[str, Sequence[Delivery]], others: Mapping[str, Sequence[int]]
) -> None:
    tx.read_ahead(Person, [copy.person for group in last.values() for copy in group])
    tx.read_ahead(Delivery, [copy.id for group in last.values() for copy in group])
    tx.read_ahead(Person, [person for group in others.values() for person in group])


def _keep(
    tx: Transaction,
    line: Line,
    sheet: Sheet,
    address: str,
    last: Mapping[str, Sequence[Delivery]],
    others: Mapping[str, Sequence[int]],
) -> tuple[Reply, bool]:
    """The report, the reply, and what it clearly says; True where a request was opened."""
    copies = last.get(address, ())
    persons = tuple(dict.fromkeys([c.person for c in copies] or others.get(address, ())))
    at, meaning = min(line.at or tx.now, tx.now), meaning_of(line.text)
    why = _question(tx, persons, meaning, at)
    before = tx.ask(reply_requests, persons) if meaning is Meaning.NEEDS_HELP else {}
    request = None
    if meaning is Meaning.NEEDS_HELP and persons:
        request = _ask_for_help(tx, persons, line.text, line.sender)
    report = tx.add(
        Report(0, tx.now, sheet.id, line.row, fingerprint=line.fingerprint, cells=line.cells,
               persons=persons, request=request, caller_phone=address if "@" not in address else "",
               called_at=line.at, officer=tx.officer,
               no_request="" if why or request else tr("Replied: safe"))
    )  # fmt: skip
    if not why:
        _says(tx, tx.get(Person, persons[0]), meaning, at)
    delivery = copies[0].id if copies else None
    _answered(tx, copies, Meaning.OTHER if why else meaning, at)
    state = ReplyState.OPEN if why else ReplyState.APPLIED
    reply = tx.add(
        Reply(0, at, line.sender or address, line.text, report.id, persons, delivery, meaning,
              state, why, request)
    )  # fmt: skip
    return reply, request is not None and request not in before.values()


def _question(tx: Transaction, persons: Sequence[int], meaning: Meaning, at: datetime) -> str:
    """Why an officer has to decide this; "" where nothing speaks against doing what it says."""
    if not persons:
        return UNKNOWN_SENDER
    people = tx.get_all(Person, persons)
    if any(is_told_dead(person) for person in people):
        return DEAD
    if len(people) > 1:
        return SEVERAL
    if meaning is Meaning.OTHER:
        return UNCLEAR
    return _contradiction(people[0], _SAFETY[meaning], at)


def _contradiction(person: Person, said: Safety, at: datetime) -> str:
    if person.safety in (said, Safety.UNKNOWN):
        return ""
    if person.safety_at is not None and person.safety_at > at:
        return NEWER
    if person.safety is Safety.MISSING:
        return ""  # a sign of life is what everybody waits for
    weighty = person.safety_source in _WEIGHTY or person.safety is Safety.INJURED
    return OTHERWISE if weighty else ""


def _says(tx: Transaction, person: Person, meaning: Meaning, at: datetime) -> None:
    """Their own word, as of when they sent it."""
    now = tx.get(Person, person.id)
    told = now
    if now.last_contact is None or now.last_contact <= at:
        told = replace(now, last_contact=at, last_contact_how="reply")
    if meaning is not Meaning.OTHER:
        since = max(at, now.safety_at or at)
        said = _SAFETY[meaning]
        told = replace(told, safety=said, safety_source=Source.SELF, safety_at=since)
    tx.put(told)


def _ask_for_help(tx: Transaction, persons: Sequence[int], text: str, sender: str) -> int:
    """A request, or a note on the one that an earlier reply has opened."""
    before = tx.ask(reply_requests, persons)
    if before:
        request = next(iter(before.values()))
        tx.add(Note(0, tx.now, tx.officer, f"{sender}: {text}", request=request))
        return request
    draft = Request(
        0, tx.now, tx.now, tuple(persons), max(1, len(persons)), Category.SAFETY, Priority.ORANGE,
        f"{sender}: {text}",
    )  # fmt: skip
    return tx.add(opened(tx, draft)).id


def _told_of(
    tx: Transaction, report: int, persons: Sequence[int], request: int | None, settled: str
) -> None:
    kept = tx.get(Report, report)
    about, led_to = tuple(dict.fromkeys((*kept.persons, *persons))), kept.request or request
    no_request = "" if led_to else settled
    tx.put(replace(kept, persons=about, request=led_to, no_request=no_request))


def _answered(tx: Transaction, copies: Sequence[Delivery], meaning: Meaning, at: datetime) -> None:
    """Whoever has replied is silent no more; the newest answer stands."""
    for one in copies:
        copy = tx.get(Delivery, one.id)
        if copy.answered_at is None or copy.answered_at <= at:
            tx.put(replace(copy, answer=meaning, answered_at=at))


def _tally(kept: Sequence[tuple[Reply, bool]], rows: int) -> Taken:
    replies = [reply for reply, _opened in kept]
    applied = [reply for reply in replies if reply.state is ReplyState.APPLIED]
    return Taken(
        rows,
        rows - len(replies),
        sum(reply.meaning is Meaning.SAFE for reply in applied),
        sum(reply.meaning is Meaning.NEEDS_HELP for reply in applied),
        len(replies) - len(applied),
        sum(reply.why == UNKNOWN_SENDER for reply in replies),
        sum(opened_one for _reply, opened_one in kept),
    )
