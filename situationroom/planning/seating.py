"""Which kind of place a person needs."""

from collections.abc import Mapping
from datetime import date

from situationroom.models import Movement, Person
from situationroom.models.person import needs_on, years_old
from situationroom.models.vocabulary import Need, SeatKind

LAP_AGE = 2  # years; ICAO counts an infant below the second birthday


def seat_kind_for(
    person: Person, movement: Movement, taken: Mapping[SeatKind, int], day: date
) -> SeatKind:
    """Stretcher and wheelchair as needed; infants on a lap while laps are left; else a seat.

    Nobody of two years or more sits on a lap, whatever was told: "infant" beside an adult means
    that they travel with one.

    A wheelchair user takes a seat where the vehicle has no wheelchair place left; a person on a
    stretcher never does.
    """
    needs = set(needs_on(person, day))
    if (years_old(person, day) or 0) >= LAP_AGE:
        needs.discard(Need.INFANT)
    if Need.STRETCHER in needs:
        return SeatKind.STRETCHER
    for need, kind in ((Need.WHEELCHAIR, SeatKind.WHEELCHAIR), (Need.INFANT, SeatKind.LAP)):
        if need in needs and taken.get(kind, 0) < movement.capacity.of(kind):
            return kind
    return SeatKind.SEAT
