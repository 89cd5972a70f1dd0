"""Talking points in words: their state, their audience, and what differs between two versions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from html import escape
from typing import Literal, TypeAlias

from situationroom import legend
from situationroom.legend import Shape, Tone
from situationroom.models import TalkingPoint
from situationroom.models.talking_point import State
from situationroom.store.queries.talking_points import PointRow
from situationroom.texts import tr
from situationroom.views import theme, times

LOOKS: dict[State, tuple[Shape, Tone]] = {
    "current": ("circle", "safe"),
    "later": ("ring", "accent"),
    "expired": ("square", "orange"),
    "withdrawn": ("triangle", "red"),
}
Change: TypeAlias = Literal["same", "gone", "new"]
# What may differ by itself: a hanzi, a word or a run of signs with the spaces behind it.
_PIECES = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+\s*|[^\w\s]+\s*|\s+"
)


def state_name(state: State) -> str:
    """A state by its word."""
    return {
        "current": tr("Current"),
        "later": tr("Not yet valid"),
        "expired": tr("Expired"),
        "withdrawn": tr("Do not use"),
    }[state]


def audience_words(point: TalkingPoint) -> str:
    """'Callers, Next of kin'."""
    return ", ".join(map(legend.label, point.audiences))


def changed_words(found: PointRow, now: datetime) -> str:
    """'version 3 · changed 12 min ago by Li Kai'."""
    if found.point.version == 1 and found.point.withdrawn_at is None:
        said = tr("written {ago} by {officer}", ago=times.ago(found.changed_at, now),
                  officer=found.changed_by)  # fmt: skip
    else:
        said = tr("changed {ago} by {officer}", ago=times.ago(found.changed_at, now),
                  officer=found.changed_by)  # fmt: skip
    return f"{tr('version {n}', n=found.point.version)} · {said}"


def validity_words(point: TalkingPoint, zone: str) -> str:
    """'from … until …' with the zone; empty without limits."""
    parts = []
    if point.valid_from is not None:
        parts.append(tr("valid from {time}", time=times.stamp(point.valid_from, zone)))
    if point.valid_until is not None:
        parts.append(tr("valid until {time}", time=times.stamp(point.valid_until, zone)))
    return " ".join(parts)


def stop_words(point: TalkingPoint, now: datetime, zone: str) -> str:
    """Why it must not be said: 'withdrawn at 14:32, do not use: …'; empty while it may."""
    state = point.state(now)
    if state == "withdrawn":
        said = tr("withdrawn at {time}, do not use", time=_clock(point.withdrawn_at, now, zone))
        return f"{said}: {point.withdrawn_reason}"
    if state == "expired":
        return tr("expired at {time}, do not use", time=_clock(point.valid_until, now, zone))
    if state == "later":
        return tr("only valid from {time}", time=_clock(point.valid_from, now, zone))
    return ""


def matches(point: TalkingPoint, typed: str) -> bool:
    """Every typed word stands somewhere in it."""
    whole = " ".join((point.topic, point.question, point.text_zh, point.text_en)).casefold()
    return all(word in whole for word in typed.casefold().split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is the same in both versions, gone, or new."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """What became of ``before``, word by word and hanzi by hanzi."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[Piece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        parts: tuple[tuple[Change, list[str]], ...] = (("gone", old[a:b]), ("new", new[c:d]))
        found += [Piece(change, "".join(words)) for change, words in parts if words]
    return found


def difference_html(before: str, after: str) -> str:
    """The difference as rich text: what is gone struck, what is new underlined, both coloured."""
    return "".join(_marked(difference(before, after))).replace("\n", "<br>")


def _marked(pieces: list[Piece]) -> Iterator[str]:
    c = theme.colours()
    for piece in pieces:
        text = escape(piece.text)
        if piece.change == "gone":
            yield f'<span style="color:{c.red};text-decoration:line-through">{text}</span>'
        elif piece.change == "new":
            yield (
                f'<span style="color:{c.safe};text-decoration:underline;font-weight:500">'
                f"{text}</span>"
            )
        else:
            yield text


def _clock(at: datetime | None, now: datetime, zone: str) -> str:
    return times.short_stamp(at, zone, now)
