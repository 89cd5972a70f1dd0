"""On a person's card: who was merged into them, and who they may be told of as once more."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from situationroom import legend
from situationroom.commands.unmerging import Since, unmerge
from situationroom.models import IdentityCheck, Merge, Person
from situationroom.models.case_number import case_number
from situationroom.store.queries.handoffs import Given
from situationroom.store.queries.people import persons
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.bidi import both_names
from situationroom.views.card_parts import block
from situationroom.views.finder import finder_of
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.widgets import button, column, label, mark_label, quiet, row


def merged_block(frame: Frame, merges: Sequence[Merge], now: datetime) -> QWidget | None:
    """The case numbers that went into this one, each with a way to take it apart again."""
    if not merges:
        return None
    return block(tr("Also told of as"), column(*[_merge(frame, m, now) for m in merges], gap=2))


def given_block(given: Sequence[Given], person: int, now: datetime) -> QWidget | None:
    """Who was given this person's data, and under which number where that was another one."""
    if not given:
        return None
    lines = [_given(one, person, now) for one in given]
    return block(tr("Handed over to"), column(*lines, gap=2))


def checks_block(checks: Sequence[IdentityCheck], now: datetime, zone: str) -> QWidget | None:
    """How the identity of callers was checked, newest first; a failed one stands out."""
    if not checks:
        return None
    return block(tr("Identity checks"), column(*[_check(c, now, zone) for c in checks], gap=4))


def _check(check: IdentityCheck, now: datetime, zone: str) -> QWidget:
    mark = legend.mark(check.outcome)
    head = mark_label(legend.label(check.outcome), mark.shape, mark.tone)
    about = [check.caller or check.caller_phone, check.officer]
    about += [times.short_stamp(check.at, zone, now)]
    told = quiet(" · ".join(part for part in about if part), 12)
    told.setWordWrap(True)
    said = [f"{legend.label(q)} {'✓' if q in check.answered else '✗'}" for q in check.asked]
    asked = [quiet(" · ".join(said), 12)] if said else []
    return column(row(head, None), told, *asked, gap=1)


def _given(one: Given, person: int, now: datetime) -> QWidget:
    as_other = ", ".join(case_number(number) for number in one.numbers if number != person)
    told = tr("{name}, no. {number}", name=one.recipient, number=one.number)
    words = label(
        " · ".join(part for part in (told, as_other, times.ago(one.made_at, now)) if part)
    )
    words.setWordWrap(True)
    return words


def suspects_block(frame: Frame, person: Person) -> QWidget | None:
    """Who is probably the same person; a click opens the queue."""
    finder = finder_of(frame.desk)
    pairs = [pair for pair in finder.pairs() if person.id in (pair.a, pair.b)]
    met = {(meeting.pair.a, meeting.pair.b) for meeting in finder.meetings()} if pairs else set()
    others = {pair.b if pair.a == person.id else pair.a: pair for pair in pairs}
    known = frame.desk.ask(persons, list(others)[:5])
    if not known:
        return None
    lines = [
        LinkRow(
            both_names(other),
            other.case,
            f"{others[other.id].score:.0%}",
            "square",
            "orange",
            "orange",
            partial(frame.open_room, "people", "reunions" if key in met else "duplicates"),
        )
        for other in known
        if (key := (others[other.id].a, others[other.id].b))
    ]
    return block(tr("Probably told of twice"), column(*lines, gap=0))


def _merge(frame: Frame, merge: Merge, now: datetime) -> QWidget:
    words = label(f"{case_number(merge.gone)} · {merge.officer} · {times.ago(merge.at, now)}")
    apart = button(tr("Take apart"), on_click=lambda: _take_apart(frame, merge))
    return row(words, None, apart)


def _take_apart(frame: Frame, merge: Merge) -> None:
    def say(result: tuple[Person, Since]) -> None:
        back, since = result
        said = tr("{case} is a person of their own again.", case=back.case)
        if since.new or since.fields:
            new = sum(n for _kind, n in since.new)
            said += " " + tr(
                "What came since stays with the other: {new} records, {changed} fields.",
                new=new,
                changed=len(since.fields),
            )
        frame.say(said)

    job = frame.desk.run(unmerge, merge.gone)
    job.on_refusal = frame.refuse
    job.succeeded.connect(say)
