"""What a file says about zones: drafts of zones, what they replace, what had to be left out."""

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from situationroom.areas import crosses_itself
from situationroom.intake.results import Reason
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import ZoneKind
from situationroom.models.zone import Position, Shape, check_shape

CORRIDOR_M: Final = 100.0
"""Metres on either side of a line that a file gives without a width, such as a closed road."""
POINT_M: Final = 1_000.0
"""Metres around a point that a file gives without a radius."""
FAR_M: Final = 2_000_000.0
"""Metres around a place beyond which somebody should look whether that is meant."""
UNREADABLE: Final = (math.nan, math.nan)
"""A position that a reader could not make out."""
NOWHERE: Final = (0.0, 0.0)
"""What programs write where a position is not known: the sea off Ghana."""
WHOLE_TURN: Final = 360 - 1e-6
_DAYS: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_KINDS: Final = (
    (ZoneKind.SAFE, r"\bsafe\b|safe (?:area|zone)|assembly|安全区|避难|集合"),
    (ZoneKind.NO_GO, r"no[- ]?go|clos(?:ed|ure)|curfew|restricted|evacuat|禁|封锁|封闭|疏散|撤离"),
    (ZoneKind.FLOODED, r"flood|inundat|tsunami|surge|洪|淹|涝|海啸"),
    (ZoneKind.DAMAGE, r"damage|destroy|collapse|rubble|受损|损毁|倒塌|震中"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldZone:
    """One area of a file. ``key`` is what the source calls it, '' where it has no name for it."""

    name: str
    kind: ZoneKind
    shapes: tuple[Shape, ...]
    key: str = ""
    severity: str = "Unknown"
    source: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ToldZones:
    """Everything a file says. ``replaces`` and ``cancels`` are keys of earlier alerts.

    ``remarks`` are sentences for the officer: what was read otherwise than written, or left out.
    """

    zones: tuple[ToldZone, ...] = ()
    replaces: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
    remarks: tuple[Reason, ...] = ()


def no_area(name: str) -> Reason:
    """What is said about something that the file names and gives no area for."""
    return Reason("{name} was left out: the file gives no area for it.", {"name": name or "—"})


def kind_of(*texts: str) -> ZoneKind:
    """What a zone means by the words of its source; danger where they say nothing else."""
    told = " ".join(texts).casefold()
    return next((kind for kind, words in _KINDS if re.search(words, told)), ZoneKind.DANGER)


def area(rings: Sequence[Sequence[Position]], name: str, remarks: list[Reason]) -> Shape | None:
    """An area of an outline and its holes; None, with a remark, where it is none."""
    rings = [_readable(ring, name, remarks) for ring in rings]
    outlines = [_opened(tuple(_whole_turns(ring))) for ring in rings if ring]
    if not outlines:
        return None
    if NOWHERE in outlines[0]:
        told = {"name": name or "—"}
        remarks.append(Reason("A corner of {name} is 0, 0; look whether its edge is right.", told))
    if any(180 < abs(lon - next_lon) < WHOLE_TURN for _, lon, next_lon in _edges(outlines[0])):
        remarks.append(
            Reason(
                "An edge of {name} spans more than half the earth; it was read the shorter way, "
                "over the date line. Look at it on the map.",
                {"name": name or "—"},
            )
        )
    shape = _checked(Shape(outlines[0], tuple(outlines[1:])), name, remarks)
    if shape is not None and crosses_itself(shape.outline):
        remarks.append(
            Reason("The outline of {name} crosses itself; look at it on the map.", {"name": name})
        )
    return shape


def around(
    line: Iterable[Position], metres: float, name: str, remarks: list[Reason]
) -> Shape | None:
    """Everything within ``metres`` of a point or line; None, with a remark, where it is none."""
    line = _readable(line, name, remarks)
    if not line:
        return None
    if set(line) == {NOWHERE}:
        reason = RuleError("0, 0 stands for a position that nobody knew.")
        remarks.append(Reason("{name} was left out: {reason}", {"name": name, "reason": reason}))
        return None
    shape = _checked(Shape(line, radius_m=metres), name, remarks)
    if shape is not None and metres > FAR_M:
        told = {"name": name or "—", "km": f"{metres / 1000:.0f}"}
        remarks.append(Reason("{name} reaches {km} km around; look at it on the map.", told))
    return shape


def point(
    line: Iterable[Position], metres: float, name: str, remarks: list[Reason]
) -> Shape | None:
    """A circle in the place of a point without a radius, which is said."""
    shape = around(line, metres, name, remarks)
    if shape is not None:
        told = {"name": name or "—", "km": f"{metres / 1000:g}"}
        remarks.append(Reason("{name} is a point; a circle of {km} km was drawn.", told))
    return shape


def corridor(line: Sequence[Position], name: str, remarks: list[Reason]) -> Shape | None:
    """A strip along a line without a width, which is said."""
    shape = around(line, CORRIDOR_M, name, remarks)
    if shape is not None:
        told = {"name": name or "—", "km": f"{CORRIDOR_M / 1000:g}"}
        remarks.append(Reason("{name} is a line; {km} km on either side were taken.", told))
    return shape


def _readable(ring: Iterable[Position], name: str, remarks: list[Reason]) -> tuple[Position, ...]:
    """Without what a reader could not make out (NaN), which is said."""
    told = tuple(ring)
    found = tuple((lat, lon) for lat, lon in told if math.isfinite(lat) and math.isfinite(lon))
    lost = len(told) - len(found)
    if lost and found:
        said = {"n": lost, "name": name or "—"}
        remarks.append(
            Reason("{n} positions of {name} cannot be read; look whether its edge is right.", said)
        )
    return found


def _checked(shape: Shape, name: str, remarks: list[Reason]) -> Shape | None:
    try:
        return check_shape(shape)
    except RuleError as error:
        reason = error
    told = {"name": name or "—", "reason": reason}
    try:
        found = check_shape(_counted_on(shape))
        remarks.append(Reason("{name}: longitudes beyond 180° were taken round the earth.", told))
        return found
    except RuleError:
        pass
    try:
        other = check_shape(turned(shape))
    except RuleError:
        remarks.append(Reason("{name} was left out: {reason}", told))
        return None
    remarks.append(
        Reason("{name}: latitude and longitude stand the wrong way round; read so.", told)
    )
    return other


def _opened(ring: Sequence[Position]) -> tuple[Position, ...]:
    """Without the last corner where it is the first one again."""
    return tuple(ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring)


def _edges(ring: Sequence[Position]) -> Iterator[tuple[Position, float, float]]:
    """Each corner, its longitude and the next one's."""
    return ((one, one[1], two[1]) for one, two in itertools.pairwise(ring))


def _whole_turns(ring: Sequence[Position]) -> Iterator[Position]:
    """An edge from -180 to 180 goes all the way round: with corners between, so that it does."""
    for (one, lon, next_lon), two in zip(_edges(ring), ring[1:], strict=True):
        yield one
        if abs(next_lon - lon) >= WHOLE_TURN:
            for part in (1 / 3, 2 / 3):
                yield one[0] + (two[0] - one[0]) * part, lon + (next_lon - lon) * part
    yield ring[-1]


def _counted_on(shape: Shape) -> Shape:
    """The shape with longitudes up to a turn too large or too small brought back."""

    def back(ring: Sequence[Position]) -> tuple[Position, ...]:
        return tuple((la, lo if abs(lo) > 360 else (lo + 180) % 360 - 180) for la, lo in ring)

    return replace(shape, outline=back(shape.outline), holes=tuple(map(back, shape.holes)))


def turned(shape: Shape) -> Shape:
    """The shape with latitude and longitude exchanged."""
    return Shape(
        tuple((lon, lat) for lat, lon in shape.outline),
        tuple(tuple((lon, lat) for lat, lon in hole) for hole in shape.holes),
        shape.radius_m,
    )


def moment(text: str | None, *, ends: bool = False) -> datetime | None:
    """An ISO 8601 time with its zone (of UTC where it names none); None where it is no time.

    A day, month or year alone begins with its first moment, and ``ends`` with its last.
    """
    told = (text or "").strip()
    try:
        if found := _DAYS.fullmatch(told):
            year, month, day = (int(part) if part else None for part in found.groups())
            at = datetime(year or 0, month or 1, day or 1, tzinfo=UTC)
            return _after(at, month, day) if ends else at
        at = datetime.fromisoformat(told)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _after(at: datetime, month: int | None, day: int | None) -> datetime:
    """The moment after a day, month or year."""
    if day:
        return at + timedelta(days=1)
    over = at.month == 12 or not month
    return at.replace(year=at.year + over, month=1 if over else at.month + 1)


def plain(text: str | None, most: int = 2_000) -> str:
    """Text without tags and double spaces, cut at ``most`` characters."""
    bare = re.sub(r"<[^<>]{0,2000}>", " ", (text or "")[: most * 4])
    return re.sub(r"\s+", " ", bare).strip()[:most]
